"""A .docx -> its text: paragraphs in order, also of tables, text boxes and form fields, as they read when accepted."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from bot.errors import Binary, Empty, TooLarge
from bot.news.article.filed import Filed
from bot.news.message import count_words

LARGEST = 50_000_000
"""Bytes of all parts unpacked, pictures among them: 430 kB can unpack to 400 million."""
MOST_PARTS = 5_000
_LEAST_WORDS = 8
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_TEXT, _PARAGRAPH, _RUN, _HIDDEN = qn("w:t"), qn("w:p"), qn("w:r"), qn("w:vanish")
# What was struck out, and what repeats a text box for programs that cannot draw it.
_LEFT_OUT = frozenset({
    qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
})  # fmt: skip
_TITLES = frozenset({"title", "heading 1"})
"""Names of styles; their ids are in the language of the program that made the file."""


def read_word(body: bytes, *, name: str) -> Filed:
    """The text of a .docx file; raises Binary, Empty or TooLarge with a sentence that names the file.

    python-docx opens the package, resolves no entity and runs no macro. The text is walked here: its own paragraphs
    leave out what was inserted under review and what stands in form fields and text boxes.
    """
    _check_size(body, name)
    try:
        document = Document(BytesIO(body))
        made = document.core_properties.modified
        styles = {str(style.style_id): str(style.name).lower() for style in document.styles}
        walked = [(_style_of(paragraph), _text_of(paragraph)) for paragraph in _walk(document.element.body)]
    except (BadZipFile, KeyError, ValueError, XMLSyntaxError, AttributeError) as fault:
        raise Binary(
            f"{name} is no Word document that can be read. Save it as .docx anew or paste the text."
        ) from fault
    shown = [(styles.get(style, ""), text) for style, text in walked if text]
    if count_words(" ".join(text for _, text in shown)) < _LEAST_WORDS:
        raise Empty(f"{name} holds no text.")
    title = next((text for style, text in shown[:12] if style in _TITLES), None)
    texts = [text for _, text in shown if text != title]
    return Filed("\n\n".join([title, *texts] if title else texts), title=title, made=made.date() if made else None)


def _check_size(body: bytes, name: str) -> None:
    """What the package says it unpacks to: zipfile reads no more of a part than that. Raises TooLarge, Binary."""
    try:
        parts = ZipFile(BytesIO(body)).infolist()
    except BadZipFile as fault:
        raise Binary(f"{name} is a damaged Word document. Save it anew or paste the text.") from fault
    if sum(part.file_size for part in parts) > LARGEST or len(parts) > MOST_PARTS:
        raise TooLarge(f"{name} unpacks to more than {LARGEST // 1_000_000} MB; it was not read.")


def _walk(element: _Element) -> Iterator[_Element]:
    """The paragraphs below an element, in order, without those that are left out."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _PARAGRAPH:
            yield child
        yield from _walk(child)


def _text_of(paragraph: _Element) -> str:
    lines = "".join(_signs(paragraph)).split("\n")
    return "\n".join(line for part in lines if (line := " ".join(part.split())))


def _signs(element: _Element) -> Iterator[str]:
    """What shows of a paragraph's runs; a paragraph inside, as of a text box, stands for itself."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _PARAGRAPH or (child.tag == _RUN and _is_hidden(child)):
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _signs(child)


def _is_hidden(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{_HIDDEN}")
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"}


def _style_of(paragraph: _Element) -> str:
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if mark is None else str(mark.get(qn("w:val")))

"""A PDF -> its text: lines put together to paragraphs by where and how large they stand, running heads left out."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from bot.errors import Binary, Empty, TooLarge, Unreadable
from bot.news.article.filed import Filed
from bot.news.message import count_words

MOST_PAGES = 500
"""Pages that are read: 0.4 s and 25 MB; a press release has three."""
LARGEST_TEXT = 1_000_000
"""Characters, as many as are analysed of an article."""
_LARGEST_STREAM, _LARGEST_WHOLE = 100_000_000, 300_000_000
"""Bytes of one packed stream and of all, unpacked. A page scanned in colour has 26 million; 389 kB can unpack to 400
million, for which PDFium took 783 MB."""
_LEAST_WORDS = 8
_EDGE = 0.12
"""Share of a page's height at its top and foot in which running heads and page numbers stand."""
_HEADLINE = 1.15
"""How much larger than the body's letters a headline's are, at least."""
_HEADLINE_WORDS = range(3, 31)

_LINE = re.compile(r"[^\r\n]+")
_STREAM = re.compile(rb"stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NUMBERED = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# What a browser prints at the edges of a page: the moment of printing with the page's title, and its address.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\b.*|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?",
    re.IGNORECASE,
)
# PDFium's sign for a hyphen that only parts a word at the end of a line.
_HYPHEN = "\ufffe"
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is set; `size` is the height of its letters, positions are points from the page's lower left."""

    text: str
    page: int
    left: float
    right: float
    foot: float
    size: float
    edge: bool
    """Whether it stands where running heads and page numbers do."""


def read_pdf(body: bytes, *, name: str) -> Filed:
    """The text of a PDF; raises Binary, Empty, TooLarge or Unreadable with a sentence that names the file."""
    _check_size(body, name)
    document = _open(body, name)
    try:
        lines = _without_running(list(_read_lines(document)))
        pages, made = len(document), _read_made(document)
    finally:
        document.close()
    if count_words(" ".join(line.text for line in lines[:100])) < _LEAST_WORDS:
        raise Empty(f"{name} holds no text, only pictures of it. Paste the text instead.")
    blocks = _join_lines(lines)
    title = _find_headline(blocks)
    paragraphs = [text for text, _ in blocks if text != title]
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    left_out = (f"Only the first {MOST_PAGES} of {pages} pages were read.",) if pages > MOST_PAGES else ()
    return Filed(text, title=title, made=made, left_out=left_out)


def _check_size(body: bytes, name: str) -> None:
    """Unpacks every stream without keeping it, since PDFium unpacks them whole; raises TooLarge."""
    whole = 0
    for match in _STREAM.finditer(body):
        head = body[max(body.rfind(b"obj", 0, match.start()), match.start() - 2000) : match.start()]
        packed = len(_PACKED.findall(head))
        size = _unpacked(body[match.end() :], times=packed) if packed else 0
        whole += size
        if size > _LARGEST_STREAM or whole > _LARGEST_WHOLE:
            raise TooLarge(f"{name} unpacks to more than {_LARGEST_STREAM // 1_000_000} MB; it was not read.")


def _unpacked(packed: bytes, *, times: int) -> int:
    """The size of a stream that was packed so many times, as far as it is looked at; what is damaged ends early."""
    unpackers = [zlib.decompressobj() for _ in range(min(times, 4))]
    size = 0
    chunks: Iterator[bytes] = (packed[n : n + 65_536] for n in range(0, len(packed), 65_536))
    for unpacker in unpackers:
        chunks = _unpack(chunks, unpacker)
    for chunk in chunks:
        size += len(chunk)
        if size > _LARGEST_STREAM:
            break
    return size


def _unpack(chunks: Iterator[bytes], unpacker: "zlib._Decompress") -> Iterator[bytes]:
    for chunk in chunks:
        waiting = chunk
        while waiting and not unpacker.eof:
            try:
                yield unpacker.decompress(waiting, 1_000_000)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            return


def _open(body: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as fault:
        if "assword" in str(fault):
            raise Unreadable(f"{name} is locked with a password. Paste the text instead.") from fault
        raise Binary(f"{name} is a damaged PDF. Paste the text instead.") from fault


def _read_made(document: pdfium.PdfDocument) -> date | None:
    found = _MADE.match(document.get_metadata_value("CreationDate"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _read_lines(document: pdfium.PdfDocument) -> Iterator[_Line]:
    """The lines of the pages in the order in which they are set, which is the reading order of what programs print."""
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pdfium.PdfiumError:  # one damaged page takes no other with it
            continue
        sheet = page.get_textpage()
        height = page.get_height()
        text = sheet.get_text_range()
        # Signs beyond the first 65,536 take two places in the one and one in the other: no place would be theirs.
        placed = len(text) == sheet.count_chars()
        for match in _LINE.finditer(text):
            shown = _unhyphenated(match[0]).strip()
            if shown:
                yield _place(sheet, match.span(), shown, number, height if placed else 0)
        length += len(text)
        sheet.close()
        page.close()
        if length > LARGEST_TEXT:
            return


def _place(sheet: pdfium.PdfTextPage, span: tuple[int, int], text: str, page: int, height: float) -> _Line:
    """The line with its place; without one (no `height`) all lines look alike."""
    if not height:
        return _Line(text, page, 0, 0, 0, 1, edge=False)
    first, last = span[0], span[1] - 1
    while first < last and raw.FPDFText_IsGenerated(sheet, first) == 1:
        first += 1
    left, foot, _, top = sheet.get_charbox(first, loose=True)
    right = sheet.get_charbox(last, loose=True)[2]
    edge = foot < height * _EDGE or top > height * (1 - _EDGE)
    return _Line(text, page, left, right, foot, max(round(top - foot, 1), 0.1), edge=edge)


def _unhyphenated(text: str) -> str:
    """The hyphen at a line's end stays only before a capital or a number: 'Anglo-Saxon' but 'coastguard'."""
    return re.sub(rf"{_HYPHEN}(?=[A-ZÀ-ÖØ-Þ0-9])", "-", text).replace(_HYPHEN, "")


def _without_running(lines: list[_Line]) -> list[_Line]:
    """Without page numbers, and without what stands at the edge of more than half of the pages."""
    pages = len({line.page for line in lines})
    seen = Counter(key for key in {(_spelled(line.text), line.page) for line in lines if line.edge})
    often = Counter(text for text, _ in seen)
    return [
        line
        for line in lines
        if not line.edge or not (_is_printed(line.text) or (pages > 1 and often[_spelled(line.text)] * 2 > pages))
    ]


def _is_printed(text: str) -> bool:
    """Whether it is a page number, or what a browser adds when it prints."""
    return bool(_NUMBERED.fullmatch(text) or _PRINTED.fullmatch(text))


def _spelled(text: str) -> str:
    """A running head as it is alike on every page: its numbers are not."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _join_lines(lines: Sequence[_Line]) -> list[tuple[str, float]]:
    """Paragraphs, each with the size of its letters."""
    leading = _find_leading(lines)
    blocks: list[list[_Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, leading):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [(" ".join(line.text for line in block), block[0].size) for block in blocks]


def _find_leading(lines: Sequence[_Line]) -> float:
    """The usual distance of two lines, in sizes of their letters."""
    steps = [
        (one.foot - two.foot) / one.size
        for one, two in pairwise(lines)
        if one.page == two.page and one.size == two.size and 0 < one.foot - two.foot < 4 * one.size
    ]
    # The lower quarter: where paragraphs have two lines, half of the steps are those between paragraphs.
    return sorted(steps)[len(steps) // 4] if steps else 1.2


def _goes_on(block: Sequence[_Line], line: _Line, leading: float) -> bool:
    """Whether `line` belongs to the paragraph of `block`."""
    last = block[-1]
    if abs(line.size - last.size) > 0.08 * last.size:
        return False
    ended = _END.search(last.text) is not None
    step = (last.foot - line.foot) / last.size
    if line.page != last.page or step < 0 or step > 4:  # the next page or column
        sentence = sum(count_words(one.text) for one in block) >= _LEAST_WORDS
        return not ended and (sentence or line.text[:1].islower())
    if step > leading * 1.25:
        return False
    indented = line.left - min(one.left for one in block) > 0.7 * line.size and len(block) > 1
    widest = max(one.right for one in (*block, line))
    short = ended and widest - last.right > 0.2 * (widest - last.left)
    return not (short or (ended and indented))


def _find_headline(blocks: Sequence[tuple[str, float]]) -> str | None:
    """The block near the top whose letters are largest, where they are larger than the text's."""
    sizes: Counter[float] = Counter()
    for text, size in blocks:
        sizes[size] += len(text)
    body = sizes.most_common(1)[0][0]
    large = [
        block for block in blocks[:12] if block[1] >= body * _HEADLINE and count_words(block[0]) in _HEADLINE_WORDS
    ]
    return max(large, key=lambda block: block[1])[0] if large else None

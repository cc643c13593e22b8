"""Word documents: what is read is what a reader sees once changes are accepted, and nothing is fetched or run."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from bot.errors import Binary, Empty, TooLarge
from bot.news.article.decode import source_of
from bot.news.article.read import read_source
from bot.news.article.word import read_word
from tests.files import STORY, TITLE, edit_word, make_word

DOCUMENT = "word/document.xml"
TODAY = date(2026, 11, 22)


def insert(xml: bytes, body: bytes | None = None) -> str:
    """The text of a document with this piece of markup at the end of its body."""
    made = edit_word(body or make_word(), DOCUMENT, lambda part: part.replace(b"<w:sectPr", xml + b"<w:sectPr", 1))
    return read_word(made, name="a.docx").text


def run(text: bytes, properties: bytes = b"") -> bytes:
    return b"<w:r><w:rPr>" + properties + b"</w:rPr><w:t>" + text + b"</w:t></w:r>"


def test_a_document_is_its_title_and_its_paragraphs():
    body = make_word(["By Kari Lund", "Published 29 November 2024", *STORY])
    article = read_source(source_of("story.docx", body), today=TODAY).article
    assert article.title == TITLE
    assert article.byline == "Kari Lund"
    assert article.published == "2024-11-29"
    assert article.text.split("\n\n") == list(STORY)


def test_headers_and_footers_are_not_the_story():
    document = Document(BytesIO(make_word()))
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    out = BytesIO()
    document.save(out)
    assert read_word(out.getvalue(), name="a").text.split("\n\n") == [TITLE, *STORY]


def test_a_story_set_in_a_table_is_read():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = STORY[0]
    cell.add_paragraph(STORY[1])
    out = BytesIO()
    document.save(out)
    assert read_word(out.getvalue(), name="a").text.split("\n\n") == list(STORY[:2])


def test_what_was_inserted_counts_and_what_was_struck_out_does_not():
    text = insert(
        b"<w:p>" + run(b"Two were ") + b"<w:ins>" + run(b"lightly") + b"</w:ins><w:del><w:r><w:delText>badly"
        b"</w:delText></w:r></w:del>" + run(b" hurt.") + b"</w:p>"
    )
    assert text.endswith("Two were lightly hurt.")


def test_fields_links_breaks_and_boxes_are_read_once_and_hidden_words_never():
    box = b"<w:txbxContent><w:p>" + run(b"Box.") + b"</w:p></w:txbxContent>"
    text = insert(
        b"<w:sdt><w:sdtContent><w:p><w:hyperlink>" + run(b"One") + b"</w:hyperlink><w:r><w:br/></w:r>" + run(b"two")
        + run(b"secret", b"<w:vanish/>") + b"</w:p></w:sdtContent></w:sdt>"
        b'<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b'<mc:Choice Requires="wps">' + box + b"</mc:Choice><mc:Fallback>" + box + b"</mc:Fallback>"
        b"</mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    assert text.endswith("One\ntwo\n\nBox.")


def test_an_entity_is_neither_fetched_nor_unfolded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the password")
    entity = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file://' + str(secret).encode() + b'">]>'
    body = edit_word(
        make_word(["Said &e; to the desk.", *STORY]), DOCUMENT,
        lambda part: part.replace(b"?>", b"?>" + entity, 1).replace(b"&amp;e;", b"&e;"),
    )  # fmt: skip
    assert "the password" not in read_word(body, name="a").text
    laughs = b"<!DOCTYPE w [<!ENTITY a '" + b"ha" * 500 + b"'>"
    laughs += b"".join(b"<!ENTITY %c '%s'>" % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(8)) + b"]>"
    body = edit_word(
        make_word(["Said &i; to the desk.", *STORY]), DOCUMENT,
        lambda part: part.replace(b"?>", b"?>" + laughs, 1).replace(b"&amp;i;", b"&i;"),
    )  # fmt: skip
    with pytest.raises(Binary):
        read_word(body, name="a")


@pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", "word/media/picture.png"])
def test_a_package_that_unpacks_to_too_much_is_not_unpacked(part):
    body = edit_word(make_word(), DOCUMENT, lambda content: content + b" " * (60_000_000 if part == DOCUMENT else 0))
    if part != DOCUMENT:
        body = edit_word(make_word(), "word/styles.xml", lambda content: content + b" " * 60_000_000)
    with pytest.raises(TooLarge, match="unpacks to more than 50 MB"):
        read_word(body, name="bomb.docx")


@pytest.mark.parametrize(
    "body",
    [
        b"PK\x03\x04 cut off",
        edit_word(make_word(), DOCUMENT, lambda _: b"<w:document"),
        edit_word(make_word(), "[Content_Types].xml", lambda part: part.replace(b"wordprocessingml", b"spreadsheetml")),
        edit_word(make_word(), "[Content_Types].xml", lambda _: b"<Types/>"),
    ],
    ids=["cut", "damaged", "spreadsheet", "untyped"],
)
def test_what_is_no_document_inside_says_so(body):
    with pytest.raises(Binary, match=r"a\.docx is (?:no|a damaged) Word document"):
        read_source(source_of("a.docx", body), today=TODAY)


def test_an_old_or_locked_document_says_so():
    with pytest.raises(Binary, match="old or locked Office document"):
        source_of("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600))


def test_an_empty_document_says_so():
    with pytest.raises(Empty):
        read_word(make_word([], title=None), name="a")

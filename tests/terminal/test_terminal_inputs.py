"""What the command line is asked to read becomes sources, or one sentence each about what is wrong."""

import json
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from bot.errors import Binary, Empty, Missing, TooLarge, Unreadable
from bot.news.report.read import read_article
from bot.terminal.inputs import LARGEST, Options, list_inputs, open_input
from tests.files import STORY, TITLE, make_pdf, make_word, set_lines

TEXT = "A ferry sank off the coast on Friday. Nobody was hurt, the harbour office said.\n"


def write(folder: Path, name: str, body: str | bytes = TEXT) -> str:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return str(path)


def fault_of(name: str, options: Options | None = None) -> Unreadable:
    (asked,) = list_inputs([name])
    with pytest.raises(Unreadable) as caught:
        open_input(asked, options or Options())
    return caught.value


def test_a_folder_stands_for_its_articles_in_name_order(tmp_path: Path) -> None:
    """Twins and other files of a folder are no articles."""
    for name in ("b.txt", "a.html", "b.expected.json", "notes.md", "C.TXT"):
        write(tmp_path, name)
    (tmp_path / "d.txt").mkdir()
    assert [Path(asked.name).name for asked in list_inputs([str(tmp_path)])] == ["C.TXT", "a.html", "b.txt"]


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    """An empty folder is one fault, not silence."""
    assert isinstance(fault_of(str(tmp_path)), Empty)


def test_lines_keep_their_id_and_their_own_date(tmp_path: Path) -> None:
    """A line's input is its id; what it says of its date goes before what is said for all."""
    lines = [
        {"id": "one", "text": TEXT, "published": "2024-11-29"},
        {"id": 2, "text": TEXT, "url": "https://example.org/2"},
    ]
    name = write(tmp_path, "docs.jsonl", "\n\n".join(json.dumps(line) for line in lines))
    sources = [open_input(asked, Options(published="2020-01-01")) for asked in list_inputs([name])]
    assert [source.input for source in sources] == ["one", "2"]
    assert [source.published for source in sources] == ["2024-11-29", "2020-01-01"]
    assert [source.form for source in sources] == ["plain", "plain"]
    assert [source.text for source in sources] == [TEXT, TEXT]
    assert sources[1].url == "https://example.org/2"


def test_half_a_character_is_marked_where_it_stands(tmp_path: Path) -> None:
    """JSON can escape a lone surrogate; offsets stay, and the text can be written out again."""
    name = write(tmp_path, "docs.jsonl", '{"id": "x\\udc00", "text": "A\\ud800B fell. \\ud83d\\ude00"}')
    (asked,) = list_inputs([name])
    source = open_input(asked, Options())
    assert (source.input, source.text) == ("x\ufffd", "A\ufffdB fell. \U0001f600")


def test_a_line_with_html_alone_is_a_page(tmp_path: Path) -> None:
    """Without text a line's HTML is read as a page is."""
    name = write(tmp_path, "docs.jsonl", json.dumps({"id": "x", "html": "<p>" + TEXT}))
    (asked,) = list_inputs([name])
    source = open_input(asked, Options())
    assert (source.form, source.text) == ("page", "<p>" + TEXT)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{", Binary),
        ("[1]", Binary),
        ("[" * 100_000, Binary),
        ('{"id": "x"}', Empty),
        ('{"id": "x", "text": " "}', Empty),
        ('{"id": ["x"], "text": ["One.", "Two."]}', Empty),
    ],
)
def test_a_bad_line_is_one_fault(tmp_path: Path, line: str, kind: type[Unreadable]) -> None:
    """A line that holds no article is told with its place; the others are still read."""
    name = write(tmp_path, "docs.jsonl", line + "\n" + json.dumps({"id": "good", "text": TEXT}))
    bad, good = list_inputs([name])
    with pytest.raises(kind):
        open_input(bad, Options())
    assert open_input(good, Options()).input == "good"


def test_plain_takes_the_file_as_it_is(tmp_path: Path) -> None:
    """With --plain the whole text is the article's; without, a copy has a head to be taken off."""
    name = write(tmp_path, "a.txt", "Ferry sinks\n\n" + TEXT)
    (asked,) = list_inputs([name])
    plain = open_input(asked, Options(plain=True))
    assert (plain.form, plain.text) == ("plain", "Ferry sinks\n\n" + TEXT)
    assert open_input(asked, Options()).form == "copy"


def test_options_reach_the_source(tmp_path: Path) -> None:
    """The date and the address that a person gives stand in the source, with the name that was asked for."""
    (asked,) = list_inputs([write(tmp_path, "a.html", "<p>x")])
    source = open_input(asked, Options(published="2024-11-29", url="https://example.org/a"))
    assert (source.published, source.url) == ("2024-11-29", "https://example.org/a")
    assert source.input == asked.name


@pytest.mark.parametrize("name", ["no/such/file.txt", "x" * 5000, "null\x00character"])
def test_a_name_that_cannot_be_opened_is_told(name: str) -> None:
    """No name brings the command line down."""
    assert isinstance(fault_of(name), Unreadable)


def test_missing_large_and_binary_files_have_their_own_words(tmp_path: Path) -> None:
    """Each fault says what is wrong with which file."""
    assert isinstance(fault_of(str(tmp_path / "none.txt")), Missing)
    assert isinstance(fault_of(write(tmp_path, "big.txt", b"a " * (LARGEST // 2 + 1))), TooLarge)
    assert isinstance(fault_of(write(tmp_path, "zip.txt", b"PK\x03\x04\x00\x00\x08\x00\xff\xfe\x00\x01")), Binary)
    old = fault_of(write(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0" + bytes(512)))
    assert isinstance(old, Binary)
    assert "a.doc" in str(old)


def test_links_are_left_to_the_fetcher() -> None:
    """A link is not looked for among the files."""
    (asked,) = list_inputs(["HTTPS://example.org/a"])
    assert asked.is_link


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", make_pdf([[(60.0, 740.0, 20.0, TITLE), *set_lines(STORY)]])),
        ("a.docx", make_word()),
        ("a.eml", f"Subject: {TITLE}\r\n\r\n{STORY[0]}\r\n\r\n{STORY[1]}".encode()),
    ],
)
async def test_files_of_other_programs_are_read(tmp_path: Path, nlp: Language, name: str, body: bytes) -> None:
    """`read FILE`: the report is of the story inside, and a folder lists such files too."""
    write(tmp_path, name, body)
    (asked,) = list_inputs([str(tmp_path)])
    report = read_article(open_input(asked, Options()), today=date(2026, 11, 22), nlp=nlp)
    assert report.input == str(tmp_path / name)
    assert report.article.title == TITLE
    assert STORY[0] in report.article.text
    assert [figure.noun for figure in report.figures][:1] == ["passengers"]

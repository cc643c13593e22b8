"""PDFs: paragraphs as they were written, running heads left out, and a sentence for each that cannot be read."""

import zlib
from datetime import date

import pytest

from bot.errors import Binary, Empty, TooLarge, Unreadable
from bot.news.article import Source
from bot.news.article.decode import source_of
from bot.news.article.pdf import read_pdf
from bot.news.article.read import read_source
from tests.files import STORY, TITLE, make_pdf, set_lines

HEADLINE = (60.0, 740.0, 20.0, TITLE)
TODAY = date(2026, 11, 22)


def read(body, name="story.pdf"):
    return read_source(source_of(name, body), today=TODAY)


def test_a_printed_story_is_its_headline_and_its_paragraphs():
    reading = read(make_pdf([[HEADLINE, *set_lines(["By Kari Lund", "Published 29 November 2024", *STORY])]]))
    article = reading.article
    assert article.title == TITLE
    assert article.byline == "Kari Lund"
    assert (article.published, article.published_from) == ("2024-11-29", "text")
    assert article.text.split("\n\n") == list(STORY)


def test_two_columns_are_read_one_after_the_other():
    left = set_lines(STORY[:2], width=40)
    right = set_lines(STORY[2:], left=320, width=40)
    assert read(make_pdf([[HEADLINE, *left, *right]])).article.text.split("\n\n") == list(STORY)


def test_a_sentence_goes_on_over_columns_and_pages():
    lines = set_lines(STORY[:1], width=40)
    second = [(left + 260, base + 52, size, text) for left, base, size, text in lines[2:]]
    assert read_pdf(make_pdf([[*lines[:2], *second]]), name="a").text == STORY[0]
    assert read_pdf(make_pdf([lines[:2], lines[2:]]), name="a").text == STORY[0]


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        [(60, 780, 8, "The Coast Courier 29 November 2024"), *set_lines([text]), (290, 20, 8, f"Page {n} of 3")]
        for n, text in enumerate(STORY, 1)
    ]
    assert read_pdf(make_pdf(pages), name="a").text.split("\n\n") == list(STORY)


def test_what_a_browser_prints_at_the_edges_is_left_out():
    """The moment of printing is no day of the story."""
    head = (60, 780, 8, "11/22/26, 8:25 PM  Ferry aground off Tessel | The Coast Courier")
    foot = (60, 20, 8, "https://courier.example/ferry 1/1")
    page = [head, *set_lines(STORY), foot]
    assert read_pdf(make_pdf([page]), name="a").text.split("\n\n") == list(STORY)


def test_what_stands_at_the_edge_of_one_page_stays():
    assert "FOR RELEASE" in read_pdf(make_pdf([[(60, 780, 8, "FOR RELEASE"), *set_lines(STORY)]]), name="a").text


def test_a_word_parted_at_the_end_of_a_line_is_whole_again():
    lines = set_lines(["The ferry ran aground and the coast-", "guard said that all were safe on board of it. It was"])
    lines = [(60, 700 - 13 * n, 10, text) for n, (*_, text) in enumerate(lines)]
    assert "the coastguard said" in read_pdf(make_pdf([lines]), name="a").text


def test_a_date_of_the_file_is_told_and_not_taken():
    """Whoever printed the page did it on some day; only the text says when it was published."""
    reading = read(make_pdf([[HEADLINE, *set_lines(STORY)]]))
    assert reading.article.published is None
    (doubt,) = reading.doubts
    assert doubt.kind == "undated"
    assert doubt.says.endswith("The file was saved on Tue 3 Dec 2024.")


def test_a_day_given_by_a_person_counts():
    source = Source("a.pdf", "pdf", body=make_pdf([set_lines(STORY)]), published="2024-11-26")
    assert read_source(source, today=TODAY).article.published_from == "given"


def test_a_table_of_cross_references_that_is_wrong_does_not_matter():
    body = make_pdf([set_lines(STORY)])
    broken = body[: body.rindex(b"startxref")] + b"startxref\n99999\n%%EOF"
    assert read_pdf(broken, name="a").text == read_pdf(body, name="a").text


def test_a_scan_says_that_it_is_one():
    with pytest.raises(Empty, match=r"scan\.pdf holds no text, only pictures"):
        read(make_pdf([[]]), "scan.pdf")


@pytest.mark.parametrize("body", [b"%PDF-1.7\n" + bytes(range(256)) * 40, make_pdf([set_lines(STORY)])[:400], b"text"])
def test_what_is_no_pdf_inside_says_so(body):
    with pytest.raises(Binary, match="damaged PDF"):
        read(body, "broken.pdf")


def test_a_locked_pdf_says_so():
    with pytest.raises(Unreadable, match=r"locked\.pdf is locked with a password"):
        read(LOCKED, "locked.pdf")


def test_a_stream_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge, match="unpacks to more than 100 MB"):
        read_pdf(make_pdf([set_lines(STORY)], extra=b" " * 120_000_000), name="bomb.pdf")


def test_a_stream_packed_twice_is_counted_as_it_unpacks():
    inner = zlib.compress(b" " * 120_000_000)
    packed = zlib.compress(inner)
    body = make_pdf([set_lines(STORY)])
    body += b"9 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    with pytest.raises(TooLarge):
        read_pdf(body, name="bomb.pdf")


def test_a_pdf_is_known_by_its_first_bytes_whatever_it_is_called():
    assert source_of("release.txt", make_pdf([set_lines(STORY)])).form == "pdf"


# A PDF with a user password: RC4 of 40 bits, standard handler; made of an empty page.
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>endobj\n"
    b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)

"""Pasted copy and plain text: the head is told from the story."""

from datetime import date

import pytest

from bot.errors import Binary, Empty
from bot.news.article import Source
from bot.news.article.read import read_source

TODAY = date(2024, 12, 5)
STORY = "A ferry ran aground on Friday, the coastguard said.\n\nNobody was hurt."
HEADLINE = "Ferry runs aground off Norway"
HEADS = {
    "bare": ("", None, None),
    "bbc": (
        "Published\n29 November 2024, 10:15 GMT\n\nShare\nSave\n\nJane Doe\nBBC News\n",
        "2024-11-29T10:15:00+00:00",
        "Jane Doe",
    ),
    "afp": ("Issued on: 29/11/2024 - 18:02\nModified: 30/11/2024 - 09:00\n", "2024-11-29", None),
    "al jazeera": ("Published On 29 Nov 2024\n29 Nov 2024\n", "2024-11-29", None),
    "cnn": (
        "By Jane Doe, John Roe and Kim Poe, CNN\n5 minute read\nPublished 6:30 PM EST, Fri November 29, 2024\n",
        "2024-11-29",
        "Jane Doe, John Roe and Kim Poe",
    ),
    "wikinews": ("Friday, November 29, 2024\n", "2024-11-29", None),
    "agency": ("By Jane Doe Associated Press\nNov. 29, 2024, 6:30 p.m. CET\n", "2024-11-29T18:30:00+01:00", "Jane Doe"),
    "reporter at a place": ("Jane Doe at Bergen Harbour\nSun 24 Nov 2024\n", "2024-11-24", "Jane Doe"),
    "reporter and employer": ("24 November 2024\nJane Doe\nFjord Voice, Bergen\n", "2024-11-24", "Jane Doe"),
    "employer behind the name": ("By Jane Doe, Fjord Daily\n24 November 2024\n", "2024-11-24", "Jane Doe"),
    "updated only": ("Updated 30 November 2024\n", None, None),
    "relative": ("3 hours ago\nShare\n", None, None),
}


def read(text, form="copy", **fields):
    return read_source(Source("paste", form, text=text, **fields), today=TODAY)


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_copy_are_taken_off(head):
    lines, published, byline = HEADS[head]
    reading = read(f"{HEADLINE}\n\n{lines}\n{STORY}\n")
    article = reading.article
    assert (article.title, article.text, article.byline) == (HEADLINE, STORY, byline)
    assert (article.published, article.published_from) == (published, "text" if published else "unknown")
    assert [doubt.kind for doubt in reading.doubts] == ([] if published else ["undated"])


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_plain_text_are_told_by_offset(head):
    lines, published, _ = HEADS[head]
    text = f"\n{HEADLINE}\r\n\r\n{lines}\n{STORY}\n"
    reading = read(text, "plain")
    assert reading.article.text == text
    assert reading.headline is not None
    assert text[slice(*reading.headline)] == HEADLINE
    told = [text[start:end] for start, end in reading.aside]
    assert told == [line for line in [HEADLINE, *lines.split("\n")] if line]
    assert reading.article.published == published


def test_a_standfirst_stays_in_the_text_and_the_lines_below_it_stand_aside():
    head = "Passengers tell of a loud bang\n\nJane Doe in Bergen\nFri 29 Nov 2024 17.55 CET"
    copy = f"{HEADLINE} with eighty on board\n{head}\n{STORY}"
    reading = read(copy)
    text = reading.article.text
    assert text.startswith("Passengers tell of a loud bang\n")
    assert [text[start:end] for start, end in reading.aside] == ["Jane Doe in Bergen", "Fri 29 Nov 2024 17.55 CET"]
    assert reading.article.published == "2024-11-29T17:55:00+01:00"


def test_a_dateline_stays_in_the_text_and_stands_aside():
    reading = read(f"{HEADLINE}\n\nOSLO, Nov 29 (Reuters) - {STORY}")
    article = reading.article
    assert article.text == f"OSLO, Nov 29 (Reuters) - {STORY}"
    assert [article.text[start:end] for start, end in reading.aside] == ["OSLO, Nov 29 (Reuters) - "]
    assert (article.dateline, article.publisher) == ("OSLO, Nov 29 (Reuters)", "Reuters")
    assert (article.published, article.published_from) == (None, "unknown")


def test_a_dateline_with_its_year_dates_the_text():
    article = read(f"{HEADLINE}\n\nOSLO, Nov 29, 2024 (NTB) - {STORY}").article
    assert (article.published, article.published_from) == ("2024-11-29", "dateline")


def test_wire_copy_that_prints_only_its_update_is_dated_by_it():
    article = read(f"{HEADLINE}\nUpdated 10:15 PM GMT, November 29, 2024\nOSLO, Norway (AP) — {STORY}").article
    assert (article.published, article.published_from) == ("2024-11-29", "text")


def test_a_date_glued_to_the_first_sentence_stands_aside():
    reading = read(f"{HEADLINE}\n\nFriday, November 29, 2024 On Tuesday, the ministry bought a ferry.\n\nIt cost much.")
    assert reading.article.published == "2024-11-29"
    assert [reading.article.text[start:end] for start, end in reading.aside] == ["Friday, November 29, 2024"]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Highland News, Kamenec", "Highland News"),
        ("The Bergen Daily Post", "The Bergen Daily Post"),
        ("BBC News", "BBC News"),
        ("Chief Reporter, Kamenec", None),
        ("University of Bergen", None),
        ("Kamenec", None),
    ],
)
def test_the_outlet_below_a_reporters_name_is_the_publisher(line, publisher):
    reading = read(f"{HEADLINE}\n\n29 November 2024\nJane Doe\n{line}\n\n{STORY}")
    assert (reading.article.publisher, reading.article.text) == (publisher, STORY)


def test_a_section_above_the_headline_is_no_publisher():
    assert read(f"World News\n\n{HEADLINE}\n\nBy Jane Doe\n\n{STORY}").article.publisher is None


@pytest.mark.parametrize(
    ("foot", "published"),
    [
        ("\n\nFirst published: 29 November 2024", "2024-11-29"),
        ("\n\nFri 29 Nov 2024 17:55 CET", "2024-11-29T17:55:00+01:00"),
        (" Posted at 5 : 55 PM ET , November 29 , 2024", "2024-11-29"),
        ("\n\nLast updated: 30 November 2024", None),
    ],
)
def test_a_stamp_at_the_foot_dates_the_text_and_stands_aside(foot, published):
    text = f"{HEADLINE}\n\n{STORY}{foot}"
    reading = read(text, "plain")
    assert reading.article.published == published
    assert [text[start:end] for start, end in reading.aside] == [HEADLINE, foot.strip()]


@pytest.mark.parametrize("foot", ["It sank on 29 November 2024.", "The Lancet published it 29 November 2024", "2024"])
def test_a_last_sentence_with_a_date_stays(foot):
    assert len(read(f"{HEADLINE}\n\n{STORY} {foot}", "plain").aside) == 1


@pytest.mark.parametrize(
    ("held", "published"),
    [
        ("EMBARGOED UNTIL 00:01 GMT TUESDAY 3 DECEMBER 2024", "2024-12-03"),
        ("Embargoed until 00:01 CET, 10 December 2024", "2024-12-10"),
        ("Under embargo until Tuesday", None),
        ("Embargoed until 10 December 2030", None),
    ],
)
def test_a_release_is_dated_by_the_end_of_its_embargo(held, published):
    reading = read(f"{held}\n\nMinistry plans ten ferries\n\n{STORY}")
    assert (reading.article.title, reading.article.text) == ("Ministry plans ten ferries", STORY)
    assert (reading.article.published or "")[:10] == (published or "")


def test_a_date_of_two_readings_is_left_aside_with_a_doubt():
    reading = read(f"{HEADLINE}\n03/04/2024\n\n{STORY}")
    assert reading.article.published is None
    assert [doubt.kind for doubt in reading.doubts] == ["dates", "undated"]
    assert "Mon 4 Mar 2024 or Wed 3 Apr 2024" in reading.doubts[0].says


def test_a_day_in_the_future_is_no_publication():
    assert read(f"{HEADLINE}\n29 November 2031\n\n{STORY}").article.published is None


@pytest.mark.parametrize(
    ("given", "dateline", "dct", "kinds"),
    [
        ("2024-11-29", "Nov 29", date(2024, 11, 29), []),
        ("2024-11-30", "Nov 29", date(2024, 11, 29), []),
        ("2025-01-01T09:00:00+01:00", "Dec 31", date(2024, 12, 31), []),
        ("2024-11-29", "Nov 10", date(2024, 11, 29), ["dates"]),
    ],
)
def test_relative_times_count_from_the_texts_own_day_when_it_is_near(given, dateline, dct, kinds):
    reading = read(f"{HEADLINE}\n\nOSLO, {dateline} (Reuters) - {STORY}", published=given, published_by="ed")
    assert (reading.article.published, reading.article.published_from) == (given, "given")
    assert reading.article.published_by == "ed"
    assert (reading.dct, [doubt.kind for doubt in reading.doubts]) == (dct, kinds)


def test_a_given_word_that_is_no_date_is_doubted_not_obeyed():
    reading = read(f"{HEADLINE}\n\n{STORY}", published="last week")
    assert [doubt.kind for doubt in reading.doubts] == ["dates", "undated"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Syrian Rebels Take Town\n\n" + STORY, "Syrian Rebels Take Town"),
        ("Election Day, November 5, 2024\n\n" + STORY, "Election Day, November 5, 2024"),
        ("Update: Fire kills 3 on 12 May 2024\n\n" + STORY, "Update: Fire kills 3 on 12 May 2024"),
        ("Is the ferry safe?\n" + STORY, "Is the ferry safe?"),
        ("\u200bFerry\u200e sinks\n\n" + STORY, "Ferry sinks"),
        ("World news\n\nFerry sinks\n\n" + STORY, "Ferry sinks"),
        (STORY, None),
        (
            "A ferry with eighty people ran aground in fog near\nBergen, the coastguard said.\n\nNobody",
            None,
        ),
        ("Hello", None),
        ("OSLO (AP) —\n\n" + STORY, None),
    ],
)
def test_titles(text, title):
    assert read(text).article.title == title


def test_a_given_title_is_found_in_the_text():
    reading = read(f"WORLD: {HEADLINE}!\n\n{STORY}", "plain", title=f"World: {HEADLINE}")
    assert reading.article.title == f"World: {HEADLINE}"
    assert reading.headline == (0, len(f"WORLD: {HEADLINE}!"))


def test_a_credit_of_a_caption_stands_aside_wherever_it_is():
    text = f"{HEADLINE}\n\n{STORY}\n\nThe ferry in 2019. Image: Kari Lund.\n\nIt will be towed."
    reading = read(text, "plain")
    assert text[slice(*reading.aside[-1])] == "Image: Kari Lund."


def test_line_ends_become_one_and_nothing_else_changes():
    text = "A ferry \u200bran aground.\r\nNobody  was hurt.\r\rIt was\tfoggy."
    assert read(text).article.text == "A ferry \u200bran aground.\nNobody  was hurt.\n\nIt was\tfoggy."


def test_invisible_marks_do_not_hide_a_head():
    reading = read(f"\u202a{HEADLINE}\u202c\n\u200fPublished 29 November 2024\n\nOS\u200bLO (Reu\u200bters) - {STORY}")
    assert (reading.article.title, reading.article.published) == (HEADLINE, "2024-11-29")
    assert reading.aside == ((0, len("OS\u200bLO (Reu\u200bters) - ")),)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff\n"])
def test_nothing_is_empty(text):
    with pytest.raises(Empty, match="paste is empty"):
        read(text)


def test_nul_is_no_text():
    with pytest.raises(Binary):
        read("A ferry\x00 sank.")


@pytest.mark.parametrize(("text", "words"), [("Hello", 1), ("word " * 100_000, 100_000)])
def test_articles_of_one_and_of_many_words_are_read(text, words):
    assert read(text).article.words == words

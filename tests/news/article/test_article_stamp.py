"""Stamps in one line with headline and story are taken off; a date inside a sentence never is."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.article.stamp import find_stamps

TODAY = date(2024, 12, 5)
HEADLINE = "Ferry runs aground off Norway"
STORY = "A ferry ran aground on Friday, the coastguard said. Nobody was hurt."


def read(text, form="copy", **fields):
    return read_source(Source("paste", form, text=text, **fields), today=TODAY)


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("29 November 2024", "2024-11-29"),
        ("Published November 29, 2024", "2024-11-29"),
        ("Published November 29 , 2024", "2024-11-29"),
        ("Fri 29 Nov 2024 Date Published :", "2024-11-29"),
        ("Posted : Fri . , Nov . 29 , 2024 11 : 45 AM CET", "2024-11-29T11:45:00+01:00"),
        ("29 November 2024 , 10 : 00 ( GMT+05 : 00 )", "2024-11-29T10:00:00+05:00"),
        ("November 29 , 2024 at 7 : 31 AM ET Updated 5 : 40 p . m . ET", "2024-11-29"),
        ("PUBLISHED : 22 : 07 GMT , 29 November 2024 UPDATED 30 Nov 2024", "2024-11-29T22:07:00+00:00"),
        ("Last updated 13:26 29/11/2024", None),
        ("Posted at 3 : 21 PM ET", None),
        ("Nov . 29 5 : 59 PM EDT", None),
    ],
)  # fmt: skip
def test_a_stamp_between_headline_and_story_stands_aside(stamp, published):
    text = f"{HEADLINE} {stamp} {STORY}"
    plain, copy = read(text, "plain"), read(text)
    assert [text[start:end] for start, end in plain.aside] == [HEADLINE, stamp]
    assert plain.headline == (0, len(HEADLINE))
    for article in (plain.article, copy.article):
        assert (article.title, article.published) == (HEADLINE, published)
        assert article.published_from == ("text" if published else "unknown")
    assert copy.article.text == STORY


def test_a_stamp_before_the_headline_parts_it_off_with_the_one_behind():
    text = f"Nov 29 , 2024 , 1 : 12 PM {HEADLINE} Updated 4 : 08 p . m . ET {STORY}"
    reading = read(text, "plain")
    assert (reading.article.title, reading.article.published) == (HEADLINE, "2024-11-29")
    assert text[slice(*reading.headline)] == HEADLINE
    assert read(text).article.text == STORY


def test_a_stamp_behind_a_headline_on_a_line_of_its_own_is_no_part_of_it():
    reading = read(f"{HEADLINE} Published 29 November 2024\n\n{STORY}")
    assert (reading.article.title, reading.article.text) == (HEADLINE, STORY)
    assert reading.article.published == "2024-11-29"


def test_a_dateline_behind_a_stamp_is_found():
    text = f"{HEADLINE} Posted: 29 November 2024 OSLO (AP) — {STORY}"
    reading = read(text, "plain")
    assert reading.article.dateline == "OSLO (AP)"
    assert text[max(end for _, end in reading.aside) :] == STORY


def test_a_head_without_a_story_stays_the_text():
    assert read(f"{HEADLINE} Posted 29 November 2024").article.text


@pytest.mark.parametrize(
    "line",
    [
        "On 29 November 2024 The Fjord Post reported that a ferry had run aground off Norway.",
        "The 7 July 2005 London bombings killed 52 people, the coroner said on Friday.",
        "The ferry struck a rock on July 2, 2013 at 5:41 p.m. It sank within an hour, officials said.",
        "A ferry sank off Bergen July 2, 2013 at 5:41 p.m. Officials said nobody was hurt in the accident.",
        "Greece rocked by more clashes on Saturday December 13 2008 in protest at the killing.",
        "Work began in Bergen, May 2, 2013 Oslo having refused to pay for it, the ministry said.",
        "A study published 29 November 2024 The Lancet said showed that ferries are safe enough to use.",
        "Study Published 29 November 2024 in The Lancet shows that ferries are safe enough to use.",
        "Ferry inquiry: the law of May 2, 2013, was not obeyed, judges say in their report.",
        "Deputy remembered. End of watch: Friday, June 24, 2005 Deputy Jerry Ortiz was shot and killed.",
        "Election Day, November 5, 2024",
        "Ferry sinks 12 May 2024",
    ],
)
def test_a_date_inside_a_sentence_is_no_stamp(line):
    assert find_stamps(line) == []


def test_a_date_inside_the_second_line_is_no_stamp():
    """Only where the headline has no line of its own can it stand before a date."""
    reading = read(f"{HEADLINE}\n\nFerry traffic resumed May 2, 2024 5:41 p.m. Officials said that it was safe.")
    assert (reading.article.published, reading.aside) == (None, ())

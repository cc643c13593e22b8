"""Doubts about figures: a contradiction is named with both sides, and what only looks like one stays silent."""

from datetime import date
from pathlib import Path

import pytest

from bot.news.article import Source
from bot.news.reply import compose_card
from bot.news.report.read import read_article

TODAY = date(2026, 11, 22)
ROWS = [
    row.split("|")
    for row in Path(__file__).with_name("doubts.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.fixture(scope="session")
def doubts(nlp):
    def _doubts(text, title=""):
        text = f"{title}\n\n{text}\n" if title else text
        report = read_article(Source("test", "plain", text=text, published="2024-11-29"), today=TODAY, nlp=nlp)
        return [doubt for doubt in report.doubts if doubt.kind == "figures"]

    return _doubts


@pytest.mark.parametrize(("title", "text"), [row[1:] for row in ROWS if row[0] == "+"], ids=lambda part: part[:60])
def test_a_contradiction_is_doubted_once(doubts, title, text):
    """One slip, one doubt, with the sentences that it is about."""
    (doubt,) = doubts(text, title)
    assert doubt.sentences


@pytest.mark.parametrize(("title", "text"), [row[1:] for row in ROWS if row[0] == "-"], ids=lambda part: part[:60])
def test_what_only_looks_like_one_stays_silent(doubts, title, text):
    """Another event, day or place, a part, a bound, a rising toll, two sources: no false line in amber."""
    assert doubts(text, title) == []


def test_both_sides_stand_in_the_doubt(doubts):
    """The words of both counts, and their two sentences."""
    text = "The fire at the mill in Holm killed three workers. The owner wept. The fire killed two workers."
    (doubt,) = doubts(text)
    assert doubt.says == "Two numbers for one count? 'killed three workers' and 'killed two workers'."
    assert doubt.sentences == (0, 2)


def test_a_headline_beside_the_text_is_held_against_it(nlp):
    """The title of a page is no part of its text; it is compared all the same, and stands on the card."""
    text = "Four people were killed when a bus left the road near Orton on Monday, police said. The road was shut."
    page = "<html><head><title>Five killed in bus crash</title></head><body><article><h1>Five killed in bus crash</h1>"
    body = f"{page}<p>{text}</p><p>{text.replace('Monday', 'the day')}</p></article></body></html>".encode()
    report = read_article(Source("test", "page", body=body, published="2024-11-29"), today=TODAY, nlp=nlp)
    says = "The headline says 'Five killed', the text 'Four people were killed'."
    assert [doubt.says for doubt in report.doubts if doubt.kind == "figures"] == [says]
    assert says in compose_card(report, article=None).doubts


def test_two_sources_that_differ_are_no_slip(doubts):
    """Each figure names its source on the card; nobody contradicts himself."""
    assert doubts("Police said the blast killed five people. Doctors said the blast killed seven people.") == []

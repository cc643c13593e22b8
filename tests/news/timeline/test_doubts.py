"""Doubts about dates: a contradiction is named with both sides, and what only looks like one stays silent."""

from calendar import day_name, month_name
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.article import Source
from bot.news.report.read import read_article

TODAY = date(2026, 11, 22)
ROWS = [
    row.split("|")
    for row in Path(__file__).with_name("doubts.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.fixture(scope="session")
def doubts(nlp):
    def _doubts(text, published="2024-11-29"):
        report = read_article(Source("test", "plain", text=text, published=published or None), today=TODAY, nlp=nlp)
        return [doubt for doubt in report.doubts if doubt.kind == "dates"]

    return _doubts


def says(doubts, text, published="2024-11-29"):
    (doubt,) = doubts(text, published)
    return doubt.says


@pytest.mark.parametrize(("published", "text"), [row[1:] for row in ROWS if row[0] == "+"], ids=lambda part: part[:60])
def test_a_contradiction_is_doubted_once(doubts, published, text):
    """One slip, one doubt, with the sentences that part."""
    (doubt,) = doubts(text, published)
    assert doubt.sentences


@pytest.mark.parametrize(("published", "text"), [row[1:] for row in ROWS if row[0] == "-"], ids=lambda part: part[:60])
def test_what_only_looks_like_one_stays_silent(doubts, published, text):
    """Another event, another person, a rest between the days, a plan: no false line in amber."""
    assert doubts(text, published) == []


def test_a_count_of_days_is_held_against_the_told_beginning(doubts):
    """Both days stand in the doubt, and both sentences."""
    text = (
        "Rebels entered Aleppo on Friday, with the third day of an offensive seeing them reenter the city. "
        "The city lies in the north. They launched the offensive on Tuesday."
    )
    (doubt,) = doubts(text)
    assert doubt.says == (
        "'third day of an offensive' on Fri 29 Nov 2024 means that it began on Wed 27 Nov 2024, "
        "but 'launched … on Tuesday' is Tue 26 Nov 2024."
    )
    assert doubt.sentences == (0, 2)


def test_a_weekday_and_a_date_that_part(doubts):
    """The doubt names both days and says which one the timeline has."""
    assert says(doubts, "Talks broke down on Thursday, June 5, after a week.", "2024-06-07") == (
        "Weekday and date of 'Thursday, June 5' do not match: the date is Wed 5 Jun 2024, "
        "the nearest Thursday Thu 6 Jun 2024. The timeline keeps the date."
    )


def test_two_days_for_one_event(doubts):
    """'yesterday' and 'this weekend' of one visit."""
    assert says(
        doubts,
        "Yesterday the boy was a guest of honour at the science fair in the Hallan congress hall. "
        "The boy was a guest at the science fair in the congress hall this weekend.",
        "2015-09-22",
    ) == (
        "One event on two days? 'Yesterday … guest' is Mon 21 Sep 2015, "
        "'guest … this weekend' is Sat 19 Sep to Sun 20 Sep 2015."
    )


def test_ages_that_leave_no_year_of_birth(doubts):
    """What each statement means stands beside it."""
    assert says(doubts, "Karl Brandt, 43, a teacher, won. Brandt was born in 1950 in Linz.", "2006-05-02") == (
        "'Karl Brandt, 43' means that Karl Brandt was born in 1962 or 1963, 'Brandt was born in 1950' in 1950."
    )


def test_a_source_younger_than_the_article(doubts):
    """A reference under 'Sources' dated after publication; what is listed as related may well be younger."""
    text = "File found in the street\n\nA wet file was found in the street on Friday. It has no use, police said.\n\n"
    text += "{}\n\n“File found in street” — Marl Post, August 16, 2008\n"
    assert says(doubts, text.format("Sources"), "2008-08-15") == (
        "Published on Fri 15 Aug 2008, but a source that it lists is dated Sat 16 Aug 2008."
    )
    assert doubts(text.format("Related news"), "2008-08-15") == []
    assert doubts(text.format("Sources"), "2008-08-16") == []


HEAD = "Bridge closed in Marl\n\n{}\n\nThe old bridge in Marl was closed after cracks were found, the council said."


def test_the_text_own_date_must_be_one(doubts):
    """Its weekday, and a dateline far from the line at the head; a birth in the first line is no date line."""
    assert doubts(HEAD.format("Friday, June 7, 2024"), "") == []
    assert says(doubts, HEAD.format("Thursday, June 7, 2024"), "") == (
        "The text's own date is Fri 7 Jun 2024, the weekday beside it that of Thu 6 Jun 2024."
    )
    assert says(doubts, HEAD.format("Published: 7 June 2024\n\nMARL, May 2 (Reuters) -"), "") == (
        "The text is dated Fri 7 Jun 2024 at its head, but Thu 2 May 2024 in its dateline."
    )
    assert doubts("Ludwig Dane (27 December 1841-29 May 1918) was a dealer who built a house in Marl.") == []


def test_many_pasts_after_publication_are_one_doubt(doubts):
    """It is publication that is wrong then."""
    (doubt,) = doubts("The mill was shut in 2026. It was rebuilt in 2027. In 2028 it burned down.", "2024-11-29")
    assert doubt.says.endswith("So are 2 more.")
    assert doubt.sentences == (0, 1, 2)


def test_without_a_day_of_publication_only_the_written_dates_part(doubts):
    """Nothing is counted from a day that is not known."""
    text = "The strike entered its fifth day on Friday. The strike began on Tuesday."
    assert doubts(text, "") == []
    assert len(doubts(text)) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(1900, 1, 1), date(2024, 11, 28)), off=st.integers(0, 6))
def test_a_written_date_is_doubted_exactly_when_its_weekday_is_wrong(doubts, day, off):
    """The law of weekdays, over 125 years."""
    weekday = day_name[(day + timedelta(off)).weekday()]
    text = f"The bridge was closed on {weekday}, {day.day} {month_name[day.month]} {day.year}, after cracks were found."
    assert len(doubts(text)) == (off != 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(1900, 2024), last=st.integers(1900, 2024))
def test_a_range_is_doubted_exactly_when_it_runs_backwards(doubts, first, last):
    """The law of ranges."""
    assert len(doubts(f"The tax applied from {first} to {last}, the ministry said.")) == (last < first)

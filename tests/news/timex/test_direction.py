"""Tense, modality and plans decide on which side of publication a weekday or a month lies."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

WEDNESDAY = date(2024, 11, 27)


def values(nlp, text, dct=WEDNESDAY):
    """The values of a text's expressions, read by the trained pipeline."""
    document = analyse(nlp(text))
    return [r.timex.value for r in read_times(document, dct=dct, grammar=load_grammar())]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister resigned on Friday.", "2024-11-22"),
        ("The team will leave the city on Friday.", "2024-11-29"),
        ("Security was tightened ahead of Saturday's vote.", "2024-11-30"),
        ("The president called for early elections in July.", "2025-07"),
        ("The EU set a deadline of Friday for a reply.", "2024-11-29"),
        ("The visit comes days before a summit in Rome on Friday.", "2024-11-29"),
        ("The boats turned back before the storm on Sunday.", "2024-11-24"),
        ("The offer is scheduled to expire Monday.", "2024-12-02"),
        ("The team planned to leave the city on Thursday.", "2024-11-28"),
        ("The offer had been scheduled to expire on Tuesday.", "2024-11-26"),
        ("The mayor could not be reached on Tuesday.", "2024-11-26"),
        ("The union has given the airline until Monday to answer.", "2024-12-02"),
        ("The court extended the deadline until Monday.", "2024-12-02"),
        ("The family could return home as early as Saturday.", "2024-11-30"),
        ("They will appeal Monday's ruling.", "2024-11-25"),
        ("They will watch Monday's match.", "2024-12-02"),
        ("The firm announced an agreement to acquire the bank in January.", "2025-01"),
        ("Rules to be published in early January will decide the case.", "2025-01"),
        ("The visit was planned for early March.", "2025-03"),
        ("The bank bought the firm in January.", "2024-01"),
        ("The firm cut its forecast for December.", "2024-12"),
        ("The board named a chairman, effective Feb. 1.", "2025-02-01"),
        ("The state will repay the bonds issued on Monday.", "2024-11-25"),
        ("The city staged a rally to mark its birthday on Monday.", "2024-11-25"),
        ("The figures for January extended the fall.", "2024-01"),
    ],
)
def test_what_was_planned_lies_ahead_and_what_happened_behind(nlp, text, value):
    """Read on Wednesday 27 November 2024."""
    assert values(nlp, text) == [value]


def test_a_name_that_is_a_month_too_is_no_time(nlp):
    """The names of the trained pipeline say so."""
    assert values(nlp, "The minister met Jan Kavan and Theresa May in Prague.") == []


def test_last_before_a_length_may_be_a_verb(nlp):
    """'could last six weeks' is a length, not the six weeks before."""
    assert values(nlp, "The trial could last six weeks.") == ["P6W"]
    document = analyse(nlp("The trial could last six weeks."))
    (found,) = read_times(document, dct=WEDNESDAY, grammar=load_grammar())
    assert found.timex.first is None


def test_a_participle_shares_the_modal_before_it(nlp):
    """The tagger takes 'released' for a past tense of its own."""
    assert values(nlp, "Doctors said he would be kept at home and released Friday.") == ["2024-11-29"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bomb went off at 7:33 a.m. (0633 GMT) Monday.", ["2024-11-25T07:33", "2024-11-25T06:33", "2024-11-25"]),
        ("They will strike from 6 a.m. to 10 a.m. on Monday.", ["2024-12-02T06:00", "2024-12-02T10:00"]),
        ("The bomb went off at 7:33 a.m. and nobody has slept since Monday.", ["2024-11-27T07:33", "2024-11-25"]),
    ],
)
def test_a_clock_takes_the_day_right_behind_it(nlp, text, expected):
    """Not one further on in the sentence."""
    assert values(nlp, text) == expected


def test_in_december_a_past_january_is_of_the_same_year(nlp):
    """In October a past November would be called last November."""
    assert values(nlp, "The bank bought the firm in January.", date(2024, 12, 18)) == ["2024-01"]
    assert values(nlp, "The bank cut its forecast for November.", date(2024, 10, 18)) == ["2024-11"]

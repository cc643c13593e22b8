"""Two times that stand together share what only one of them names, and a range runs forward."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.timeline.join import joined
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

FRIDAY = date(2024, 11, 29)


def read(nlp, text, *, dct=FRIDAY):
    """(document, resolutions) of a text."""
    document = analyse(nlp(text))
    return document, read_times(document, dct=dct, grammar=load_grammar())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The fair ran on 26–29 Nov in Lyon.", ["2024-11-26", "2024-11-29"]),
        ("The fair ran Nov. 26-29 in Lyon.", ["2024-11-26", "2024-11-29"]),
        ("The fair ran Nov. 26-29, 2012, in Lyon.", ["2012-11-26", "2012-11-29"]),
        ("The fair ran from 26 to 29 November 2012.", ["2012-11-26", "2012-11-29"]),
        ("The road was closed from May to July.", ["2024-05", "2024-07"]),
        ("The road was closed May through July 2012.", ["2012-05", "2012-07"]),
        ("The road was closed from November to February 2012.", ["2011-11", "2012-02"]),
        ("The port was shut from Dec. 30 to Jan. 2, 2012.", ["2011-12-30", "2012-01-02"]),
        ("The post was vacant between 2012 and 2016.", ["2012", "2016"]),
        ("He played there in 2012–16.", ["2012", "2016"]),
        ("They won the 2009-10 season.", ["2009", "2010"]),
        ("Shops were closed from Monday to Friday.", ["2024-11-25", "2024-11-29"]),
        ("They talked on April 24 and 25.", ["2024-04-24", "2024-04-25"]),
    ],
)
def test_two_times_share_a_month_or_a_year(nlp, text, values):
    """Each is an expression of its own, as TIMEX3 wants it."""
    assert [time.timex.value for time in read(nlp, text)[1]] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On April 24 and 25 people died in the flood.", ["2024-04-24"]),
        ("Prices rose from March 10 to 15 percent.", ["2024-03-10"]),
        ("The file is named 2024-11.", ["2024"]),
        ("They fell ill, so that may have slowed them.", []),
    ],
)
def test_a_second_number_that_counts_something_is_no_day(nlp, text, values):
    """Nor a year's month, nor a verb."""
    assert [time.timex.value for time in read(nlp, text)[1]] == values


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("The fair ran on 26–29 Nov in Lyon.", "2024-11-26", "2024-11-29", "day"),
        ("Shops were closed from Monday to Friday.", "2024-11-25", "2024-11-29", "day"),
        ("The road was closed from May to July.", "2024-05-01", "2024-07-31", "month"),
        ("The post was vacant between 2012 and 2016.", "2012-01-01", "2016-12-31", "year"),
        ("The post was vacant from 2012 to May 2016.", "2012-01-01", "2016-05-31", "year"),
        ("They talked on April 24 and 25.", "2024-04-24", "2024-04-25", "day"),
    ],
)
def test_a_range_is_one_time_of_the_timeline(nlp, text, first, last, precision):
    """From the first day of its first end to the last day of its last."""
    document, times = read(nlp, text)
    (whole,) = joined(document.doc, times).values()
    assert (whole.timex.first, whole.timex.last, whole.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "He spoke on Monday and she answered on Tuesday.",
        "Prices fell 2 percent this year through October.",
        "The weekday after, a revision Friday to December's figures followed.",
    ],
)
def test_two_times_that_are_no_range_stay_two(nlp, text):
    """Two clauses, a year and its part, a noun's complement."""
    document, times = read(nlp, text)
    assert len(joined(document.doc, times)) == len(times) == 2

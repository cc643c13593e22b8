"""Days by number and lengths with a known end: what the text counts tells when it began."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

FRIDAY = date(2024, 11, 29)


def read(nlp, text, *, dct=FRIDAY):
    return read_times(analyse(nlp(text)), dct=dct, grammar=load_grammar())


@pytest.mark.parametrize(
    ("text", "words", "day", "began"),
    [
        ("Troops entered the port on Thursday, the fourth day of the siege.", "the fourth day", "2024-11-28", 25),
        ("Dockers marched for the third straight day.", "the third straight day", "2024-11-29", 27),
        ("Rain stopped play on day five of the match.", "day five", "2024-11-29", 25),
    ],
)
def test_the_nth_day_tells_the_first(nlp, text, words, day, began):
    """It is the sentence's own day, else that of publication; the reason names the first day."""
    time = next(time for time in read(nlp, text) if text[time.timex.start : time.timex.end] == words)
    assert (time.timex.value, time.began) == (day, date(2024, 11, began))
    assert f"the first was {time.began:%a} {began} Nov 2024" in time.because


def test_the_nth_day_without_a_publication_date_stays_open(nlp):
    """Nothing is counted from nowhere."""
    (time,) = read(nlp, "Dockers marched on the third day of the strike.", dct=None)
    assert time.timex.first is None
    assert time.open


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("The rebels left in December 2016, following a four-year battle.", "2012-01-01", "2016-12-31", "year"),
        ("Troops ended a 10-day siege of the town on Wednesday.", "2024-11-18", "2024-11-27", "day"),
        ("The vote on Sunday ended his 17-year rule.", "2007-01-01", "2024-11-24", "year"),
        ("He left prison in May 2020 after a six-month sentence.", "2019-11-01", "2020-05-31", "month"),
    ],
)
def test_a_length_that_ends_on_a_date_has_a_beginning(nlp, text, first, last, precision):
    """Counted back from the sentence's date, as roughly as its own unit."""
    (time,) = [time for time in read(nlp, text) if time.timex.type == "DURATION"]
    assert (time.timex.first, time.timex.last, time.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Troops began a 10-day siege of the town on Wednesday.",
        "Troops ended a 10-day siege of the town in May.",
        "The talks ended on Friday and a three-year truce followed.",
        "In 2020 he served a two-year term.",
        "It ended a 3000-year reign in May 2020.",
    ],
)
def test_a_length_without_a_known_end_has_no_days(nlp, text):
    """One that begins on the date, one whose end is known by month only, one beyond the calendar."""
    (time,) = [time for time in read(nlp, text) if time.timex.type == "DURATION"]
    assert time.timex.first is None

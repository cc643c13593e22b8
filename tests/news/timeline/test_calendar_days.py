"""An entry's strings cover calendar days, from the first to the last."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.timeline import Entry
from bot.news.timeline.days import days


def make_entry(start: str, end: str) -> Entry:
    return Entry(start, end, "day", "event", 0, None, "explicit", "written so", "happened", 1)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-11-29", "2024-11-29", date(2024, 11, 29), date(2024, 11, 29)),
        ("2016-12", "2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2019-12", "2020-02", date(2019, 12, 1), date(2020, 2, 29)),
        ("2020", "2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("1990", "1999", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_each_precision_covers_its_days(start: str, end: str, first: date, last: date) -> None:
    assert days(make_entry(start, end)) == (first, last)


@pytest.mark.parametrize("text", ["", "-0044", "2024-13", "2024-02-30", "soon", "0000"])
def test_what_no_calendar_has_covers_none(text: str) -> None:
    assert days(make_entry(text, text)) is None


@given(st.dates())
def test_a_day_covers_itself(day: date) -> None:
    assert days(make_entry(day.isoformat(), day.isoformat())) == (day, day)

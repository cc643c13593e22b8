"""Days and moments are read as written; what is not written is not made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.article.moment import find_clock, find_dates, read_stamp, show_day

DAY = date(2024, 11, 29)


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("2024-11-29", "2024-11-29"),
        ("2024-11-29T18:00:00Z", "2024-11-29T18:00:00+00:00"),
        ("2024-11-29T18:00:00.123+0100", "2024-11-29T18:00:00+01:00"),
        ("2024-11-29 23:30:00-05:00", "2024-11-29T23:30:00-05:00"),
        ("2024-11-29T18:00", "2024-11-29"),
        ("Fri, 29 Nov 2024 18:00:00 GMT", "2024-11-29T18:00:00+00:00"),
        ("November 29, 2024 6:05 p.m. CET", "2024-11-29T18:05:00+01:00"),
        ("November 29, 2024 6:05 p.m. ET", "2024-11-29"),
        ("29.11.2024", "2024-11-29"),
        ("29/11/2024 - 18:02", "2024-11-29"),
    ],
)
def test_stamps(stamp, iso):
    moment = read_stamp(stamp)
    assert moment is not None
    assert moment.iso() == iso


@pytest.mark.parametrize(
    "stamp", ["", "yesterday", "03/04/2024", "2024-13-41", "Nov 29", "0000-00-00", "29 February 2023"]
)
def test_what_is_no_day_is_none(stamp):
    assert read_stamp(stamp) is None


def test_a_date_that_can_be_read_in_two_ways_keeps_both():
    (written,) = find_dates("03/04/2024")
    assert written.day is None
    assert written.either == (date(2024, 3, 4), date(2024, 4, 3))


def test_a_year_is_taken_from_the_nearest_known_day():
    (written,) = find_dates("OSLO, Dec 31")
    assert written.near(date(2025, 1, 1)) == date(2024, 12, 31)
    (leap,) = find_dates("29 February")
    assert leap.near(date(2025, 3, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "clock"), [("17.55 CET", "17:55"), ("12:05 a.m.", "00:05"), ("at 6pm", "18:00"), ("25:00", None)]
)
def test_clocks(text, clock):
    found = find_clock(text, DAY).clock
    assert (found.strftime("%H:%M") if found else None) == clock


def test_days_are_shown_with_year_and_weekday():
    assert show_day(DAY) == "Fri 29 Nov 2024"


@given(st.text(), st.dates())
def test_spans_of_dates_are_inside_the_text(text, day):
    text = f"{text} {show_day(day)} {text}"
    for written in find_dates(text):
        assert 0 <= written.start < written.end <= len(text)
        assert written.near(DAY) is None or written.month == written.near(DAY).month

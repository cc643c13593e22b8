"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.days import read_days, read_span
from bot.errors import WrongSetting

TODAY = date(2024, 11, 29)  # a Friday
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-11-26", "2024-11-26", "2024-11-26"),
        ("2024-11", "2024-11-01", "2024-11-30"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("29 Nov 2024", "2024-11-29", "2024-11-29"),
        ("29th November, 2024", "2024-11-29", "2024-11-29"),
        ("Nov 29, 2024", "2024-11-29", "2024-11-29"),
        ("Nov. 29", "2024-11-29", "2024-11-29"),
        ("Dec 2016", "2016-12-01", "2016-12-31"),
        ("sept 2020", "2020-09-01", "2020-09-30"),
        ("3 Dec", "2023-12-03", "2023-12-03"),
        ("November", "2024-11-01", "2024-11-30"),
        ("December", "2023-12-01", "2023-12-31"),
        ("today", "2024-11-29", "2024-11-29"),
        ("tomorrow", "2024-11-30", "2024-11-30"),
        (" Yesterday ", "2024-11-28", "2024-11-28"),
        ("friday", "2024-11-29", "2024-11-29"),
        ("Sat", "2024-11-23", "2024-11-23"),
        ("3 days ago", "2024-11-26", "2024-11-26"),
        ("2 weeks ago", "2024-11-15", "2024-11-15"),
    ],
)
def test_reads_what_people_type(typed, first, last):
    """A form without a year is the latest such day that is not to come."""
    assert read_days(typed, today=TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "typed", ["", "soon", "31 Feb 2024", "2024-13-01", "99999 days ago", "satchel", "maybe 2020", "03/04/2024", "0 Nov"]
)
def test_refuses_the_rest_in_one_sentence(typed):
    """What cannot be read, or can be read two ways, is refused with the forms that can."""
    with pytest.raises(WrongSetting, match="2024-11-29") as caught:
        read_days(typed, today=TODAY)
    assert "\n" not in str(caught.value)


@given(day=DAYS, today=DAYS)
def test_an_iso_day_is_itself_whatever_today_is(day, today):
    """A full date does not depend on when it is typed."""
    assert (day, day) == read_days(day.isoformat(), today=today)


@given(today=DAYS, back=st.integers(0, 6))
def test_a_weekday_is_the_latest_one(today, back):
    """The weekday's name leads to a day of that name within the past week, today included."""
    day = today - timedelta(days=back)
    assert (day, day) == read_days(f"{day:%A}", today=today)


@given(typed=st.text(max_size=30))
def test_any_text_is_read_or_refused(typed):
    """Nothing that can be typed into an option raises anything else."""
    try:
        first, last = read_days(typed, today=TODAY)
    except WrongSetting:
        return
    assert first <= last


def test_a_span_goes_from_the_first_to_the_last_day():
    """`until` a month reaches to its end."""
    assert read_span("2016", "Nov 2024", today=TODAY) == (date(2016, 1, 1), date(2024, 11, 30))
    assert read_span(None, "", today=TODAY) == (None, None)


def test_a_span_the_wrong_way_round_is_refused():
    with pytest.raises(WrongSetting, match="earlier date first"):
        read_span("today", "yesterday", today=TODAY)

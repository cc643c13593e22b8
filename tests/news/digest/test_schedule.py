"""Times and weekdays as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WrongSetting
from bot.news.digest import read_time, read_weekdays


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6", "06:00"), ("06:00", "06:00"), ("6am", "06:00"), ("18.30", "18:30"), (" 6 a.m. ", "06:00"),
        ("0600", "06:00"), ("1830", "18:30"), ("12am", "00:00"), ("12 p.m.", "12:00"), ("6h30", "06:30"),
        ("6.15 PM", "18:15"), ("noon", "12:00"), ("Midnight", "00:00"), ("0:00", "00:00"), ("23:59", "23:59"),
    ],
)  # fmt: skip
def test_times_are_read(typed: str, meant: str) -> None:
    assert meant == read_time(typed)


@pytest.mark.parametrize("typed", ["", "24:00", "6:5", "13pm", "0am", "060", "06:60", "six", "6 o'clock or so", "-1"])
def test_what_is_no_time_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(WrongSetting, match=r"is no time of day; write it like 06:00, 18\.30 or 6am"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)), ("Mon – Fri", (0, 1, 2, 3, 4)), ("weekdays", (0, 1, 2, 3, 4)),
        ("monday to friday", (0, 1, 2, 3, 4)), ("daily", (0, 1, 2, 3, 4, 5, 6)), ("Every day", (0, 1, 2, 3, 4, 5, 6)),
        ("mon,wed", (0, 2)), ("wed, mon; wed", (0, 2)), ("mon wed fri", (0, 2, 4)), ("Tues and Thurs", (1, 3)),
        ("weekends", (5, 6)), ("sat", (5,)), ("Sundays", (6,)), ("fri-mon", (0, 4, 5, 6)),
        ("weekdays, sat", (0, 1, 2, 3, 4, 5)), ("mon-wed, sun", (0, 1, 2, 6)),
    ],
)  # fmt: skip
def test_weekdays_are_read(typed: str, meant: tuple[int, ...]) -> None:
    assert meant == read_weekdays(typed)


@pytest.mark.parametrize("typed", ["", ",", "xday", "mon-xday", "m", "1-5", "mon--fri"])
def test_what_names_no_weekday_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(WrongSetting, match="names no weekdays; write them like mon-fri"):
        read_weekdays(typed)


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    for read in (read_time, read_weekdays):
        with suppress(WrongSetting):
            assert read(typed)

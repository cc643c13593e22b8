"""One digest a local date, windows that tile, in local time done right."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WrongSetting
from bot.news.digest import Digest, Run, due, next_due, window_so_far

EVERY_DAY = tuple(range(7))
MON_FRI = tuple(range(5))
ZONES = (
    "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia",
    "Africa/Casablanca", "Asia/Kathmandu", "UTC",
)  # fmt: skip


def moment(text: str, zone: str = "Europe/London") -> datetime:
    """'2026-10-25 06:00' on the clocks of a zone, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def make_digest(at: str = "06:00", *, zone: str = "Europe/London", weekdays=EVERY_DAY, set_at: datetime) -> Digest:
    return Digest(1, 2, 3, at, zone, weekdays, "silent", paused=False, set_at=set_at)


def make_run(day: str, until: datetime) -> Run:
    return Run(date.fromisoformat(day), until, until - timedelta(days=1), until)


@pytest.mark.parametrize(
    ("before", "day", "hours"),
    [("2026-10-24", "2026-10-25", 25), ("2027-03-27", "2027-03-28", 23), ("2026-11-21", "2026-11-22", 24)],
)
def test_a_day_has_as_many_hours_as_the_clocks_give_it(before: str, day: str, hours: int) -> None:
    digest = make_digest(set_at=moment("2026-01-01 12:00"))
    run = due(digest, make_run(before, moment(f"{before} 06:00")), now=moment(f"{day} 06:00"))
    assert run is not None
    assert timedelta(hours=hours) == run.until - run.since
    assert (date.fromisoformat(day), moment(f"{day} 06:00")) == (run.day, run.due)


def test_an_hour_that_comes_twice_fires_at_its_first_coming_only() -> None:
    digest = make_digest("01:30", set_at=moment("2026-10-24 12:00"))
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert due(digest, None, now=first - timedelta(seconds=1)) is None
    run = due(digest, None, now=first)
    assert run is not None
    assert first == run.due
    assert due(digest, run, now=second) is None
    assert moment("2026-10-26 01:30") == next_due(digest, run, now=second)


@pytest.mark.parametrize(
    ("at", "zone", "day", "fires"),
    [
        ("01:30", "Europe/London", "2027-03-28", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("02:30", "America/New_York", "2027-03-14", datetime(2027, 3, 14, 7, 0, tzinfo=UTC)),
        ("00:00", "America/Santiago", "2026-09-06", datetime(2026, 9, 6, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_time_that_the_clocks_leave_out_fires_at_the_next_that_exists(
    at: str, zone: str, day: str, fires: datetime
) -> None:
    digest = make_digest(at, zone=zone, set_at=fires - timedelta(hours=12))
    assert due(digest, None, now=fires - timedelta(seconds=1)) is None
    run = due(digest, None, now=fires)
    assert run is not None
    assert (date.fromisoformat(day), fires) == (run.day, run.due)


def test_a_date_that_a_zone_leaves_out_has_no_digest() -> None:
    """Samoa went from Thu 29 to Sat 31 Dec 2011: a Friday digest waits for the next Friday."""
    digest = make_digest(zone="Pacific/Apia", weekdays=(4,), set_at=moment("2011-12-28 12:00", "Pacific/Apia"))
    assert due(digest, None, now=moment("2011-12-31 06:00", "Pacific/Apia")) is None
    assert moment("2012-01-06 06:00", "Pacific/Apia") == next_due(
        digest, now=moment("2011-12-29 07:00", "Pacific/Apia")
    )


@pytest.mark.parametrize(
    ("late", "fires"),
    [(timedelta(minutes=7), True), (timedelta(hours=6), True), (timedelta(hours=6, seconds=1), False)],
)
def test_late_by_up_to_six_hours_is_made_up_for(late: timedelta, *, fires: bool) -> None:
    digest = make_digest(set_at=moment("2026-11-01 12:00"))
    yesterday = make_run("2026-11-21", moment("2026-11-21 06:00"))
    run = due(digest, yesterday, now=moment("2026-11-22 06:00") + late)
    assert fires == (run is not None)
    assert run is None or (moment("2026-11-22 06:00"), moment("2026-11-22 06:00")) == (run.due, run.until)


def test_late_over_midnight_is_still_the_day_before() -> None:
    digest = make_digest("22:00", set_at=moment("2026-11-01 12:00"))
    run = due(digest, None, now=moment("2026-11-22 02:00"))
    assert run is not None
    assert (date(2026, 11, 21), moment("2026-11-21 22:00")) == (run.day, run.due)


def test_three_days_down_make_one_digest_that_covers_them() -> None:
    digest = make_digest(set_at=moment("2026-11-01 12:00"))
    last = make_run("2026-11-18", moment("2026-11-18 06:00"))
    assert due(digest, last, now=moment("2026-11-21 13:00")) is None
    run = due(digest, last, now=moment("2026-11-22 06:00"))
    assert Run(date(2026, 11, 22), moment("2026-11-22 06:00"), last.until, moment("2026-11-22 06:00")) == run


def test_the_weekend_is_mondays() -> None:
    digest = make_digest(weekdays=MON_FRI, set_at=moment("2026-11-01 12:00"))
    friday = make_run("2026-11-20", moment("2026-11-20 06:00"))
    assert due(digest, friday, now=moment("2026-11-21 06:00")) is None
    assert due(digest, friday, now=moment("2026-11-22 06:00")) is None
    assert moment("2026-11-23 06:00") == next_due(digest, friday, now=moment("2026-11-21 06:00"))
    monday = due(digest, friday, now=moment("2026-11-23 06:00"))
    assert monday is not None
    assert (friday.until, moment("2026-11-23 06:00")) == (monday.since, monday.until)


def test_setting_a_digest_posts_none_for_a_time_that_has_passed() -> None:
    digest = make_digest(set_at=moment("2026-11-22 10:00"))
    assert due(digest, None, now=moment("2026-11-22 10:01")) is None
    changed = replace(digest, at="09:00")
    assert due(changed, make_run("2026-11-21", moment("2026-11-21 06:00")), now=moment("2026-11-22 10:01")) is None
    run = due(digest, None, now=moment("2026-11-23 06:00"))
    assert run is not None
    assert moment("2026-11-22 10:00") == run.since


def test_a_later_time_on_the_same_date_waits_for_the_next() -> None:
    digest = make_digest("18:00", set_at=moment("2026-11-22 10:00"))
    this_morning = make_run("2026-11-22", moment("2026-11-22 06:00"))
    assert due(digest, this_morning, now=moment("2026-11-22 18:00")) is None
    assert moment("2026-11-23 18:00") == next_due(digest, this_morning, now=moment("2026-11-22 12:00"))


def test_a_paused_digest_is_never_due_and_its_gap_is_covered_after() -> None:
    digest = make_digest(set_at=moment("2026-11-01 12:00"))
    last = make_run("2026-11-18", moment("2026-11-18 06:00"))
    assert due(replace(digest, paused=True), last, now=moment("2026-11-20 06:00")) is None
    run = due(digest, last, now=moment("2026-11-22 06:00"))
    assert run is not None
    assert last.until == run.since


def test_a_digest_without_weekdays_is_told_so() -> None:
    with pytest.raises(WrongSetting, match="at least one weekday"):
        next_due(make_digest(weekdays=(), set_at=moment("2026-11-01 12:00")), now=moment("2026-11-02 12:00"))


def test_so_far_is_since_the_last_run_or_at_least_the_past_day() -> None:
    now = moment("2026-11-22 10:00")
    digest = make_digest(set_at=now)
    last = make_run("2026-11-20", moment("2026-11-20 06:00"))
    assert (last.until, now) == (window_so_far(digest, last, now=now).since, window_so_far(digest, last, now=now).until)
    assert now - timedelta(days=1) == window_so_far(digest, None, now=now).since


starts = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - their zone
weekday_sets = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
times = st.times().map(lambda at: f"{at:%H:%M}")
zones = st.sampled_from(ZONES)


@given(at=times, zone=zones, weekdays=weekday_sets, set_at=starts, steps=st.lists(st.integers(-90, 400), max_size=60))
def test_whatever_the_clock_does_dates_are_unique_and_windows_tile(at, zone, weekdays, set_at, steps) -> None:
    """`steps` are hours between looks at the clock: it may stand still, leap ahead, and go back."""
    digest = make_digest(at, zone=zone, weekdays=weekdays, set_at=set_at)
    runs: list[Run] = []
    now = set_at
    for hours in steps:
        now += timedelta(hours=hours / 10)
        run = due(digest, runs[-1] if runs else None, now=now)
        if run:
            assert run.due <= now <= run.due + timedelta(hours=6)
            assert run.day.weekday() in weekdays
            runs.append(run)
    assert len(runs) == len({run.day for run in runs})
    assert [run.since for run in runs] == [set_at, *(run.until for run in runs)][: len(runs)]
    assert all(run.since < run.until == run.due for run in runs)


@given(at=times, zone=zones, weekdays=weekday_sets, set_at=starts)
def test_whoever_ticks_hourly_misses_no_day(at, zone, weekdays, set_at) -> None:
    digest = make_digest(at, zone=zone, weekdays=weekdays, set_at=set_at)
    runs: list[Run] = []
    for hours in range(24 * 9):
        now = set_at + timedelta(hours=hours)
        run = due(digest, runs[-1] if runs else None, now=now)
        if run:
            runs.append(run)
            assert run.due > now - timedelta(hours=1)
    local = set_at.astimezone(ZoneInfo(zone)).date()
    days = {local + timedelta(days=n) for n in range(1, 7)}
    exist = {day for day in days if datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC).astimezone(
        ZoneInfo(zone)).date() == day}  # fmt: skip
    assert {day for day in exist if day.weekday() in weekdays} <= {run.day for run in runs}


@given(at=times, zone=zones, weekdays=weekday_sets, set_at=starts, wait=st.integers(0, 20_000))
def test_next_due_is_when_the_next_run_is_due(at, zone, weekdays, set_at, wait) -> None:
    digest = make_digest(at, zone=zone, weekdays=weekdays, set_at=set_at)
    coming = next_due(digest, now=set_at + timedelta(minutes=wait))
    assert coming > set_at + timedelta(minutes=wait)
    run = due(digest, None, now=coming)
    assert run is not None
    assert coming == run.due


def test_windows_are_in_order() -> None:
    """A week of daily digests over the end of summer time: 24, 24, 25, 24 hours."""
    digest = make_digest(set_at=moment("2026-10-22 06:00"))
    runs: list[Run] = []
    for day in range(23, 28):
        run = due(digest, runs[-1] if runs else None, now=moment(f"2026-10-{day} 06:00"))
        assert run is not None
        runs.append(run)
    assert [(run.until - run.since) / timedelta(hours=1) for run in runs] == [24, 24, 25, 24, 24]
    assert all(one.until == other.since for one, other in pairwise(runs))

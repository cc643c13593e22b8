"""Days and moments as stamps and newspapers write them; nothing is guessed that is not written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from bot.news.message import read_table


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with clock and offset where they are written; `day` is the day as written, never moved to another zone."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    def iso(self) -> str:
        """The moment with its offset, or the day alone where clock or zone is not known."""
        if self.clock is None or self.offset is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.clock, timezone(self.offset)).isoformat()


@dataclass(frozen=True, slots=True)
class Written:
    """A date inside a text. `day` is None without a year, or when it is not clear which number is the month."""

    start: int
    end: int
    day: date | None
    month: int | None = None
    mday: int | None = None
    either: tuple[date, date] | None = None
    weekday: bool = False
    named: int | None = None
    """The weekday that is written beside it; Monday is 0."""

    def near(self, other: date) -> date | None:
        """The day, its year taken from the nearest one to `other` where none is written."""
        if self.day is not None or self.month is None or self.mday is None:
            return self.day
        days = [day for year in (-1, 0, 1) if (day := _day(other.year + year, self.month, self.mday))]
        return min(days, key=lambda day: abs(day - other), default=None)


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: dict[str, int]
    date: re.Pattern[str]
    clock: re.Pattern[str]
    zones: dict[str, timedelta]


def read_stamp(stamp: str) -> Moment | None:
    """A machine's stamp: an ISO day or moment (also with a space for the T, or +0000), else a date as it is written."""
    stamp = stamp.strip()[:80]
    try:
        whole = datetime.fromisoformat(stamp)
    except ValueError:
        written = next(find_dates(stamp), None)
        if written is None or written.day is None:
            return None
        return find_clock(stamp[: written.start] + " " + stamp[written.end :], written.day)
    if len(stamp) <= 10:
        return Moment(whole.date())
    return Moment(whole.date(), whole.time().replace(microsecond=0), whole.utcoffset())


def find_dates(text: str) -> Iterator[Written]:
    """The full and the yearless dates of `text`, in order; 03/04/2024 comes with both of its days."""
    calendar = load_calendar()
    for match in calendar.date.finditer(text):
        written = _written(match, calendar.months)
        if written is not None:
            yield written


def find_clock(text: str, day: date) -> Moment:
    """`day` with the first clock time and zone of `text`; ET, IST and their like name no zone by themselves."""
    calendar = load_calendar()
    for match in calendar.clock.finditer(text):
        clock = _clock(match)
        if clock is not None:
            return Moment(day, clock, _offset(match, calendar.zones))
    return Moment(day)


def show_day(day: date) -> str:
    """'Fri 29 Nov 2024', whatever the locale."""
    weekday = read_table(__package__, "weekdays.txt")[day.weekday()][1]
    return f"{weekday} {day.day} {read_table(__package__, 'months.txt')[day.month - 1][1]} {day.year}"


@cache
def load_calendar() -> _Calendar:
    """The patterns of written dates and clocks, made of the tables beside this module."""
    rows = read_table(__package__, "months.txt")
    months = {name: int(row[0]) for row in rows for name in row[2:]}
    month = "|".join(sorted(months, key=len, reverse=True))
    weekday = "|".join(
        sorted((n for row in read_table(__package__, "weekdays.txt") for n in row[2:]), key=len, reverse=True)
    )
    pattern = rf"""
        (?<![\w/.-])
        (?:(?P<weekday>(?:{weekday})\b\.?,?\s+))?
        (?:(?P<iso>(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}}))(?!\d)
          |(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y2>\d{{4}})(?!\d)
          |(?P<name3>{month})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\.\d)(?:\s*,?\s+(?P<y3>\d{{4}})(?!\d))?
          |(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name4>{month})\b\.?(?:\s*,?\s+(?P<y4>\d{{4}})(?!\d))?
        )"""
    zones = {row[0]: timedelta(minutes=int(row[1])) for row in read_table(__package__, "zones.txt")}
    zone = rf"(?:{'|'.join(sorted(zones, key=len, reverse=True))})"
    clock = rf"""
        (?<![\d/.:-])(?P<hour>\d{{1,2}})
        (?:[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?(?:\s*(?P<half>[ap])\.?m\b\.?)?
          |\s*(?P<half2>[ap])\.?m\b\.?)
        (?![\d/.-]\d)
        (?:\s*\(?(?:(?P<zone>(?-i:{zone}))\b)?\s*(?P<shift>[+-]\d{{2}}:?\d{{2}}|[+-]\d{{1,2}}(?![\d:]))?)?"""
    flags = re.IGNORECASE | re.VERBOSE
    return _Calendar(months, re.compile(pattern, flags), re.compile(clock, flags), zones)


def _written(match: re.Match[str], months: dict[str, int]) -> Written | None:
    start, end = match.span()
    weekday = match["weekday"] is not None
    if match["a"]:
        return _numeric(match, weekday=weekday)
    name = match["name3"] or match["name4"]
    month = int(match["m1"]) if match["m1"] else months[name.lower()]
    mday = int(match["d1"] or match["d3"] or match["d4"])
    year = match["y1"] or match["y3"] or match["y4"]
    # 2000 is a leap year: 29 February without a year is a day.
    day = _day(int(year) if year else 2000, month, mday)
    if day is None:
        return None
    return Written(start, end, day if year else None, month, mday, weekday=weekday, named=_named(match))


def _named(match: re.Match[str]) -> int | None:
    word = (match["weekday"] or "").strip(" .,\t\n\xa0").lower()
    return next((int(row[0]) for row in read_table(__package__, "weekdays.txt") if word in row[2:]), None)


def _numeric(match: re.Match[str], *, weekday: bool) -> Written | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y2"])
    days = sorted({day for month, mday in ((a, b), (b, a)) if (day := _day(year, month, mday))})
    if not days:
        return None
    # With points it is the continent's way, day first; with slashes it can be either.
    if match["sep"] == "." and (day := _day(year, b, a)):
        days = [day]
    if len(days) == 2:
        return Written(*match.span(), None, either=(days[0], days[1]), weekday=weekday)
    return Written(*match.span(), days[0], days[0].month, days[0].day, weekday=weekday, named=_named(match))


def nearest_weekday(day: date, weekday: int) -> date:
    """The day with that weekday (Monday is 0) that lies nearest, at most three days before or behind."""
    return day + timedelta((weekday - day.weekday() + 3) % 7 - 3)


def _day(year: int, month: int, mday: int) -> date | None:
    try:
        return date(year, month, mday)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> time | None:
    hour, half = int(match["hour"]), (match["half"] or match["half2"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None


def _offset(match: re.Match[str], zones: dict[str, timedelta]) -> timedelta | None:
    shift = match["shift"]
    named = zones.get((match["zone"] or "").upper())
    if not shift:
        return named
    digits = shift[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:2]), int(digits[2:]))
    if hours > 14 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (-1 if shift[0] == "-" else 1)

"""The calendar days that a timeline's strings cover."""

import calendar
from datetime import date

from bot.news.timeline.entry import Entry


def days(entry: Entry) -> tuple[date, date] | None:
    """(first day, last day) of an entry: '2016-12' is its 1st to its 31st; None for what no calendar has."""
    try:
        return _first(entry.start), _last(entry.end)
    except ValueError:
        return None


def _first(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    numbers: list[int | None] = [int(part) for part in text[:10].split("-")]
    year, month, day = (*numbers, None, None)[:3]
    if year is None:
        raise ValueError(text)
    return year, month, day

"""Spans of the calendar and their TIMEX3 values. Everything raises OutOfCalendar beyond the years 1 to 9999."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.news.article.moment import show_day
from bot.news.timex.timex import Precision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the season, as the annotation guide of the news gold has them; winter ends next year."""


class OutOfCalendar(Exception):  # noqa: N818 - says what happened, as the calendar's own errors do
    """A date that does not exist or that the calendar does not reach."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `first` to `last`, both included, with their TIMEX3 value."""

    first: date
    last: date
    value: str
    precision: Precision


def a_date(year: int, month: int, day: int) -> date:
    """That date; raises OutOfCalendar for 31 February."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as fault:
        raise OutOfCalendar(f"{year}-{month}-{day}") from fault


def a_month_away(day: date, months: int) -> date:
    """The same day so many months away; the month's last where it has no such day."""
    month = month_of(day.year, day.month + months)
    return a_date(month.first.year, month.first.month, min(day.day, month.last.day))


def shifted(day: date, days: int) -> date:
    """The date so many days later."""
    try:
        return day + timedelta(days)
    except OverflowError as fault:
        raise OutOfCalendar(f"{day} {days:+d} days") from fault


def the_day(day: date) -> Stretch:
    """The day as a stretch of itself."""
    return Stretch(day, day, day.isoformat(), "day")


def week_of(day: date) -> Stretch:
    """The ISO week, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    monday = shifted(day, 1 - weekday)
    return Stretch(monday, shifted(monday, 6), f"{year:04d}-W{week:02d}", "week")


def weekend_of(day: date) -> Stretch:
    """Saturday and Sunday of the day's ISO week."""
    week = week_of(day)
    return Stretch(shifted(week.first, 5), week.last, week.value + "-WE", "day")


def month_of(year: int, month: int) -> Stretch:
    """The month; months before January and after December count on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(a_date(year, month, 1), _month_end(year, month), f"{year:04d}-{month:02d}", "month")


def quarter_of(year: int, quarter: int) -> Stretch:
    """The quarter; numbers below 1 and above 4 count on into other years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    first = a_date(year, 3 * quarter - 2, 1)
    return Stretch(first, _month_end(year, 3 * quarter), f"{year:04d}-Q{quarter}", "quarter")


def half_of(year: int, half: int) -> Stretch:
    """The first or the second half of a year."""
    first = a_date(year, 6 * half - 5, 1)
    return Stretch(first, _month_end(year, 6 * half), f"{year:04d}-H{half}", "half")


def season_of(year: int, season: str) -> Stretch:
    """The season that begins in that year."""
    month = SEASONS[season]
    last = month_of(year, month + 2).last
    return Stretch(a_date(year, month, 1), last, f"{year:04d}-{season}", "season")


def year_of(year: int) -> Stretch:
    """The calendar year."""
    return Stretch(a_date(year, 1, 1), a_date(year, 12, 31), f"{year:04d}", "year")


def decade_of(year: int) -> Stretch:
    """The ten years that begin with the year's round ten."""
    ten = year // 10
    return Stretch(a_date(10 * ten, 1, 1), a_date(10 * ten + 9, 12, 31), f"{ten:03d}", "decade")


def century_of(number: int) -> Stretch:
    """The nth century, counted as the annotation guide does: the 20th is 1900 to 1999."""
    first = 100 * (number - 1)
    return Stretch(a_date(first or 1, 1, 1), a_date(first + 99, 12, 31), f"{number - 1:02d}", "century")


def _month_end(year: int, month: int) -> date:
    following = a_date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return following - timedelta(1) if following else date.max


def counted(day: date, count: int, unit: str) -> Stretch:
    """The stretch of that unit so many units away from a day: 'two months ago' is a month, 'three days later' a day.

    Weeks away is the day itself moved by whole weeks, as TempEval-3's annotators write it.
    """
    if unit in "DsmhK":
        return the_day(shifted(day, count if unit == "D" else 0))
    if unit in "WF":
        return the_day(shifted(day, 7 * count * (2 if unit == "F" else 1)))
    if unit == "M":
        return month_of(day.year, day.month + count)
    if unit == "Q":
        return quarter_of(day.year, (day.month + 2) // 3 + count)
    years = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit]
    return year_of(day.year + years * count)


def around(day: date, count: int, unit: str) -> Stretch:
    """The whole unit (week, month, quarter, year …) that lies `count` units from the one that holds the day."""
    if unit == "W":
        return week_of(shifted(day, 7 * count))
    if unit == "K":
        return weekend_of(shifted(day, 7 * count))
    if unit == "E":
        return decade_of(day.year + 10 * count)
    if unit == "C":
        return century_of(day.year // 100 + 1 + count)
    return counted(day, count, unit)


def show(stretch: Stretch) -> str:
    """The stretch as a reason names it: 'Fri 29 Nov 2024', 'Dec 2016', '2020'."""
    day = stretch.first
    if stretch.precision in {"day", "time"}:
        one = show_day(day)
        return (
            one
            if stretch.first == stretch.last
            else f"{one} to {stretch.last.day} {stretch.last:%b} {stretch.last.year}"
        )
    if stretch.precision == "week":
        return f"the week of {day.day} {day:%b} {day.year}"
    if stretch.precision == "month":
        return f"{day:%b} {day.year}"
    if stretch.precision == "year":
        return str(day.year)
    if stretch.precision in {"decade", "century"}:
        return f"{day.year} to {stretch.last.year}"
    return f"{day:%b} {day.year} to {stretch.last:%b} {stretch.last.year}"

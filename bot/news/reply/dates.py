"""Dates as a desk reads them: always with the year, never in a locale's order."""

from datetime import date, timedelta

from bot.news.article import Article
from bot.news.reply.text import clean
from bot.news.timex import Precision

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
"""By first month, as the northern half of the world counts them; the months stand beside the name."""

Month = tuple[int, int]


def show_date(start: str, end: str | None = None, precision: Precision = "day") -> str:
    """'Tue 26 Nov 2024', 'Dec 2016', '2020', '26–29 Nov 2024', 'week of 25 Nov 2024', 'spring 2019 (Mar–May)'.

    `start` and `end` are a timeline entry's strings; what is no date of its precision is shown as it stands.
    """
    end = end or start
    try:
        if precision in {"time", "day"}:
            return show_days(date.fromisoformat(start[:10]), date.fromisoformat(end[:10]))
        if precision == "week":
            return _show_week(date.fromisoformat(start[:10]), date.fromisoformat(end[:10]))
        if precision in {"month", "season", "quarter", "half"}:
            return _show_months(_month(start), _month(end), precision)
        return _show_years(int(start[:4]), int(end[:4]), precision)
    except ValueError:
        return clean(start if start == end else f"{start} – {end}") or "undated"


def show_days(first: date, last: date) -> str:
    """'Tue 26 Nov 2024' of one day, '26–29 Nov 2024' of several."""
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {first.day} {MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} – {last.day} {MONTHS[last.month - 1]} {last.year}"


def show_published(article: Article) -> str:
    """'published Fri 29 Nov 2024', 'published 29 or 30 Nov 2024', or that no date is known; the day as written."""
    if article.either:
        return f"published {_show_either(*article.either)}"
    if article.published:
        return f"published {show_date(article.published)}"
    return "no publication date"


def _show_either(one: str, two: str) -> str:
    """'29 or 30 Nov 2024'; both in full where the month changes between them."""
    try:
        first, last = date.fromisoformat(one[:10]), date.fromisoformat(two[:10])
    except ValueError:
        return clean(f"{one} or {two}")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} or {last.day} {MONTHS[last.month - 1]} {last.year}"
    return f"{show_days(first, first)} or {show_days(last, last)}"


def _show_week(first: date, last: date) -> str:
    if first.weekday() == 0 and last - first == timedelta(days=6):
        return f"week of {first.day} {MONTHS[first.month - 1]} {first.year}"
    return show_days(first, last)


def _show_months(first: Month, last: Month, precision: Precision) -> str:
    span = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    months = f"{MONTHS[first[1] - 1]}–{MONTHS[last[1] - 1]}"
    if precision == "season" and span == 3 and first[1] in SEASONS:
        year = str(first[0]) if first[0] == last[0] else f"{first[0]}–{last[0] % 100:02}"
        return f"{SEASONS[first[1]]} {year} ({months})"
    if precision == "quarter" and span == 3 and first[1] % 3 == 1:
        return f"Q{first[1] // 3 + 1} {first[0]} ({months})"
    if precision == "half" and span == 6 and first[1] in {1, 7}:
        return f"{'first' if first[1] == 1 else 'second'} half of {first[0]} ({months})"
    if first == last:
        return f"{MONTHS[first[1] - 1]} {first[0]}"
    if first[0] == last[0]:
        return f"{months} {first[0]}"
    return f"{MONTHS[first[1] - 1]} {first[0]} – {MONTHS[last[1] - 1]} {last[0]}"


def _show_years(first: int, last: int, precision: Precision) -> str:
    if first == last:
        return str(first)
    if precision == "decade" and first % 10 == 0 and last == first + 9:
        return f"{first}s"
    if precision == "century" and last - first == 99:
        return f"{_ordinal(last // 100 + bool(last % 100))} century ({first}–{last})"
    return f"{first}–{last}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _month(text: str) -> Month:
    """The year and month of '2016-12'; raises ValueError."""
    day = date.fromisoformat(f"{text[:7]}-01")
    return day.year, day.month

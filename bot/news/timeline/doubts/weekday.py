"""A weekday and a date side by side that are not one day: 'Monday, 19 Nov 2019'."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from bot.news.article import Doubt, Span
from bot.news.article.moment import nearest_weekday, show_day
from bot.news.document import Document
from bot.news.message import read_table
from bot.news.timeline.doubts.telling import quoted
from bot.news.timex import Resolution

_YEAR = re.compile(r"\b\d{4}\b")
_BRACKET = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?\s?\((?:the )?")
"""What parts a weekday from the date that explains it: 'Sunday night (March 4)'."""

_GOES_ON = re.compile(r"\s?(?:and|or|to|&|,|/|-|–|—)\s?\d{1,2}\b(?!:)")
"""'Monday and Tuesday, June 3 and 4': the first date belongs to the first weekday."""


def doubt_weekdays(document: Document, times: Sequence[Resolution], *, aside: Sequence[Span]) -> Iterator[Doubt]:
    """A doubt for each date of the story whose weekday is another one; the date holds.

    Where the year is not written, another year that the text names may be meant: one that fits keeps it silent.
    """
    text = document.doc.text
    for time, start in _paired(text, times):
        weekday, day = weekday_in(text[start : time.timex.end]), date.fromisoformat(str(time.timex.first))
        if weekday is None or weekday == day.weekday() or any(a <= time.timex.start < b for a, b in aside):
            continue
        if _GOES_ON.match(text, time.timex.end):
            continue
        if not _YEAR.search(text, time.timex.start, time.timex.end) and _fits_elsewhere(day, weekday, text):
            continue
        meant = nearest_weekday(day, weekday)
        yield Doubt(
            "dates",
            f"Weekday and date of {quoted(text, start, time.timex.end)} do not match: the date is {show_day(day)}, "
            f"the nearest {_name(weekday)} {show_day(meant)}. The timeline keeps the date.",
            (time.sentence,),
        )


def _paired(text: str, times: Sequence[Resolution]) -> Iterator[tuple[Resolution, int]]:
    """Each written date of one day, with where it begins together with its weekday."""
    before: Resolution | None = None
    for time in times:
        timex = time.timex
        if timex.first is not None and timex.first == timex.last and _is_written(text[timex.start : timex.end]):
            joined = before is not None and _BRACKET.fullmatch(text, before.timex.end, timex.start)
            yield time, before.timex.start if before is not None and joined else timex.start
        before = time


def _is_written(words: str) -> bool:
    """Whether the expression names a day of a month, not a weekday with a clock."""
    return _written().search(words) is not None


def weekday_in(words: str) -> int | None:
    """The first weekday named, Monday is 0."""
    names = {name: int(row[0]) for row in read_table("bot.news.article", "weekdays.txt") for name in row[2:]}
    match = _names().search(words)
    return names[match.group().lower()] if match else None


def _name(weekday: int) -> str:
    """'Thursday', whatever the locale."""
    return read_table("bot.news.article", "weekdays.txt")[weekday][2].title()


def _fits_elsewhere(day: date, weekday: int, text: str) -> bool:
    for year in {int(number) for number in _YEAR.findall(text)}:
        try:
            if year > 0 and day.replace(year=year).weekday() == weekday:
                return True
        except ValueError:  # 29 February
            continue
    return False


@cache
def _names() -> re.Pattern[str]:
    names = [name for row in read_table("bot.news.article", "weekdays.txt") for name in row[2:]]
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b", re.IGNORECASE)


@cache
def _written() -> re.Pattern[str]:
    months = [name for row in read_table("bot.news.article", "months.txt") for name in row[2:]]
    month = "|".join(sorted(months, key=len, reverse=True))
    return re.compile(rf"\b(?:{month})\b|\d[/.-]\d{{1,2}}[/.-]\d", re.IGNORECASE)

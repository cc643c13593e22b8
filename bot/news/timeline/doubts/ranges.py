"""A range that ends before it begins, and one that is not as long as the text says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.news.article import Doubt
from bot.news.article.moment import show_day
from bot.news.document import Document
from bot.news.timeline.doubts.telling import length_of, quoted
from bot.news.timeline.join import joined
from bot.news.timex import Resolution

_LINK = re.compile(r"\s?(?:-|–|—|to|until|till|through|and)\s?")
_BEFORE_CHRIST = re.compile(r"\s?\(?B\.?C", re.IGNORECASE)
_OPEN = re.compile(r"(?:[\s,(–—-]*(?:from|between|running|lasting)?[\s(]*)")
_HEAD = re.compile(r"[\s-]+(?:[a-z-]+\s){1,3}(?:from|between)\s")
"""What may stand between a length and its range: 'for six years, from', 'a 10-year sentence from'."""
_SINCE = re.compile(r",?\s(?:ever\s)?since\s")
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7, "D": 1}


def doubt_ranges(document: Document, times: Sequence[Resolution], *, dct: date | None) -> Iterator[Doubt]:
    """A doubt for each range that runs backwards, then for each whose length is said and is another."""
    for one, other in pairwise(times):
        if _is_backwards(document, one, other):
            words = quoted(document.doc.text, one.timex.start, other.timex.end)
            yield Doubt("dates", f"{words} ends before it begins.", (one.sentence,))
    yield from _doubt_lengths(document, times)
    if dct is not None:
        yield from _doubt_since(document, times, dct)


def _is_backwards(document: Document, one: Resolution, other: Resolution) -> bool:
    """Whether two written dates stand as 'from A to B' or 'A–B' and B, year and all, lies before A."""
    text, a, b = document.doc.text, one.timex, other.timex
    if one.sentence != other.sentence or one.precision != other.precision or one.basis != "explicit":
        return False
    if other.basis != "explicit" or a.first is None or b.last is None or b.last >= a.first:
        return False
    link = _LINK.fullmatch(text, a.end, b.start)
    if link is None or not (_has_year(text, one) and _has_year(text, other)):
        return False
    if _BEFORE_CHRIST.match(text, b.end):
        return False
    before = text[max(0, a.start - 12) : a.start].lower()
    dash = link.group().strip() in {"-", "–", "—"}
    wanted = "between " if link.group().strip() == "and" else "from "
    return dash or before.endswith(wanted)


def _has_year(text: str, time: Resolution) -> bool:
    return time.timex.first is not None and time.timex.first[:4] in text[time.timex.start : time.timex.end]


def _doubt_lengths(document: Document, times: Sequence[Resolution]) -> Iterator[Doubt]:
    text, ranges = document.doc.text, joined(document.doc, times)
    for index, time in enumerate(times):
        length = length_of(time)
        behind = ranges.get(index + 1)
        if length is None or behind is None or behind.sentence != time.sentence or not _is_range(behind):
            continue
        between = (time.timex.end, behind.timex.start)
        if not (_OPEN.fullmatch(text, *between) or _HEAD.fullmatch(text, *between)):
            continue
        if not _fits(*length, behind):
            last = document.doc[behind.token_end - 1]
            words = quoted(text, time.timex.start, last.idx + len(last))
            yield Doubt("dates", f"{words}: the two dates are not {_say(*length)} apart.", (time.sentence,))


def _doubt_since(document: Document, times: Sequence[Resolution], dct: date) -> Iterator[Doubt]:
    """'on strike for six days, since Monday', counted to publication; silent where the sentence names another time."""
    text = document.doc.text
    for one, other in pairwise(times):
        length = length_of(one)
        if length is None or one.sentence != other.sentence or other.timex.first is None:
            continue
        here = [time for time in times if time.sentence == one.sentence and time.timex.first is not None]
        if (
            len(here) > 1
            or other.precision not in {"day", "year"}
            or not _SINCE.fullmatch(text, one.timex.end, other.timex.start)
        ):
            continue
        if not _fits(*length, replace(other, timex=replace(other.timex, last=dct.isoformat()))):
            words = quoted(text, one.timex.start, other.timex.end)
            passed = (dct - date.fromisoformat(other.timex.first)).days
            ago = f"{passed} days" if other.precision == "day" else f"{dct.year - int(other.timex.first[:4])} years"
            yield Doubt("dates", f"{words}: that is {ago} before publication on {show_day(dct)}.", (one.sentence,))


def _is_range(time: Resolution) -> bool:
    """Whether the time runs from one year, month or day to another."""
    first, last = str(time.timex.first), str(time.timex.last)
    size = {"year": 4, "month": 7, "day": 10}.get(time.precision or "", 0)
    return time.timex.first is not None and time.basis == "explicit" and first[:size] != last[:size]


def _fits(number: int, unit: str, time: Resolution) -> bool:
    """Whether a range of this precision can be that long, its ends counted or not."""
    first, last = date.fromisoformat(str(time.timex.first)), date.fromisoformat(str(time.timex.last))
    slack = {"year": 365, "month": 31}.get(time.precision or "", 1)
    longest = (last - first).days + 1
    shortest = longest - 2 * slack
    said = number * _DAYS[unit]
    room = 0.5 * _DAYS[unit] if unit != "D" else 0
    return shortest - room <= said <= longest + room


def _say(number: int, unit: str) -> str:
    name = {"Y": "year", "M": "month", "W": "week", "D": "day"}[unit]
    return f"{number} {name}{'' if number == 1 else 's'}"

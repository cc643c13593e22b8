"""Two names side by side for one day that are not one: 'yesterday (Tuesday)', 'two days ago, on Monday'."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.timeline.doubts.telling import quoted, show_days
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution

_DEICTIC = re.compile(r"\b(?:yesterday|today|tomorrow|ago)\b", re.IGNORECASE)
"""What counts from publication alone; a weekday may be that of another week, which the date beside it says."""
_OPENS, _CLOSES = re.compile(r"\s?\((?:on )?(?:the )?"), re.compile(r"\s?\)")
_COMMA, _ENDS = re.compile(r",\s(?:on )?(?:the )?"), re.compile(r"\s?(?:[.;:]|,(?! (?:and|or|[A-Z]\w+day)\b)|$)")


def doubt_names(document: Document, times: Sequence[Resolution]) -> Iterator[Doubt]:
    """A doubt for each day counted from publication that the words right behind it put elsewhere."""
    text = document.doc.text
    for one, other in pairwise(times):
        if one.sentence != other.sentence or not (_is_day(one) and _is_day(other)):
            continue
        if not _DEICTIC.search(text, one.timex.start, one.timex.end) or not _explains(text, one, other):
            continue
        first, second = str(one.timex.first), str(other.timex.first)
        if first != second and not in_quotation(document, one.timex.start):
            days = [date.fromisoformat(day) for day in (first, second)]
            shown = " and ".join(show_days(day, day) for day in days)
            words = quoted(text, one.timex.start, other.timex.end)
            yield Doubt("dates", f"{words} names two days: {shown}.", (one.sentence,))


def _is_day(time: Resolution) -> bool:
    timex = time.timex
    return timex.first is not None and timex.first == timex.last and time.precision in {"day", "time"}


def _explains(text: str, one: Resolution, other: Resolution) -> bool:
    """Whether the second stands in brackets or between commas behind the first."""
    bracket = _OPENS.fullmatch(text, one.timex.end, other.timex.start) and _CLOSES.match(text, other.timex.end)
    comma = _COMMA.fullmatch(text, one.timex.end, other.timex.start) and _ENDS.match(text, other.timex.end)
    return bracket is not None or comma is not None

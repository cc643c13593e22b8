"""Lengths that end on a known date: 'forced out in December 2016, following a four-year battle' is 2012 to 2016."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from bot.news.timex.calendar import OutOfCalendar, Stretch, counted, shifted, show
from bot.news.timex.timex import Precision, Resolution

_VALUE = re.compile(r"P(\d{1,3})([YMWD])")
_PRECISION: dict[str, Precision] = {"Y": "year", "M": "month", "W": "day", "D": "day"}
_DAY = {"time", "day"}
_EXACT = {"D": _DAY, "W": _DAY, "M": _DAY | {"month"}, "Y": _DAY | {"month", "year"}}
_NEAR = 4
"""Expressions on either side among which the date is looked for."""
_ENDS = {"after", "following", "end", "ends", "ended", "ending", "capping", "capped", "concluding", "concluded"}
_ARTICLES = {"a", "an", "the", "its", "his", "her", "their", "of"}


def bounded(doc: Doc, times: Sequence[Resolution]) -> Iterator[Resolution]:
    """The times, a length that the sentence's date ends given its days."""
    for index, time in enumerate(times):
        found = _VALUE.fullmatch(time.timex.value) if time.timex.type == "DURATION" else None
        end = None
        if found and time.timex.first is None and _is_ended(doc, time):
            end = _end(times[max(index - _NEAR, 0) : index + _NEAR + 1], time, found[2])
        yield time if found is None or end is None else _until(doc, time, end, int(found[1]), found[2])


def _is_ended(doc: Doc, time: Resolution) -> bool:
    """Whether the length modifies a noun that words of an end stand before: 'ended a 17-year rule'."""
    before = [token.lower_ for token in doc[max(time.token - 2, 0) : time.token]]
    own = doc[time.token].lower_ in _ARTICLES
    after = doc[time.token_end] if time.token_end < len(doc) else None
    if after is None or not (after.is_alpha and after.tag_.startswith(("NN", "JJ", "VBG"))):
        return False
    if own:
        return bool(before) and before[-1] in _ENDS
    return len(before) == 2 and before[1] in _ARTICLES and before[0] in _ENDS


def _end(near: Sequence[Resolution], time: Resolution, unit: str) -> Resolution | None:
    """The date of the same sentence, as exact as the unit wants: a ten-day siege has no first day in a month's name."""
    dates = [
        other
        for other in near
        if other.sentence == time.sentence and other.precision in _EXACT[unit] and other.timex.first
        if other.basis != "implied" and other.timex.type != "DURATION"
    ]
    return min(dates, key=lambda other: abs(other.token - time.token), default=None)


def _until(doc: Doc, time: Resolution, end: Resolution, number: int, unit: str) -> Resolution:
    last = date.fromisoformat(str(end.timex.last))
    try:
        first = counted(date.fromisoformat(str(end.timex.first)), -number, unit).first
    except OutOfCalendar:
        return time
    if unit in "DW":
        first = shifted(first, 1)
    text = doc[time.token : time.token_end].text
    closing = Stretch(date.fromisoformat(str(end.timex.first)), last, end.timex.value, end.precision or "day")
    return replace(
        time, timex=replace(time.timex, first=first.isoformat(), last=last.isoformat()), precision=_PRECISION[unit],
        basis="relative", because=f"'{text}', counted back from its end, {show(closing)}", anchor=closing.first,
    )  # fmt: skip

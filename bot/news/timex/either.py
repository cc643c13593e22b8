"""Times of an article that was published on one of two days: 'yesterday' is one of two, 'on Friday' mostly the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.news.article.moment import show_day
from bot.news.timex.timex import Resolution


def widened(earlier: Sequence[Resolution], later: Sequence[Resolution], days: Sequence[date]) -> tuple[Resolution, ...]:
    """The times as read from the later of the two days; one that moves with it has both days, or is left open."""
    before = {(time.timex.start, time.timex.end): time for time in earlier}
    return tuple(_both(before.get((time.timex.start, time.timex.end)), time, days) for time in later)


def _both(one: Resolution | None, other: Resolution, days: Sequence[date]) -> Resolution:
    if one is None or (one.timex.first, one.timex.last) == (other.timex.first, other.timex.last):
        return other
    both = " or ".join(show_day(day) for day in days)
    if not _next_to_each_other(one, other):
        found = " or ".join(_show(time) for time in (one, other))
        timex = replace(other.timex, value="XXXX-XX-XX", first=None, last=None)
        return replace(other, timex=timex, precision=None, open=f"it may be {found}, as publication was on {both}")
    first, last = str(one.timex.first), str(other.timex.last)
    value = f"{first}/{last}" if other.timex.type == "DATE" else other.timex.value
    timex = replace(other.timex, value=value, first=first, last=last)
    return replace(other, timex=timex, because=f"{other.because}; or a day earlier, as publication was on {both}")


def _next_to_each_other(one: Resolution, other: Resolution) -> bool:
    """Whether the other reading lies one day later: 'yesterday', not the Saturday of another week."""
    ends = ((one.timex.first, other.timex.first), (one.timex.last, other.timex.last))
    return all(a and b and date.fromisoformat(b) - date.fromisoformat(a) == timedelta(1) for a, b in ends)


def _show(time: Resolution) -> str:
    return show_day(date.fromisoformat(time.timex.first)) if time.timex.first else "no day"

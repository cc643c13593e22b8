"""Two times that are one: 'from 20 November to 11 December', 'February 6 … this year' where one lies in the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from bot.news.timex import Resolution
from bot.news.timex.ends import RUNNING

_SIZES = {"time": 0, "day": 0, "week": 1, "month": 2, "year": 3}


def joined(doc: Doc, times: Sequence[Resolution]) -> Mapping[int, Resolution]:
    """The times by index, a range's two ends joined under the first one's index, as precise as the vaguer of them."""
    found: dict[int, Resolution] = {}
    before: int | None = None
    ranges: set[int] = set()
    for index, time in enumerate(times):
        one = None if before is None else found[before]
        if before is not None and one is not None and _is_repeated(doc, one, time):
            told = max(one, time, key=lambda told: told.basis == "explicit")
            found[before] = replace(one, token_end=time.token_end + 1, basis=told.basis, because=told.because)
        elif before is not None and one is not None and before not in ranges and _is_range(doc, one, time):
            found[before] = _range(one, time)
            ranges.add(before)
        else:
            found[index], before = time, index
    return found


def _is_repeated(doc: Doc, one: Resolution, other: Resolution) -> bool:
    """Whether the other only repeats the day in brackets: 'on Friday (November 17th)'."""
    bracketed = doc.text[other.timex.end : other.timex.end + 1] == ")" and _link(doc, one, other) == "("
    return bracketed and other.timex.last == one.timex.last and str(one.timex.first) <= str(other.timex.first)


def _range(one: Resolution, other: Resolution) -> Resolution:
    vaguer = max(one, other, key=lambda time: _SIZES[str(time.precision)])
    return replace(
        one, timex=replace(one.timex, last=other.timex.last), precision=vaguer.precision,
        because=f"{one.because}, to {other.because}", token_end=other.token_end,
    )  # fmt: skip


def _link(doc: Doc, one: Resolution, other: Resolution) -> str:
    """What stands between the two."""
    last = doc[one.token_end - 1]
    end = max(one.timex.end, last.idx + len(last))
    end = end if end <= other.timex.start else one.timex.end  # '26–29' may be one token
    return doc.text[end : other.timex.start].strip().lower()


def _is_range(doc: Doc, one: Resolution, other: Resolution) -> bool:
    """Whether the two stand as 'A to B' or 'between A and B', and run forward."""
    if one.sentence != other.sentence or one.timex.last is None or other.timex.first is None:
        return False
    if not {one.precision, other.precision} <= _SIZES.keys() or other.timex.first <= one.timex.last:
        return False
    link = _link(doc, one, other)
    if link == "and":
        return _between(doc, one) or _in_a_row(one, other)
    same = _SIZES[str(one.precision)] == _SIZES[str(other.precision)]
    return link in RUNNING and (same or _between(doc, one))


def _between(doc: Doc, one: Resolution) -> bool:
    return one.token > 0 and doc[one.token - 1].lower_ in {"between", "from"}


def _in_a_row(one: Resolution, other: Resolution) -> bool:
    """Two years or days of which the second is the next: 'in 1997 and 1998', 'on April 24 and 25'."""
    if (one.precision, other.precision) == ("year", "year"):
        return int(str(other.timex.first)[:4]) == int(str(one.timex.last)[:4]) + 1
    days = (date.fromisoformat(str(other.timex.first)) - date.fromisoformat(str(one.timex.last))).days
    return (one.precision, other.precision) == ("day", "day") and days == 1


def narrowest(times: Mapping[int, Resolution], indices: Sequence[int]) -> Iterator[int]:
    """The indices whose days hold no other one's days: of 'this year' and '6 February' the latter."""
    for index in indices:
        if not any(_holds(times[index], times[other]) for other in indices if other != index):
            yield index


def _holds(one: Resolution, other: Resolution) -> bool:
    a, b = one.timex, other.timex
    if None in {a.first, a.last, b.first, b.last} or (a.first, a.last) == (b.first, b.last):
        return False
    return str(a.first) <= str(b.first) and str(b.last) <= str(a.last)

"""Two times that are one: 'from 20 November to 11 December', 'February 6 … this year' where one lies in the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from bot.news.timex import Resolution

_BETWEEN = {"to", "until", "till", "through", "thru", "and", "-", "–", "—"}
_SAME = {"day": "day", "time": "day", "month": "month", "year": "year", "week": "week"}


def joined(doc: Doc, times: Sequence[Resolution]) -> Mapping[int, Resolution]:
    """The times by index, a range's two ends joined under the first one's index."""
    found = dict(enumerate(times))
    for index in range(len(times) - 1):
        one, other = found.get(index), times[index + 1]
        if one is not None and _is_range(doc, one, other):
            found[index] = replace(
                one,
                timex=replace(one.timex, last=other.timex.last),
                because=f"{one.because}, to {other.because}",
                token_end=other.token_end,
            )
            del found[index + 1]
    return found


def _is_range(doc: Doc, one: Resolution, other: Resolution) -> bool:
    """Whether the two stand as 'A to B' or 'between A and B', are of one size and run forward."""
    if one.sentence != other.sentence or one.timex.last is None or other.timex.first is None:
        return False
    if _SAME.get(one.precision or "") is None or _SAME[one.precision or ""] != _SAME.get(other.precision or ""):
        return False
    link = [token.lower_ for token in doc[one.token_end : other.token]]
    if len(link) != 1 or link[0] not in _BETWEEN or other.timex.first <= one.timex.last:
        return False
    if link[0] == "and" and not (one.token > 0 and doc[one.token - 1].lower_ == "between"):
        return (
            one.precision == "year" and int(other.timex.first[:4]) == int(one.timex.last[:4]) + 1
        )  # 'in 1997 and 1998'
    return True


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

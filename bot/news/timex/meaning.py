"""What an expression means, before it is tied to its place in the text."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.news.timex.calendar import Stretch
from bot.news.timex.timex import Precision, TimexType

Tense = Literal["past", "present", "future", "planned", "none"]
"""'planned': told in the past as still to come then, so that the nearest day is meant, behind or ahead."""
Basis = Literal["explicit", "relative", "implied"]
NO_DATE = "no publication date"


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the publication day, what was told last, the tense of its verb."""

    dct: date | None
    anchor: date | None = None
    """The last day resolved in reading order."""
    told: date | None = None
    """The first day of the last date of any precision: what 'the following year' counts from."""
    tense: Tense = "none"
    here: date | None = None
    """The day named nearest before in the same sentence: whose clock '10 p.m.' is."""
    country: str | None = None
    """Code of the country whose customs the text follows: its Independence Day, its order of day and month."""
    month_first: bool | None = None
    """Whether the text writes 11/29/2024; None when nothing tells."""
    named: date | None = None
    """The first day of the last date in any clause, also one that the story does not go on from: 'that year'."""
    period: Stretch | None = None
    """The quarter, half or year whose results the text reports."""
    plain: bool = False
    """Whether a verb in the simple past has the expression, so that it cannot lie ahead."""
    against: bool = False
    """Whether the expression stands under 'compared with'."""
    after: date | None = None
    """The first day of the time that this one ends the range of: 'from Monday to Friday'."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 type, value and mod; the days, where an editor would mark some; and how they were found."""

    type: TimexType
    value: str
    mod: str | None = None
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    basis: Basis = "explicit"
    because: str = ""
    open: str | None = None
    compared: bool = False
    """Whether it only measures what is told against ('up from a year earlier'): the story does not go on from it."""
    began: date | None = None
    """The first day of what is counted: 'the third day of the siege'."""


def dated(stretch: Stretch, *, basis: Basis, because: str, mod: str | None = None, compared: bool = False) -> Meaning:
    """A DATE on the calendar."""
    first, last = stretch.first, stretch.last
    return Meaning("DATE", stretch.value, mod, first, last, stretch.precision, basis, because, None, compared)


def unsettled(value: str, why: str, *, kind: TimexType = "DATE") -> Meaning:
    """An expression that nothing at hand puts on the calendar."""
    return Meaning(kind, value, basis="relative", open=why)


def at_time(meaning: Meaning, clock: str) -> Meaning:
    """The meaning at a time of that day ('T10:15', 'TEV')."""
    return replace(meaning, type="TIME", value=meaning.value + clock, precision="time" if meaning.first else None)

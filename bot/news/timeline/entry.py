"""A line of a timeline, and an event that could not be dated."""

from dataclasses import dataclass
from typing import Literal

from bot.news.timex import Precision

Status = Literal["happened", "planned", "alleged"]
GAP = " … "
"""Joins a subject to its clause in an entry's event where something between the two is left out; each is verbatim."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on the calendar; `start` and `end` are strings by precision (see the design's table).

    `timex` is the index into the report's timexes, None when the date is only implied.
    """

    start: str
    end: str
    precision: Precision
    event: str
    sentence: int
    timex: int | None
    basis: Literal["explicit", "relative", "implied"]
    because: str
    status: Status
    importance: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Open:
    """An event whose date could not be settled, and why."""

    sentence: int
    timex: int | None
    event: str
    because: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries in order, and the events that nothing could date."""

    entries: tuple[Entry, ...] = ()
    open: tuple[Open, ...] = ()

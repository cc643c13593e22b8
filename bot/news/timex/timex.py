"""A time expression of the text and what it means."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["time", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Timex:
    """TIMEX3 `type`, `value`, `mod` as TempEval-3 uses them; `first` and `last` are the calendar days, ISO, or None."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A timex with what the timeline needs: how precise it is, what it rests on, and why, in words a person can check.

    `open` says why it could not be put on the calendar ('no publication date'); then `first` and `last` are None.
    """

    timex: Timex
    sentence: int
    token: int
    """The first token of the expression; `token_end` is exclusive."""
    token_end: int
    precision: Precision | None
    basis: Literal["explicit", "relative", "implied"]
    because: str
    open: str | None = None
    anchor: date | None = None
    began: date | None = None
    """The day on which what is counted began, of 'the third day of the siege'."""

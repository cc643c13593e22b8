"""An event put on the calendar, and what put it there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.news.article import Span
from bot.news.document import Event
from bot.news.timex import Precision


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its first and last day. `timex` is the index of the expression that dates it, None for none."""

    event: Event
    first: date
    last: date
    precision: Precision
    basis: Literal["explicit", "relative", "implied"]
    because: str
    timex: int | None = None
    words: Span | None = None
    """The characters of the expression, of a range both its ends."""

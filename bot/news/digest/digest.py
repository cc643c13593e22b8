"""A channel's digest as the desk set it, and the window of time that one run of it covers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Digest:
    """`at` is local 'HH:MM' in `zone`; `weekdays` are 0 (Monday) to 6; `quiet` is what to post when nothing is new."""

    id: int
    guild: int
    channel: int
    at: str
    zone: str
    weekdays: tuple[int, ...]
    quiet: Literal["silent", "line"]
    paused: bool
    set_at: datetime
    """When it was set: the first window begins here."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `day` is the local date whose digest it is (unique with the digest); window in UTC, end exclusive."""

    day: date
    due: datetime
    since: datetime
    until: datetime

"""What the desk needs of time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC: for dates. It may jump when the machine's clock is set."""
        ...

    def elapsed(self) -> float:
        """Seconds since some moment, which only ever grow: for waiting."""
        ...

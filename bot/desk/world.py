"""The world as the desk sees it: the ports, opened and wired by `__main__`, passed to every use case."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.desk.about import About
from bot.desk.meter import Meter
from bot.ports import Archive, Channel, Clock, Fetcher, Reader

if TYPE_CHECKING:
    from bot.desk.paste import Waiting

AT_ONCE = 8
"""Posts that are being read at the same time; the others wait, claimed, in the archive."""


def _make_room() -> asyncio.Semaphore:
    return asyncio.Semaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class World:
    """What a use case is given first: the ports, what the operator set, and what this process has under way."""

    archive: Archive
    fetcher: Fetcher
    reader: Reader
    clock: Clock
    channel: Channel
    zone: str
    """The zone for guilds that set none."""
    pauses: tuple[float, ...] = (1.0, 4.0)
    """Seconds before a link that got no answer is asked for again, once for each."""
    quiet: float = 0.0
    """Seconds that a long paste waits for its next part; 0 for never."""
    saying: set[int] = field(default_factory=set)
    """Outbox lines that this process is saying right now: the tick must not say them beside it."""
    meter: Meter = field(default_factory=Meter)
    about: About = field(default_factory=About)
    reading: set[tuple[int, int]] = field(default_factory=set)
    """Posts, by id and revision, that this process reads or is about to: nobody takes them up beside it."""
    waits: dict[tuple[str, int], float] = field(default_factory=dict)
    """When ('line', id) or ('post', id) is tried again, in `clock.elapsed()`, after a try that failed."""
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a post is claimed, edited or deleted: an edit must not overtake the claim of its post."""
    pastes: "dict[int, Waiting]" = field(default_factory=dict)
    """By channel, the paste that waits for its next part."""
    room: asyncio.Semaphore = field(default_factory=_make_room)
    """Taken by each post that is being read."""

    def today(self, zone: str | None = None) -> date:
        """The day in a zone, or in the one for guilds that set none."""
        return self.clock.now().astimezone(ZoneInfo(zone or self.zone)).date()

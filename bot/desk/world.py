"""The world as the desk sees it: the ports, opened and wired by `__main__`, passed to every use case."""

from dataclasses import dataclass, field

from bot.desk.about import About
from bot.desk.meter import Meter
from bot.ports import Archive, Channel, Clock, Fetcher, Reader


@dataclass(frozen=True, slots=True)
class World:
    archive: Archive
    fetcher: Fetcher
    reader: Reader
    clock: Clock
    channel: Channel
    zone: str
    """The zone for guilds that set none."""
    saying: set[int] = field(default_factory=set)
    """Outbox lines that this process is saying right now: the tick must not say them beside it."""
    meter: Meter = field(default_factory=Meter)
    about: About = field(default_factory=About)

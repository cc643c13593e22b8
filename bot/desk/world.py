"""The world as the desk sees it: the ports, opened and wired by `__main__`, passed to every use case."""

from dataclasses import dataclass

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

"""A desk alone: what stands in for Discord and the network where only the rest is measured."""

import time
from datetime import UTC, datetime

from bot.errors import Refused
from bot.news.message import Attachment, MessageLink, Post
from bot.ports import Line, Page


class Channel:
    """Where cards go: it notes when."""

    def __init__(self, long: str = "") -> None:
        self._long = long
        self.said: list[float] = []

    async def say(self, line: Line) -> int:
        self.said.append(time.perf_counter())
        return line.id

    async def find(self, line: Line) -> int | None:  # noqa: ARG002 - nothing was said before
        return None

    async def edit(self, line: Line) -> None: ...

    async def remove(self, line: Line, message: int) -> None: ...

    async def react(self, post: Post, sign: str, *, on: bool = True) -> None: ...

    async def stands(self, line: Line, post: Post) -> bool:  # noqa: ARG002 - each article is to be said
        return False

    async def post(self, guild: int, channel: int, number: int) -> Post | None: ...

    async def linked(self, post: Post, link: MessageLink) -> Post:  # noqa: ARG002 - the port's signature
        """Raises Refused: there are no messages here."""
        raise Refused(f"{link.text} leads to a message of Discord, which is not read here.")

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:  # noqa: ARG002 - there is one only
        return self._long.encode()


class Now:
    """Implements bot.ports.Clock with the machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        return time.monotonic()


class NoFetcher:
    """Implements bot.ports.Fetcher where nothing is to be fetched."""

    async def fetch(self, url: str) -> Page:
        raise Refused(f"{url} is not fetched: the bench needs no network.")

"""What the desk needs of the workers: articles read off the event loop."""

from datetime import date
from typing import Protocol

from bot.news.article import Source
from bot.news.report import Report


class Reader(Protocol):
    async def read(self, source: Source, *, today: date) -> Report:
        """The report of one article, made off the event loop; raises Unreadable or WorkerLost."""
        ...

"""What the desk says and looks up in Discord: the Channel of the ports."""

from typing import TYPE_CHECKING

from bot.news.message import Attachment
from bot.ports import Line

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot


class DiscordChannel:
    def __init__(self, bot: "DatelineBot") -> None:
        self._bot = bot

    async def say(self, line: Line) -> int:
        raise NotImplementedError

    async def find(self, line: Line) -> int | None:
        raise NotImplementedError

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:
        raise NotImplementedError

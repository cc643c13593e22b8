"""The channel that the page shows: guild 0, channel 0. A line of the outbox is its message."""

from bot.errors import Refused
from bot.news.message import Attachment, MessageLink, Post
from bot.ports import Line

GUILD, CHANNEL = 0, 0


class LocalChannel:
    """Nothing has to be carried anywhere: the page draws the lines that the archive keeps."""

    async def say(self, line: Line) -> int:
        """The line's own id: it stands on the page as soon as it is stored."""
        return line.id

    async def find(self, line: Line) -> int | None:
        """The same id, so that saying a line again says nothing twice."""
        return line.id

    async def edit(self, line: Line) -> None:
        """Nothing: the page draws the line as the archive has it."""

    async def remove(self, line: Line, message: int) -> None:
        """Nothing: the page does not draw what is removed."""

    async def react(self, post: Post, sign: str, *, on: bool = True) -> None:
        """Nothing: the page shows no signs."""

    async def stands(self, line: Line, post: Post) -> bool:  # noqa: ARG002 - the port's signature
        """False: who pastes something here again wants to see its card."""
        return False

    async def post(self, guild: int, channel: int, number: int) -> Post | None:  # noqa: ARG002 - the port's signature
        """None: what was pasted into the form is not kept."""
        return None

    async def linked(self, post: Post, link: MessageLink) -> Post:  # noqa: ARG002 - the port's signature
        """Raises Refused: there are no messages here."""
        raise Refused(f"{link.text} leads to a message of Discord, which is not read here.")

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:  # noqa: ARG002 - the port's signature
        """Raises Refused: the form has no files."""
        raise Refused(f"{attachment.name}: the local page takes no files; paste the text instead.")

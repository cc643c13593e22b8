"""What the desk needs of the place where posts stand and answers are said."""

from typing import Protocol

from bot.news.message import Attachment, MessageLink, Post
from bot.ports.line import Line


class Channel(Protocol):
    async def say(self, line: Line) -> int:
        """Posts the line with its nonce and returns the message's id.

        Raises NotAllowed when it is denied for good, PostGone when the post that it answers was deleted.
        """
        ...

    async def find(self, line: Line) -> int | None:
        """The id of the message that already says this line, looked up in the channel's history."""
        ...

    async def edit(self, line: Line) -> None:
        """Makes the line's message say what the line says now; raises NotAllowed. One that was deleted stays gone."""
        ...

    async def remove(self, line: Line, message: int) -> None:
        """Deletes this message of the line, if it is still there; raises NotAllowed."""
        ...

    async def react(self, post: Post, sign: str, *, on: bool = True) -> None:
        """Puts a sign under a post, or takes ours away; never raises: a sign is a courtesy."""
        ...

    async def stands(self, line: Line, post: Post) -> bool:
        """Whether the line's message is there, or to come, where the post's author may see it; never raises."""
        ...

    async def post(self, guild: int, channel: int, number: int) -> Post | None:
        """A message as it stands in the channel now; None when it is gone or may not be read."""
        ...

    async def linked(self, post: Post, link: MessageLink) -> Post:
        """The message that a post links to; raises NotAllowed unless Dateline and the post's author may read it."""
        ...

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:
        """The file of a post, at most `limit` bytes; raises TooLarge, or FetchFailed when it is gone."""
        ...

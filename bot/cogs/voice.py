"""What the desk says and looks up in Discord: the Channel of the ports."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

import discord

from bot.cogs.buttons import find_buttons
from bot.cogs.embeds import Drawn, draw_answer, find_mark
from bot.cogs.listen import post_of
from bot.cogs.permissions import Place
from bot.errors import NoAnswer, NotAllowed, NothingFound, PostGone, TooLarge
from bot.errors import NotFound as Gone
from bot.news.message import Attachment, MessageLink, Post
from bot.ports import Line

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

WAITS = (1.0, 3.0)
"""Seconds before a line is sent again with its nonce; discord.py itself repeats neither a 503 nor a lost connection."""
NONCE_TRUSTED = 120.0
"""Seconds; Discord keeps a nonce for 'a few minutes', and a rate limit may have a second try wait longer than that."""
SLACK = timedelta(minutes=1)
"""By how much our clock may run ahead of Discord's when a line is looked for."""
LOOKED_THROUGH = 200
"""Messages among which a digest is looked for; for a card, which answers a post, all that came after the post are."""
NO_ACCESS, NO_CHANNEL, ARCHIVED = {50001, 50013}, {10003, 10004}, {50083}
INVALID = 50035

Done = TypeVar("Done")

log = logging.getLogger(__name__)


class DiscordChannel:
    """Implements bot.ports.Channel, where each method's promise stands."""

    def __init__(self, bot: "DatelineBot") -> None:
        self._bot = bot

    async def say(self, line: Line) -> int:
        """Sends the line as a reply that pings nobody; tried again with the same nonce while Discord is faltering.

        Raises TimeoutError before Discord forgets the nonce: a later try looks first whether the line stands there.
        """
        async with asyncio.timeout(NONCE_TRUSTED):
            return await _insist(lambda: self._send(line), line)

    async def find(self, line: Line) -> int | None:
        """The id of our message that replies to the line's post, or carries its mark where it replies to none.

        For a card the post's own id says where to begin: our clock may have been set since the line was made.
        """
        place = self._bot.get_partial_messageable(line.channel, guild_id=line.guild)
        found: list[AsyncIterator[discord.Message]]
        if line.reply_to is not None:
            found = [place.history(limit=None, after=discord.Object(line.reply_to), oldest_first=True)]
        else:
            found = [
                place.history(limit=LOOKED_THROUGH, after=line.made - SLACK, oldest_first=True),
                place.history(limit=LOOKED_THROUGH),
            ]
        try:
            for messages in found:
                async for message in messages:
                    if message.author == self._bot.user and _says(message, line):
                        return message.id
        except discord.HTTPException as fault:
            _refuse(fault, line)
            raise
        return None

    async def edit(self, line: Line) -> None:
        """Replaces all that the message said; a message that somebody deleted is left so."""
        said, view = await self._draw(line)

        async def change() -> None:
            await self._message(line, line.message or 0).edit(content=said.content, embeds=said.embeds, view=view)

        try:
            await _insist(change, line)
        except discord.NotFound:
            log.info("A message was deleted by somebody; it stays so.", extra={"line": line.id})

    async def remove(self, line: Line, message: int) -> None:
        """Deletes the message; one that is gone already is as it should be."""
        try:
            await _insist(self._message(line, message).delete, line)
        except discord.NotFound:
            log.info("A message was gone already.", extra={"line": line.id})

    async def react(self, post: Post, sign: str, *, on: bool = True) -> None:
        """Adds our reaction to the post, or takes it away; where that is denied or fails, the post goes without."""
        place = self._bot.get_partial_messageable(post.channel, guild_id=post.guild)
        message = place.get_partial_message(post.id)
        try:
            if on:
                await message.add_reaction(sign)
            elif self._bot.user:
                await message.remove_reaction(sign, self._bot.user)
        except Exception as fault:  # noqa: BLE001 - a lost connection has many names, and nothing depends on a sign
            log.info("The sign of post %d was not set: %r", post.id, fault)

    async def stands(self, line: Line, post: Post) -> bool:
        """Asked of Discord itself: a moderator may have deleted the message, and a channel be hidden from the person.

        While Discord does not answer, a card of the same channel is taken to be there.
        """
        try:
            if line.channel != post.channel and not await self._may_follow(post, line.channel):
                return False
            if line.message is not None:
                await _insist(self._message(line, line.message).fetch, line)
        except (discord.NotFound, discord.Forbidden, NotAllowed):
            return False
        except Exception as fault:  # noqa: BLE001 - a lost connection has many names
            log.info("Whether a message stands is not known: %r", fault, extra={"line": line.id})
            return line.channel == post.channel
        return True

    async def _may_follow(self, post: Post, channel: int) -> bool:
        """Whether the post's author may read that other channel; who is in a private thread is not asked."""
        guild = self._bot.get_guild(post.guild)
        if guild is None:
            return False
        place = guild.get_channel_or_thread(channel) or await guild.fetch_channel(channel)
        if isinstance(place, discord.Thread) and place.is_private():
            return False
        return _may_read(place, guild.get_member(post.author) or await guild.fetch_member(post.author))

    async def post(self, guild: int, channel: int, number: int) -> Post | None:
        """The message as it stands now; None when it is gone or may not be read."""
        place = self._bot.get_partial_messageable(channel, guild_id=guild)
        try:
            return post_of(await place.fetch_message(number), guild=guild)
        except (discord.NotFound, discord.Forbidden):
            return None

    async def linked(self, post: Post, link: MessageLink) -> Post:
        """A message of the same server; what the person who links to it may not read is not read for them."""
        guild = self._bot.get_guild(post.guild)
        if guild is None or link.guild != post.guild:
            raise NotAllowed("That message is in another server; paste its text or its link instead.")
        try:
            place = guild.get_channel_or_thread(link.channel) or await guild.fetch_channel(link.channel)
            person = guild.get_member(post.author) or await guild.fetch_member(post.author)
            message = await place.fetch_message(link.id) if _may_read(place, person) else None
        except discord.NotFound as fault:
            raise NothingFound("That message is gone.") from fault
        except discord.Forbidden:
            message = None
        if message is None:
            raise NotAllowed("That message is not read: Dateline, or the one who links to it, may not see it.")
        return post_of(message, guild=post.guild)

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:
        """The file from Discord's store; its size is known before it is asked for."""
        if attachment.size > limit:
            raise TooLarge(f"{attachment.name} is larger than {limit // 1_000_000} MB; it was not read.")
        try:
            return await self._bot.http.get_from_cdn(attachment.url)
        except discord.HTTPException as fault:
            raise Gone(f"{attachment.name} is no longer kept by Discord; post it again.") from fault
        except (OSError, TimeoutError) as fault:
            raise NoAnswer(f"{attachment.name} could not be fetched from Discord; post it again.") from fault

    async def _send(self, line: Line) -> int:
        drawn, view = await self._draw(line)
        place = self._bot.get_partial_messageable(line.channel, guild_id=line.guild)
        extra: dict[str, Any] = {}
        if line.reply_to is not None:
            extra["reference"] = discord.MessageReference(
                message_id=line.reply_to, channel_id=line.channel, guild_id=line.guild, fail_if_not_exists=True
            )
        if view:
            extra["view"] = view
        sent: discord.Message = await place.send(
            drawn.content, embeds=drawn.embeds, nonce=line.nonce, mention_author=False, **extra
        )
        return sent.id

    async def _draw(self, line: Line) -> tuple[Drawn, discord.ui.View | None]:
        # A reply is found again by what it replies to; only what replies to nothing needs its mark in the footer.
        said = replace(line.answer, mark="") if line.reply_to else line.answer
        return await asyncio.to_thread(draw_answer, said), find_buttons(line.answer)

    def _message(self, line: Line, number: int) -> discord.PartialMessage:
        return self._bot.get_partial_messageable(line.channel, guild_id=line.guild).get_partial_message(number)


async def _insist(act: Callable[[], Awaitable[Done]], line: Line) -> Done:
    """What `act` returns, tried again while Discord is faltering; raises NotAllowed, PostGone, or what it met last."""
    for wait in (*WAITS, None):
        try:
            return await act()
        except discord.HTTPException as fault:
            _refuse(fault, line)
            if fault.status < 500 or wait is None:
                raise
            log.info("Discord answered with %d; trying again.", fault.status, extra={"line": line.id})
        except Exception as fault:  # a lost connection has many names, most of them of a library that is not ours
            if wait is None:
                raise
            log.info("Discord was not reached (%r); trying again.", fault, extra={"line": line.id})
        await asyncio.sleep(wait)
    raise AssertionError


def _may_read(place: object, person: discord.Member) -> TypeGuard[Place]:
    """Whether messages are in the place, and both Dateline and the person may read them."""
    if not isinstance(place, Place):
        return False
    granted = (place.permissions_for(one) for one in (place.guild.me, person))
    return all(one.view_channel and one.read_message_history for one in granted)


def _says(message: discord.Message, line: Line) -> bool:
    if line.reply_to is None:
        return find_mark(message, line.answer.mark)
    return message.reference is not None and message.reference.message_id == line.reply_to


def _refuse(fault: discord.HTTPException, line: Line) -> None:
    """Raises NotAllowed where a further try would be denied as well."""
    if fault.code in NO_ACCESS:
        raise NotAllowed(
            "Discord denies Dateline to write here: it needs View Channel, Send Messages, Embed Links and Read Message"
            " History."
        ) from fault
    if fault.code in ARCHIVED:
        raise NotAllowed("The thread is archived; what stands in it can be changed once it is opened again.") from fault
    if fault.code == INVALID and "message_reference" in fault.text and "nknown message" in fault.text:
        raise PostGone(f"Post {line.reply_to} was deleted before it was answered.") from fault
    if fault.code in NO_CHANNEL:
        raise NotAllowed(f"Channel {line.channel} is gone.") from fault

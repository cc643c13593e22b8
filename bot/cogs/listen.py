"""New posts of the channels that are watched: each is claimed as it comes, read when its turn comes, answered once."""

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.escape import shown
from bot.cogs.permissions import Place
from bot.desk import watching
from bot.desk.posts import answer_post
from bot.errors import ArchiveFault
from bot.news.message import Attachment, Post

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

READ = {discord.MessageType.default, discord.MessageType.reply}
WAITING = 64
"""Posts that may wait in memory for their turn; further ones are claimed and wait in the archive alone."""

log = logging.getLogger(__name__)


def post_of(message: discord.Message, *, guild: int) -> Post:
    """The message as the desk knows it; of a forwarded one, what was forwarded."""
    parts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    files = [file for part in parts for file in part.attachments]
    return Post(
        id=message.id,
        guild=guild,
        channel=message.channel.id,
        author=message.author.id,
        text="\n\n".join(part.content for part in parts if part.content),
        posted=message.created_at,
        attachments=tuple(Attachment(file.filename, file.url, file.size, file.content_type) for file in files),
    )


def is_read(message: discord.Message) -> bool:
    """Whether it is somebody's own message: no bot's, and no notice of Discord's."""
    return not message.author.bot and message.type in READ


class Listen(commands.Cog):
    """Hands each new post of a watched channel to the desk."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._watched: set[int] = set()
        """Channels that were watched when the database last answered."""
        self._told: set[int] = set()
        """Those of them that know that it is away."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.guild and is_read(message):
            self.bot.work.start(self._take(message, message.guild.id), name=f"Post {message.id}")

    async def _take(self, message: discord.Message, guild: int) -> None:
        """Claims the post and reads it; what cannot be claimed now is found in the channel's history later."""
        try:
            async with self.bot.world.order:
                post = await self._claim(message, guild)
            if post and len(self.bot.world.reading) < WAITING:
                await answer_post(self.bot.world, post)
        except ArchiveFault as fault:
            log.warning("A post waits for the database: %s", fault, extra={"post": message.id, "guild": guild})
            self.bot.behind(message.channel.id)
            await self._tell_outage(message.channel, fault)
        else:
            self._told.discard(message.channel.id)

    async def _claim(self, message: discord.Message, guild: int) -> Post | None:
        """The post if it is to be read and was not claimed before."""
        world, channel = self.bot.world, message.channel.id
        watch = await watching.watched(world, channel)
        if watch is None or watch.mode != "links" or watch.paused:
            self._watched.discard(channel)
            return None
        self._watched.add(channel)
        if not await self.bot.pausing.may_answer(watch):
            return None
        post = post_of(message, guild=guild)
        claimed = await world.archive.claim(post, now=world.clock.now(), mark=channel in self.bot.abreast)
        return post if claimed else None

    async def _tell_outage(self, place: discord.abc.Messageable, fault: ArchiveFault) -> None:
        """Says once in a watched channel why its posts wait: the outbox needs the database itself."""
        number = place.id if isinstance(place, Place | discord.PartialMessageable) else 0
        if number in self._watched and number not in self._told:
            self._told.add(number)
            says = f"{shown(str(fault), 500)} Your posts are answered once this is put right."
            try:
                await place.send(says)
            except discord.HTTPException as denied:
                log.warning("'%s' could not be said: %s", says, denied)

"""The channels that are watched: each post is handed to the desk once, also those that were missed."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.escape import shown
from bot.cogs.permissions import Place, lacking, needs
from bot.desk import watching
from bot.desk.catch_up import resume
from bot.desk.posts import answer_post, read_post
from bot.errors import ArchiveFault
from bot.news.message import Attachment, Post
from bot.ports import Watch

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

READ = {discord.MessageType.default, discord.MessageType.reply}
AT_ONCE = 8
"""Posts under way at the same time; the others wait their turn, unclaimed, in the order in which they came."""
MOST_MISSED = 500
"""Messages of a channel that are looked through after a gap: five requests; a desk's busiest weekend."""
OVERLAP = timedelta(minutes=2)
"""Posts that came close together may be claimed out of order; claiming one twice costs nothing."""
SPEAK = discord.Permissions(view_channel=True, send_messages=True)
RESUMED_WITHIN = 10.0
"""Seconds that new posts wait at most for the unfinished ones of the last process to be listed."""
WAITS = (2.0, 10.0, 60.0, 300.0)
"""Seconds before a post is tried again while the database is away; then every five minutes."""

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


class Listen(commands.Cog):
    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._room = asyncio.Semaphore(AT_ONCE)
        self._marked = asyncio.Event()
        """Set while new posts may be claimed: claiming one moves the mark from which a gap is read."""
        self._resumed = False
        self._watched: set[int] = set()
        """Channels that were watched when the database last answered."""
        self._told: set[int] = set()
        """Those of them that know that it is away."""

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A new session: whatever was posted since the last one never arrives."""
        self._marked.clear()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self.bot.work.start(self._catch_up(), name="Catching up")

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.guild:
            self._hand_over(message, message.guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        self.bot.work.start(self._check(after.guild), name="Checking permissions")

    @commands.Cog.listener()
    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        self.bot.work.start(self._check(after.guild), name="Checking permissions")

    @commands.Cog.listener()
    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        if after == after.guild.me:
            self.bot.work.start(self._check(after.guild), name="Checking permissions")

    @commands.Cog.listener()
    async def on_watch_resumed(self, watch: Watch) -> None:
        """Our own event: somebody put right what a channel was paused for."""
        self.bot.work.start(self._make_up_for(watch), name="Making up for a pause")

    async def _take(self, message: discord.Message, guild: int) -> None:
        """Reads a post of a watched channel when its turn has come, however long the database is away."""
        await self._marked.wait()
        read = self._read
        for wait in chain(WAITS, repeat(WAITS[-1])):
            try:
                await read(message, guild)
            except ArchiveFault as fault:
                log.warning("Post %d waits for the database: %s", message.id, fault)
                await self._tell_outage(message.channel, fault)
                # It may be claimed by now; what was finished already is not answered twice.
                read = self._answer if message.channel.id in self._watched else self._read
                await asyncio.sleep(wait)
            else:
                self._told.discard(message.channel.id)
                return

    async def _read(self, message: discord.Message, guild: int) -> None:
        watch = await watching.watched(self.bot.world, message.channel.id)
        if watch is None or watch.mode != "links" or watch.paused:
            self._watched.discard(message.channel.id)
            return
        self._watched.add(watch.channel)
        if await self._may_answer(watch):
            async with self._room:
                await read_post(self.bot.world, post_of(message, guild=guild))

    async def _answer(self, message: discord.Message, guild: int) -> None:
        async with self._room:
            await answer_post(self.bot.world, post_of(message, guild=guild))

    async def _catch_up(self) -> None:
        """Takes up what the last process left, then the posts that came while nobody listened."""
        try:
            marks = await self._find_marks()
            if not self._resumed:
                self._resumed = True
                resuming = self.bot.work.start(resume(self.bot.world), name="Taking up unfinished posts")
                if resuming:
                    await asyncio.wait([resuming], timeout=RESUMED_WITHIN)
        finally:
            self._marked.set()
        for guild in self.bot.guilds:
            self.bot.work.start(self._check(guild), name="Checking permissions")
        for watch, mark in marks:
            await self._read_since(watch, mark)

    async def _find_marks(self) -> list[tuple[Watch, int]]:
        """The watched channels with the newest message that was claimed in each; waits for the database."""
        for wait in chain(WAITS, repeat(WAITS[-1])):
            try:
                watches = await self.bot.world.archive.watches()
                marks = [(watch, await self.bot.world.archive.last_claimed(watch.channel)) for watch in watches]
            except ArchiveFault as fault:
                log.warning("Catching up waits for the database: %s", fault)
                await asyncio.sleep(wait)
            else:
                self._watched.update(watch.channel for watch in watches)
                return [(watch, mark) for watch, mark in marks if mark is not None]
        raise AssertionError

    async def _read_since(self, watch: Watch, mark: int) -> None:
        """Hands over the channel's posts since the mark, oldest first."""
        if self.bot.get_guild(watch.guild) is None:
            return
        place = self.bot.get_partial_messageable(watch.channel, guild_id=watch.guild)
        after = discord.utils.snowflake_time(mark) - OVERLAP
        try:
            missed = [one async for one in place.history(limit=MOST_MISSED, after=after, oldest_first=False)]
        except discord.HTTPException as fault:
            log.warning("The posts that channel %d brought meanwhile cannot be read: %s", watch.channel, fault)
            return
        if len(missed) == MOST_MISSED:
            log.warning(
                "Channel %d brought more than %d messages meanwhile; older ones are left out.",
                watch.channel,
                MOST_MISSED,
            )
        for message in reversed(missed):
            self._hand_over(message, watch.guild)

    def _hand_over(self, message: discord.Message, guild: int) -> None:
        if not message.author.bot and message.type in READ:
            self.bot.work.start(self._take(message, guild), name=f"Post {message.id}")

    async def _check(self, guild: discord.Guild) -> None:
        """Pauses the watched channels where a permission is missing, and lets go on where none is any more."""
        for watch in await self.bot.world.archive.watches(guild.id):
            place = guild.get_channel_or_thread(watch.channel)
            if not isinstance(place, Place):
                continue
            missing = lacking(place)
            if missing and not watch.paused:
                await self._pause(place, missing)
            elif watch.paused and not missing:
                await watching.add(self.bot.world, guild=watch.guild, channel=watch.channel, mode=watch.mode)
                await self._make_up_for(watch)

    async def _make_up_for(self, watch: Watch) -> None:
        """Reads what a channel brought while it was paused."""
        mark = await self.bot.world.archive.last_claimed(watch.channel)
        if mark is not None:
            await self._read_since(watch, mark)

    async def _may_answer(self, watch: Watch) -> bool:
        guild = self.bot.get_guild(watch.guild)
        place = guild.get_channel_or_thread(watch.channel) if guild else None
        if not isinstance(place, Place):
            return True  # an archived thread is not in the cache; Discord will say
        missing = lacking(place)
        if missing:
            await self._pause(place, missing)
        return not missing

    async def _pause(self, place: Place, missing: Sequence[str]) -> None:
        """Stops reading the channel and says so once, where somebody of the server can read it."""
        await watching.pause(self.bot.world, channel=place.id, reason=needs(missing))
        says = (
            f"{place.mention} is not read any more: {needs(missing)} Reading goes on by itself once that is put right."
        )
        for room in (place, place.guild.system_channel, place.guild.public_updates_channel):
            if room and room.permissions_for(place.guild.me).is_superset(SPEAK):
                await self._tell(room, says)
                return

    async def _tell_outage(self, place: discord.abc.Messageable, fault: ArchiveFault) -> None:
        """Says once in a watched channel why its posts wait: the outbox needs the database itself."""
        number = place.id if isinstance(place, Place | discord.PartialMessageable) else 0
        if number in self._watched and number not in self._told:
            self._told.add(number)
            await self._tell(place, f"{shown(str(fault), 500)} Your posts are answered once this is put right.")

    async def _tell(self, place: discord.abc.Messageable, says: str) -> None:
        try:
            await place.send(says)
        except discord.HTTPException as fault:
            log.warning("'%s' could not be said: %s", says, fault)

"""What channels brought while nobody listened: new posts are claimed, edits and deletions followed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.asked import is_asked_for
from bot.cogs.listen import is_read, post_of
from bot.cogs.voice import NO_ACCESS, NO_CHANNEL
from bot.desk.catch_up import resume, take_up
from bot.desk.follow import drop_channel, follow_delete, follow_edit
from bot.desk.say import say_unsaid
from bot.errors import ArchiveFault
from bot.news.message import asks
from bot.ports import Watch

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

OVERLAP = timedelta(minutes=2)
"""Posts that came close together may be claimed out of order; claiming one twice costs nothing."""
LOOKED_BACK = timedelta(days=14)
"""How old a post may be whose edit or deletion is found out later; Discord's own bulk deletion goes as far."""
_WAITS = (2.0, 10.0, 60.0, 300.0)
AT_ONCE = 4
"""Channels whose history is read at the same time."""

log = logging.getLogger(__name__)


def waits() -> Iterator[float]:
    """Seconds before each further try while Discord or the database is away: longer and longer, then five minutes."""
    return chain(_WAITS, repeat(_WAITS[-1]))


class Missed(commands.Cog):
    """Reads each watched channel's history, after every start and whenever something in it may have been missed."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._room = asyncio.Semaphore(AT_ONCE)
        self._due: set[int] = set()
        """Channels whose history is to be read."""
        self._running: set[int] = set()
        self._resumed = False

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A new session: whatever was posted since the last one never arrives."""
        self.bot.abreast.clear()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self.bot.work.start(self._catch_up(), name="Catching up")

    @commands.Cog.listener()
    async def on_watch_resumed(self, watch: Watch) -> None:
        """Our own event: somebody put right what a channel was paused for."""
        self.fall_behind(watch.channel)

    def fall_behind(self, channel: int) -> None:
        """Has the channel's history read: until that is done, new posts do not move the mark from which it is read."""
        self.bot.abreast.discard(channel)
        self._due.add(channel)
        if channel not in self._running:
            self._running.add(channel)
            self.bot.work.start(self._bring_up(channel), name=f"Catching up with channel {channel}")

    async def _catch_up(self) -> None:
        """Takes up what the last process left, then what came while nobody listened."""
        if not self._resumed:
            self._resumed = True
            self.bot.work.start(resume(self.bot.world), name="Taking up unfinished posts")
        for wait in waits():
            try:
                watches = await self.bot.world.archive.watches()
            except ArchiveFault as fault:
                log.warning("Catching up waits for the database: %s", fault)
                await asyncio.sleep(wait)
            else:
                for watch in watches:
                    self.fall_behind(watch.channel)
                return

    async def _bring_up(self, channel: int) -> None:
        """Reads the channel's history until nothing is missing, however often Discord or the database fails."""
        pauses = waits()
        try:
            while channel in self._due:
                self._due.discard(channel)
                if not await self._try(channel):
                    self._due.add(channel)
                    await asyncio.sleep(next(pauses))
        finally:
            self._running.discard(channel)

    async def _try(self, channel: int) -> bool:
        """Whether it need not be tried again."""
        try:
            watch = await self.bot.world.archive.watched(channel)
            if watch is not None and not watch.paused:
                async with self._room:
                    await self._read(watch)
        except discord.HTTPException as fault:
            if fault.code in NO_CHANNEL:
                await drop_channel(self.bot.world, guild=watch.guild if watch else 0, channel=channel)
                return True
            log.warning("A channel's history cannot be read: %s", fault, extra={"channel": channel})
            return fault.code in NO_ACCESS  # once the permission is back, the pause ends in reading it
        except Exception as fault:  # noqa: BLE001 - the database, or a lost connection, which has many names
            log.warning("Catching up with a channel is tried again: %r", fault, extra={"channel": channel})
            return False
        return True

    async def _read(self, watch: Watch) -> None:
        if self.bot.get_guild(watch.guild) is None:
            await self.bot.pausing.leave(watch)
            return
        if not await self.bot.pausing.may_answer(watch):
            return  # Discord shows an empty history to those who may not read it
        place = self.bot.get_partial_messageable(watch.channel, guild_id=watch.guild)
        if watch.mode == "links" and watch.mark is not None:
            await self._claim_since(watch, place, watch.mark)
        elif watch.mode == "asked" and watch.mark is not None:
            await self._claim_asked(watch, place, watch.mark)
        if watch.channel not in self._due:
            self.bot.abreast.add(watch.channel)
        await self._compare(watch, place)
        self.bot.work.start(self._work_off(watch.guild), name="Taking up missed posts")

    async def _claim_since(self, watch: Watch, place: discord.PartialMessageable, mark: int) -> None:
        """Claims the channel's posts since the mark, oldest first, however many: they wait in the archive."""
        world = self.bot.world
        after = discord.utils.snowflake_time(mark) - OVERLAP
        async for message in place.history(limit=None, after=after, oldest_first=True):
            if is_read(message):
                await world.archive.claim(post_of(message, guild=watch.guild), now=world.clock.now(), mark=True)

    async def _claim_asked(self, watch: Watch, place: discord.PartialMessageable, mark: int) -> None:
        """Claims what somebody asked for since the channel is watched, as far back as edits are looked for."""
        world = self.bot.world
        after = max(mark, discord.utils.time_snowflake(world.clock.now() - LOOKED_BACK))
        async for message in place.history(limit=None, after=discord.Object(after), oldest_first=True):
            if message.reactions and is_read(message) and await is_asked_for(message):
                await world.archive.claim(post_of(message, guild=watch.guild), now=world.clock.now())

    async def _compare(self, watch: Watch, place: discord.PartialMessageable) -> None:
        """Follows what was edited or deleted meanwhile, of the posts that brought or were told something."""
        world = self.bot.world
        since = discord.utils.time_snowflake(world.clock.now() - LOOKED_BACK)
        known = dict(await world.archive.known(watch.channel, since=since))
        changed = [number async for number in self._find_changed(watch, place, known)]
        for number in changed:
            await self._look_again(watch, place, number)

    async def _find_changed(
        self, watch: Watch, place: discord.PartialMessageable, known: dict[int, str | None]
    ) -> AsyncIterator[int]:
        """Of the known posts those whose message asks for something else than it did, or is not in the history."""
        if not known:
            return
        async for message in place.history(limit=None, after=discord.Object(min(known) - 1), oldest_first=True):
            asked = known.pop(message.id, None)
            if asked and asked != asks(post_of(message, guild=watch.guild)):
                yield message.id
            if not known:
                return
        for number in known:
            yield number

    async def _look_again(self, watch: Watch, place: discord.PartialMessageable, number: int) -> None:
        """Asked for itself: an event may have come since the history was read, and a deletion must be certain."""
        try:
            message = await place.fetch_message(number)
        except discord.NotFound:
            await follow_delete(self.bot.world, [number])
        else:
            post = post_of(message, guild=watch.guild)
            self.bot.work.start(follow_edit(self.bot.world, post), name=f"Edited post {number}")

    async def _work_off(self, guild: int) -> None:
        await take_up(self.bot.world, guild=guild)
        await say_unsaid(self.bot.world, guild=guild)

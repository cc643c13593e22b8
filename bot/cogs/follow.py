"""Posts that are edited or deleted, and channels that are: cards and stored facts follow."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.listen import post_of
from bot.cogs.missed import waits
from bot.desk.follow import drop_channel, follow_delete, follow_edit
from bot.errors import ArchiveFault

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

log = logging.getLogger(__name__)


class Follow(commands.Cog):
    """The raw events: a message of before the last restart has no other."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if not payload.message.author.bot:
            post = post_of(payload.message, guild=payload.guild_id or 0)
            self._start(lambda: follow_edit(self.bot.world, post), name=f"Edited post {post.id}")

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self._delete([payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        self._delete(payload.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._drop(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        self._drop(payload.guild_id, payload.thread_id)

    def _delete(self, numbers: Iterable[int]) -> None:
        posts = sorted(numbers)
        self._start(lambda: follow_delete(self.bot.world, posts), name=f"Deleted posts {posts}")

    def _drop(self, guild: int, channel: int) -> None:
        self.bot.abreast.discard(channel)
        self._start(
            lambda: drop_channel(self.bot.world, guild=guild, channel=channel), name=f"Deleted channel {channel}"
        )

    def _start(self, do: Callable[[], Awaitable[None]], *, name: str) -> None:
        self.bot.work.start(self._insist(do, name), name=name)

    async def _insist(self, do: Callable[[], Awaitable[None]], name: str) -> None:
        """Does it, however long the database is away; what a process that ends leaves is found by the next one."""
        for wait in waits():
            try:
                await do()
            except ArchiveFault as fault:
                log.warning("%s: waits for the database: %s", name, fault)
                await asyncio.sleep(wait)
            else:
                return

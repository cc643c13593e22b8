"""Permissions that are lost and given back: a watched channel is paused, told so once, and read on."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.permissions import Place, lacking, needs
from bot.desk import watching
from bot.ports import Watch

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

SPEAK = discord.Permissions(view_channel=True, send_messages=True)
LEFT = "Dateline is not in this server any more."

log = logging.getLogger(__name__)


class Pausing(commands.Cog):
    """Checks a server's watched channels whenever something of its permissions changes."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for guild in self.bot.guilds:
            self._start(guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        self._start(after.guild)

    @commands.Cog.listener()
    async def on_thread_update(self, _before: discord.Thread, after: discord.Thread) -> None:
        self._start(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        self._start(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        if after == after.guild.me:
            self._start(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._start(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.bot.work.start(self._leave(guild.id), name="Leaving a server")

    async def may_answer(self, watch: Watch) -> bool:
        """Whether nothing is missing in the channel; pauses it otherwise."""
        guild = self.bot.get_guild(watch.guild)
        place = guild.get_channel_or_thread(watch.channel) if guild else None
        if not isinstance(place, Place):
            return True  # an archived thread is not in the cache; Discord will say
        missing = lacking(place)
        if missing:
            await self._pause(place, missing)
        return not missing

    async def leave(self, watch: Watch) -> None:
        """Stops reading a channel of a server that Dateline is not in: what is stored stays, for its return."""
        await watching.pause(self.bot.world, channel=watch.channel, reason=LEFT)
        self.bot.abreast.discard(watch.channel)

    def _start(self, guild: discord.Guild) -> None:
        self.bot.work.start(self._check(guild), name="Checking permissions")

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
                self.bot.behind(watch.channel)

    async def _leave(self, guild: int) -> None:
        for watch in await self.bot.world.archive.watches(guild):
            await self.leave(watch)

    async def _pause(self, place: Place, missing: Sequence[str]) -> None:
        """Stops reading the channel and says so once, where somebody of the server can read it."""
        self.bot.abreast.discard(place.id)
        await watching.pause(self.bot.world, channel=place.id, reason=needs(missing))
        says = (
            f"{place.mention} is not read any more: {needs(missing)} Reading goes on by itself once that is put right."
        )
        for room in (place, place.guild.system_channel, place.guild.public_updates_channel):
            if room and room.permissions_for(place.guild.me).is_superset(SPEAK):
                try:
                    await room.send(says)
                except discord.HTTPException as fault:
                    log.warning("'%s' could not be said: %s", says, fault)
                return

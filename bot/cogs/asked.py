"""Channels that are read only when asked: a person's 🔍 on a message has it read, once, however many react."""

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.listen import is_read, post_of
from bot.desk import watching
from bot.desk.posts import answer_post
from bot.errors import ArchiveFault

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot
    from bot.ports import Watch

SIGNS = {"\N{LEFT-POINTING MAGNIFYING GLASS}", "\N{RIGHT-POINTING MAGNIFYING GLASS}"}
"""Both that Discord offers as 'mag'."""

log = logging.getLogger(__name__)


class Asked(commands.Cog):
    """The raw event: a message of before the last restart has no other."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        person = payload.member
        if payload.emoji.name in SIGNS and payload.emoji.id is None and person is not None and not person.bot:
            self.bot.work.start(self._read(payload), name=f"Asked for post {payload.message_id}")

    async def _read(self, payload: discord.RawReactionActionEvent) -> None:
        """Reads the message where the channel is one of these; what fails now is found when catching up."""
        world = self.bot.world
        try:
            watch = await watching.watched(world, payload.channel_id)
            if watch is None or watch.mode != "asked" or watch.paused or not await self.bot.pausing.may_answer(watch):
                return
            message = await self._fetch(watch, payload.message_id)
            if message is None or not is_read(message):
                return
            post = post_of(message, guild=watch.guild)
            async with world.order:
                claimed = await world.archive.claim(post, now=world.clock.now())
            if claimed:
                await answer_post(world, post)
        except ArchiveFault as fault:
            log.warning("A post that was asked for waits for the database: %s", fault)
            self.bot.behind(payload.channel_id)

    async def _fetch(self, watch: "Watch", number: int) -> discord.Message | None:
        place = self.bot.get_partial_messageable(watch.channel, guild_id=watch.guild)
        try:
            return await place.fetch_message(number)
        except (discord.NotFound, discord.Forbidden):
            return None
        except discord.HTTPException as fault:
            log.warning("A post that was asked for could not be fetched: %s", fault, extra={"post": number})
            self.bot.behind(watch.channel)
            return None


async def is_asked_for(message: discord.Message) -> bool:
    """Whether a person's sign stands under the message."""
    for reaction in message.reactions:
        if isinstance(reaction.emoji, str) and reaction.emoji in SIGNS:
            async for user in reaction.users():
                if not user.bot:
                    return True
    return False

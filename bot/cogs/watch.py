"""Which channels are read: `/watch add`, `remove`, `list`."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.pages import answer, answer_with, guild_of
from bot.cogs.permissions import lacking, needs, settable, warn
from bot.cogs.question import Question
from bot.desk import watching
from bot.news.reply import Sheet
from bot.ports import Mode

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

Chosen = discord.TextChannel | discord.Thread
READ: dict[str, Mode] = {"every link": "links", "only when asked": "asked"}
HOW = "Every link, or only what somebody puts a \N{LEFT-POINTING MAGNIFYING GLASS} under"
WHICH = "The channel; this one when left out"


@app_commands.guild_only()
class Watch(commands.GroupCog, group_name="watch", group_description="Which channels Dateline reads"):
    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @app_commands.command(description="Read a channel: links, pasted articles and text files get a card")
    @app_commands.describe(channel=WHICH, read=HOW)
    @app_commands.choices(read=[app_commands.Choice(name=name, value=mode) for name, mode in READ.items()])
    async def add(
        self, interaction: "discord.Interaction[DatelineBot]", channel: Chosen | None = None, read: str = "links"
    ) -> None:
        await answer_with(interaction, lambda: self._add(interaction, channel, read))

    @app_commands.command(description="Stop reading a channel; what was read stays stored")
    @app_commands.describe(channel=WHICH)
    async def remove(self, interaction: "discord.Interaction[DatelineBot]", channel: Chosen | None = None) -> None:
        await answer_with(interaction, lambda: self._remove(interaction, channel))

    @app_commands.command(name="list", description="The channels that are read, and those that are paused")
    async def show(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        await answer(interaction, Question("watches"), hidden=True)

    async def _add(self, interaction: "discord.Interaction[DatelineBot]", channel: Chosen | None, mode: str) -> Sheet:
        place = settable(interaction, channel)
        before = await watching.watched(self.bot.world, place.id)
        # What was posted before somebody asked for this channel to be read stays unread, also after a gap.
        new = before is None or before.mode != mode
        mark = interaction.id if new else None
        sheet = await watching.add(self.bot.world, guild=guild_of(interaction), channel=place.id, mode=mode, mark=mark)
        missing = lacking(place)
        if new:
            self.bot.abreast.add(place.id)
        if missing:
            self.bot.abreast.discard(place.id)
            await watching.pause(self.bot.world, channel=place.id, reason=needs(missing))
        elif before and before.paused:
            self.bot.dispatch("watch_resumed", before)
        return warn(sheet, missing)

    async def _remove(self, interaction: "discord.Interaction[DatelineBot]", channel: Chosen | None) -> Sheet:
        place = settable(interaction, channel)
        return await watching.remove(self.bot.world, guild=guild_of(interaction), channel=place.id)

"""The message menu 'Read this article': reads any message, also where nothing is watched."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.listen import post_of
from bot.cogs.pages import answer_with, guild_of
from bot.cogs.permissions import lacking_here, needs
from bot.desk.posts import read_post
from bot.errors import NotAllowed, NothingFound
from bot.news.reply import Sheet

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

LOOKED_THROUGH = 200


class Menu(commands.Cog):
    """One entry of the menu on a message."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name="Read this article", callback=self.read)

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.guild_only()
    async def read(self, interaction: "discord.Interaction[DatelineBot]", message: discord.Message) -> None:
        await answer_with(interaction, lambda: self._read(interaction, message))

    async def _read(self, interaction: "discord.Interaction[DatelineBot]", message: discord.Message) -> Sheet:
        guild = guild_of(interaction)
        if message.author == self.bot.user:
            raise NothingFound("That is Dateline's own message; use the menu on the one with the article.")
        if missing := lacking_here(interaction):
            raise NotAllowed(needs(missing))
        if await self.bot.world.archive.opted_out(guild, message.author.id):
            raise NotAllowed("Whoever wrote this has asked not to be read.")
        await read_post(self.bot.world, post_of(message, guild=guild))
        for line in await self.bot.world.archive.lines(guild, message.channel.id, limit=LOOKED_THROUGH):
            if line.reply_to == message.id:
                return Sheet("Read", "The answer stands below that message.", ())
        raise NothingFound("Nothing to read was found in that message: no link, no pasted article, no file of text.")

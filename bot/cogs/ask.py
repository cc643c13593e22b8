"""Questions about what was read: `/timeline`, `/facts`, `/status`, `/help`."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.escape import bare
from bot.cogs.pages import answer
from bot.cogs.question import Question
from bot.desk import ask
from bot.errors import DatelineError

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

LONGEST_NAME, MOST_CHOICES = 100, 25
Day = app_commands.Range[str, 1, 24]


async def suggest_articles(
    interaction: "discord.Interaction[DatelineBot]", current: str
) -> list[app_commands.Choice[str]]:
    """Articles of this server whose title fits what was typed, newest first; none while the database is away."""
    try:
        found = await ask.suggest(interaction.client.world, guild=interaction.guild_id or 0, words=current)
    except DatelineError:
        return []
    return [
        app_commands.Choice(name=bare(title, LONGEST_NAME) or f"Article {number}", value=str(number))
        for number, title in found[:MOST_CHOICES]
    ]


@app_commands.guild_only()
class Ask(commands.Cog):
    """Commands that ask and change nothing."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @app_commands.command(description="What happened when: the dated events of this channel's articles")
    @app_commands.describe(since="First day, like 2024-11-29, 29 Nov 2024 or yesterday", until="Last day")
    async def timeline(
        self, interaction: "discord.Interaction[DatelineBot]", since: Day | None = None, until: Day | None = None
    ) -> None:
        about = (str(interaction.channel_id or 0), since or "", until or "")
        await answer(interaction, Question("channel", about), hidden=False)

    @app_commands.command(description="The facts of an article, each with its sentence")
    @app_commands.describe(article="An article; the newest of this channel when left out")
    @app_commands.autocomplete(article=suggest_articles)
    async def facts(
        self, interaction: "discord.Interaction[DatelineBot]", article: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        await answer(interaction, Question("facts", (str(interaction.channel_id or 0), article or "")), hidden=False)

    @app_commands.command(description="What works, what waits, what is paused")
    async def status(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        await answer(interaction, Question("status"), hidden=True)

    @app_commands.command(description="What Dateline does, and every command in one line")
    async def help(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        await answer(interaction, Question("help"), hidden=True)

"""Discord: the bot, its listeners, commands and buttons, and the only place that makes Embeds."""

from bot.cogs.client import DatelineBot
from bot.cogs.voice import DiscordChannel

__all__ = ["DatelineBot", "DiscordChannel"]

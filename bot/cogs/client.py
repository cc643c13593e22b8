"""The bot: intents, what is wired to it, its start and its end."""

import logging

import discord
from discord.ext import commands

from bot.cogs.voice import DiscordChannel
from bot.cogs.work import Work
from bot.desk import World
from bot.errors import DatelineError

log = logging.getLogger(__name__)

NO_TOKEN = "Discord refused the token: check DISCORD_TOKEN against the bot's page in the developer portal."
NO_INTENT = (
    "Discord refused the message content intent: switch on 'Message Content Intent' on the Bot page of the developer"
    " portal, then start again."
)


class DatelineBot(commands.Bot):
    """Dateline in Discord. The World needs its `channel`, and it needs the World: `attach` comes before `serve`."""

    def __init__(self) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, message_content=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.channel = DiscordChannel(self)
        self.work = Work()
        self._world: World | None = None

    @property
    def world(self) -> World:
        """The world it was attached to."""
        if self._world is None:
            raise RuntimeError("attach(world) comes before serve()")
        return self._world

    def attach(self, world: World) -> None:
        """Takes the world; nothing of it is opened or closed here."""
        self._world = world

    async def serve(self, token: str) -> None:
        """Runs until `stop`; raises DatelineError with one clear line when Discord cannot be used."""
        await self.start(token)

    async def stop(self, *, within: float = 20.0) -> None:
        """Takes no more work, waits for what is in flight (at most `within` seconds), closes the gateway cleanly."""
        await self.work.finish(within=within)
        await self.close()

"""The bot: intents, what is wired to it, its start and its end."""

import asyncio
import logging
import time

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.ask import Ask
from bot.cogs.asked import Asked
from bot.cogs.buttons import OpenButton, RetryButton
from bot.cogs.digest import DigestCog
from bot.cogs.faults import Tree
from bot.cogs.fix import Fix, FixButton
from bot.cogs.follow import Follow
from bot.cogs.forget import ConfirmButton, ForgetCog
from bot.cogs.listen import Listen
from bot.cogs.menu import Menu
from bot.cogs.missed import Missed
from bot.cogs.pages import TurnButton
from bot.cogs.pausing import Pausing
from bot.cogs.sync import sync_commands
from bot.cogs.voice import DiscordChannel
from bot.cogs.watch import Watch
from bot.cogs.work import Work
from bot.desk import World
from bot.errors import DatelineError

REFUSED_TOKEN = "Discord refused the token: check DISCORD_TOKEN against the Bot page of the developer portal."  # noqa: S105
REFUSED_INTENT = (
    "Discord refused the message content intent: switch on 'Message Content Intent' on the Bot page of the developer"
    " portal, then start again."
)
UNREACHED = "Discord could not be reached: {why}. Check the network and https://discordstatus.com, then start again."
LOST = "The connection to Discord ended for good: {why}. The log has the details; start again."

SILENT = 100.0
"""Seconds without an answer to a heartbeat, of which there is one in about 41: two were missed."""

log = logging.getLogger(__name__)


class DatelineBot(commands.Bot):
    """Dateline in Discord. The World needs its `channel`, and it needs the World: `attach` comes before `serve`."""

    def __init__(self) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice: nothing to warn about
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, message_content=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
        )
        self.channel = DiscordChannel(self)
        self.work = Work()
        self.abreast: set[int] = set()
        """Channels whose every post since their mark is claimed: the next one may move it."""
        self.pausing = Pausing(self)
        self._missed = Missed(self)
        self._world: World | None = None
        self._ready_once = False
        self._gateway: asyncio.Task[None] | None = None

    @property
    def world(self) -> World:
        """The world that it was attached to."""
        if self._world is None:
            raise RuntimeError("attach(world) comes before serve()")
        return self._world

    def attach(self, world: World) -> None:
        """Takes the world; nothing of it is opened or closed here."""
        self._world = world

    async def setup_hook(self) -> None:
        """Cogs, buttons and commands, once and before the first event; schedulers are the clock's, not ours."""
        for cog in (
            Listen(self),
            Asked(self),
            self._missed,
            Follow(self),
            self.pausing,
            Ask(self),
            Watch(self),
            DigestCog(self),
            Fix(self),
            Menu(self),
            ForgetCog(self),
        ):
            await self.add_cog(cog)
        self.add_dynamic_items(FixButton, OpenButton, RetryButton, TurnButton, ConfirmButton)
        await sync_commands(self.tree)

    def behind(self, channel: int) -> None:
        """Has the channel's history read for what was missed in it."""
        self._missed.fall_behind(channel)

    async def on_ready(self) -> None:
        self._ready_once = True
        log.info("Dateline is in Discord as %s, in %d servers.", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: there are no commands with a prefix, and posts are the listener's."""

    async def serve(self, token: str) -> None:
        """Runs until `stop`; raises DatelineError with one clear line when Discord cannot be used.

        It takes up by itself what the last process left unfinished (`desk.catch_up.resume`), once Discord is there.
        """
        self._gateway = asyncio.create_task(self.start(token), name="Gateway")
        try:
            await asyncio.wait({self._gateway})
        finally:
            await self._leave()
        if not self._gateway.cancelled() and (fault := self._gateway.exception()):
            raise self._explain(fault) from fault

    def heartbeat_age(self) -> float | None:
        """Seconds since Discord last answered a heartbeat; None while there is no connection."""
        keeping = getattr(getattr(self, "ws", None), "_keep_alive", None)  # discord.py tells it nowhere else
        return time.perf_counter() - float(keeping._last_ack) if keeping else None  # noqa: SLF001

    async def check_gateway(self) -> None:
        """Raises DatelineError unless Discord is connected, has told of the servers and answers heartbeats."""
        age = self.heartbeat_age()
        if age is None:
            raise DatelineError("not connected to Discord")
        if not self.is_ready():
            raise DatelineError("connected to Discord, which has not told of its servers yet")
        if age > SILENT:
            raise DatelineError(f"Discord has not answered a heartbeat for {age:.0f} s")

    async def stop(self, *, within: float = 20.0) -> None:
        """Takes no more work, waits for what is in flight (at most `within` seconds), closes the gateway cleanly."""
        await self.work.finish(within=within)
        await self._leave()

    async def _leave(self) -> None:
        """Closes with code 1000; a reader that still waits would answer the close before us, and with 4000."""
        if self._gateway:
            self._gateway.cancel()
            await asyncio.wait({self._gateway})
        await self.close()

    def _explain(self, fault: BaseException) -> DatelineError:
        """The line for an operator; what it does not name stands in the log."""
        refused = {4004: REFUSED_TOKEN, 4014: REFUSED_INTENT}
        match fault:
            case discord.LoginFailure():
                return DatelineError(REFUSED_TOKEN)
            case discord.PrivilegedIntentsRequired():
                return DatelineError(REFUSED_INTENT)
            case discord.ConnectionClosed() if fault.code in refused:
                return DatelineError(refused[fault.code])
        log.info("What ended the connection", exc_info=fault)
        return DatelineError((LOST if self._ready_once else UNREACHED).format(why=_show_cause(fault)))


def _show_cause(fault: BaseException) -> str:
    """The first cause in words; discord.py's own follow-up errors say nothing to an operator."""
    while isinstance(fault, AttributeError) and fault.__context__ is not None:
        fault = fault.__context__
    return " ".join(str(fault).split()).rstrip(".") or type(fault).__name__

"""`python -m bot run`: opens every edge, wires them to the desk, runs until a signal, closes them in order."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.archive import open_archive
from bot.archive.tools import sqlite_file
from bot.clock import TickingClock
from bot.clock.clock import Work
from bot.cogs import DatelineBot
from bot.desk import World, digests
from bot.desk.about import About
from bot.desk.backups import back_up
from bot.desk.catch_up import take_up
from bot.desk.retention import drop_old
from bot.desk.say import say_unsaid
from bot.errors import DatelineError, WorkerLost, WrongSetting
from bot.fetch import GuardedFetcher
from bot.page import LocalChannel, open_page
from bot.page.channel import GUILD
from bot.page.health import Check
from bot.page.metrics import Gauges
from bot.ports import Archive, Channel, Fetcher
from bot.settings import Settings, split_host
from bot.workers import ReaderPool
from bot.workers.model import name_model

SIGNALS = (signal.SIGTERM, signal.SIGINT)
IN_FLIGHT = 8.0
"""Seconds that posts under way have when the process ends: container platforms kill ten seconds after SIGTERM."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """The edges that both ways of running share."""

    archive: Archive
    fetcher: Fetcher
    pool: ReaderPool
    clock: TickingClock

    def make_world(self, channel: Channel, settings: Settings, *, quiet: float = 0.0) -> World:
        """The world that speaks through this channel."""
        about = About(model=name_model(settings.pipeline), started=self.clock.now())
        return World(
            self.archive, self.fetcher, self.pool, self.clock, channel, settings.zone, about=about, quiet=quiet
        )

    async def check_pool(self) -> None:
        """Raises WorkerLost while a reading process is missing, and sees to it that it is replaced."""
        if not self.pool.well():
            self.pool.mend()
            raise WorkerLost("a process that reads articles is being replaced")

    @property
    def checks(self) -> Mapping[str, Check]:
        """What /healthz asks."""
        return {"database": self.archive.check, "pool": self.check_pool, "clock": self.clock.check}


async def run(settings: Settings) -> int:
    """The exit code: 0 after SIGTERM or SIGINT, else 1 (2 for a wrong setting) with one line that says why."""
    serving = asyncio.create_task(_serve(settings), name="serve")
    loop = asyncio.get_running_loop()

    def end() -> None:
        _forget_signals(loop)  # a second signal ends the process at once
        serving.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, end)
    try:
        await asyncio.wait({serving})
    finally:
        _forget_signals(loop)
        serving.cancel()
        await asyncio.wait({serving})
    if not serving.cancelled() and (fault := serving.exception()):
        if not isinstance(fault, DatelineError):
            raise fault
        sys.stderr.write(f"Error: {fault}\n")
        return 2 if isinstance(fault, WrongSetting) else 1
    return 0


def _forget_signals(loop: asyncio.AbstractEventLoop) -> None:
    for number in SIGNALS:
        loop.remove_signal_handler(number)


async def _serve(settings: Settings) -> None:
    _prepare_backups(settings)
    async with _open(settings) as parts:
        if settings.discord_token:
            await _serve_discord(settings, parts, settings.discord_token.get_secret_value())
        else:
            await _serve_page(settings, parts)


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Parts]:
    """What is opened first is closed last: nothing that is being read loses the archive under it."""
    async with (
        open_archive(settings.database_url) as archive,
        ReaderPool(workers=settings.workers, pipeline=settings.pipeline) as pool,
        GuardedFetcher(allow_hosts=settings.allow_hosts, contact=settings.contact) as fetcher,
    ):
        spare_what_stays()
        yield Parts(archive, fetcher, pool, TickingClock())


def spare_what_stays() -> None:
    """Keeps what was loaded by now out of the collector's rounds, which stop the whole process.

    Going through the 200,000 objects of libraries took 140 ms, in which no heartbeat was sent and no command answered.
    """
    gc.collect()
    gc.freeze()


async def _serve_page(settings: Settings, parts: Parts) -> None:
    world = parts.make_world(LocalChannel(), settings)
    host, port = split_host(settings.page)
    gauges = Gauges(world, parts.pool)
    async with open_page(host, port, checks=parts.checks, gauges=gauges, world=world) as address:
        sys.stdout.write(f"No DISCORD_TOKEN: the local page is at {address}\n")
        sys.stdout.flush()
        parts.clock.start(
            digests=lambda: digests.tick(world, guild=GUILD),
            unsaid=lambda: say_unsaid(world, guild=GUILD),
            unfinished=lambda: take_up(world, guild=GUILD),
            **_make_rounds(world, settings),
        )
        try:
            await asyncio.Event().wait()
        finally:
            await parts.clock.close()


async def _serve_discord(settings: Settings, parts: Parts, token: str) -> None:
    bot = DatelineBot()
    world = parts.make_world(bot.channel, settings, quiet=settings.quiet)
    bot.attach(world)

    async def tick_digests() -> None:
        if bot.is_ready():
            await digests.tick(world)

    async def tick_unsaid() -> None:
        if bot.is_ready():
            await say_unsaid(world)

    async def tick_unfinished() -> None:
        if bot.is_ready():
            await take_up(world)

    host, port = split_host(settings.page)
    checks = {**parts.checks, "gateway": bot.check_gateway}
    gauges = Gauges(world, parts.pool, bot.heartbeat_age)
    async with open_page(host, port, checks=checks, gauges=gauges) as address:
        log.info("Health is told at %s/healthz", address)
        parts.clock.start(
            digests=tick_digests, unsaid=tick_unsaid, unfinished=tick_unfinished, **_make_rounds(world, settings)
        )
        serving = asyncio.create_task(bot.serve(token), name="gateway")
        try:
            # Shielded: a signal ends the posts under way first and the gateway after them.
            await asyncio.shield(serving)
            raise DatelineError("The connection to Discord ended; start again.")
        finally:
            await parts.clock.close()
            await bot.stop(within=IN_FLIGHT)
            await _end(serving)


def _make_rounds(world: World, settings: Settings) -> dict[str, Work]:
    """What the clock does besides digests and lines, as far as it is set."""
    rounds: dict[str, Work] = {}
    if settings.backups:
        rounds["backups"] = partial(back_up, world, folder=settings.backups, keep=settings.backups_kept)
    if settings.retention:
        rounds["daily"] = partial(drop_old, world, days=settings.retention)
    return rounds


def _prepare_backups(settings: Settings) -> None:
    """Makes the folder for backups; raises WrongSetting where there can be none."""
    if settings.backups is None:
        return
    sqlite_file(settings.database_url, otherwise="backup", file=settings.backups / "dateline.dump")
    try:
        settings.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise WrongSetting(f"DATELINE_BACKUPS cannot be used: {settings.backups}: {fault.strerror}.") from fault


async def _end(task: asyncio.Task[None]) -> None:
    """Cancels a task and waits for it, unless it has ended: what it met was raised where it was awaited."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task})

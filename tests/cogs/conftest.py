"""Discord stood in for by simcord; archive, fetching and pages are real, only the reading is quick and made by hand.

Every request that a test makes the bot send is judged by the referee when the test is over.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
from aiohttp import web

from bot.archive import SqlArchive
from bot.cogs import DatelineBot
from bot.desk import World
from bot.fetch import GuardedFetcher, Limits
from tests.cogs import referee
from tests.cogs.hand import HandReader
from tests.site import serve


@dataclass
class SimClock:
    """simcord's time, once it runs."""

    env: object = None

    def now(self) -> datetime:
        return self.env.now() if self.env else datetime(2026, 1, 1, tzinfo=UTC)

    def elapsed(self) -> float:
        return self.now().timestamp()


class Site:
    """A real web server on this machine."""

    def __init__(self) -> None:
        self.port = 0
        self.pages: dict[str, str] = {}
        self.failing: set[str] = set()

    def has(self, path: str, title: str, text: str) -> str:
        """The address of a page with that article."""
        self.pages[path] = f"<h1>{title}</h1><p>{text}</p>"
        return f"http://127.0.0.1:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        if request.path in self.failing:
            return web.Response(status=500)
        body = self.pages.get(request.path)
        return web.Response(text=body or "gone", status=200 if body else 404, content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(site.answer) as site.port:
        yield site


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
async def world(tmp_path: Path, site: Site, reader: HandReader) -> AsyncIterator[World]:
    """Everything but the channel."""
    archive = await SqlArchive.open(f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}")
    hosts = (("127.0.0.1", site.port),)
    async with GuardedFetcher(allow_hosts=hosts, limits=Limits(seconds=5.0)) as fetcher:
        yield World(archive, fetcher, reader, SimClock(), None, "Europe/London", pauses=(0.0, 0.0))
    await archive.close()


@pytest.fixture
def new_bot(world: World):
    """Makes a bot in that world, as a process that starts does."""

    def make() -> DatelineBot:
        bot = DatelineBot()
        bot.attach(
            replace(
                world, channel=bot.channel, saying=set(), reading=set(), waits={}, order=asyncio.Lock(),
                room=asyncio.Semaphore(8),
            )
        )  # fmt: skip
        return bot

    return make


@pytest.fixture
def simcord_bot(new_bot) -> DatelineBot:
    return new_bot()


@pytest.fixture
def env(simcord_env, world: World) -> Iterator:
    """The simulated Discord with the bot in it; the referee judges all that was sent."""
    world.clock.env = simcord_env
    yield simcord_env
    world.clock.env = None
    faults = [
        f"{request.method} {request.path}: {fault}"
        for request in simcord_env.http_requests
        if request.json is not None and "/permissions/" not in request.path  # these a test sets through the bot
        for fault in referee.judge(request.method, request.path, request.json)
    ]
    assert not faults, faults


@pytest.fixture
def happen(env):
    """Lets an event of the gateway happen, and what follows from it come to rest."""

    async def make(event: str, *args: object) -> None:
        with env._bot_scope():
            env.bot.dispatch(event, *args)
        await env.settle()

    return make


@pytest.fixture
def guild(env):
    return env.create_guild("Newsroom")


@pytest.fixture
def desk(guild):
    """The channel that tests post in."""
    return guild.create_text_channel("desk")


@pytest.fixture
def editor(env, guild):
    """May change settings."""
    role = guild.create_role("Editors", permissions=discord.Permissions(manage_channels=True))
    return guild.add_member(env.create_user("ed"), roles=[role])


@pytest.fixture
def reporter(env, guild):
    return guild.add_member(env.create_user("rae"))


@pytest.fixture
async def watched(editor, desk):
    """The channel, watched."""
    await editor.slash(desk, "watch add")
    return desk


@pytest.fixture
def answers(env):
    """The bot's own messages in a channel, oldest first."""
    return lambda channel: [
        one for one in channel.history() if one.author.id == env.bot.user.id and not one.flags.ephemeral
    ]


def text_of(message) -> str:
    """All that a message says."""
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", embed.footer.text or ""]
    return "\n".join(parts)


@pytest.fixture
def told():
    """The sentence that the asker alone sees, and nothing else stands in the channel."""

    def read(result) -> str:
        (message,) = [result.response, *result.followups] if not result.followups else result.followups
        assert result.response is None or result.response.ephemeral
        assert message.ephemeral
        assert not message.embeds
        return message.content

    return read


@pytest.fixture
def said():
    return text_of

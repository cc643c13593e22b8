"""Discord stood in for by simcord; archive, fetching and pages are real, only the reading is quick and made by hand.

Every request that a test makes the bot send is judged by the referee when the test is over.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import discord
import pytest
from aiohttp import web

from bot.archive import SqlArchive
from bot.cogs import DatelineBot
from bot.desk import World
from bot.errors import Empty
from bot.fetch import GuardedFetcher, Limits
from bot.news.article import Article, Doubt, Source
from bot.news.facts import Answers, Figure
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timex import Timex
from tests.cogs import referee


@dataclass
class SimClock:
    """simcord's time, once it runs."""

    env: object = None

    def now(self) -> datetime:
        return self.env.now() if self.env else datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class HandReader:
    """Reads what a test wrote: the first line is the headline, each ISO day in a sentence an entry."""

    asked: list[str] = field(default_factory=list)

    async def read(self, source: Source, *, today: date) -> Report:
        self.asked.append(source.input)
        return make_report(source)


def make_report(source: Source) -> Report:
    """A report whose offsets are true."""
    raw = source.text or re.sub(r"<[^>]+>", "\n", source.body.decode())
    title, _, text = raw.strip().partition("\n")
    text = text.strip()
    if not text:
        raise Empty("There is no text to read.")
    spans = tuple((found.start(), found.end()) for found in re.finditer(r"\S[^.]*\.", text))
    days = [(n, day) for n, span in enumerate(spans) for day in re.compile(r"\d{4}-\d\d-\d\d").finditer(text, *span)]
    times = tuple(Timex(day.start(), day.end(), "DATE", day[0], None, day[0], day[0]) for _, day in days)
    entries = tuple(
        Entry(day[0], day[0], "day", text[slice(*spans[n])], n, k, "explicit", f"'{day[0]}' as written", "happened", 1)
        for k, (n, day) in enumerate(days)
    )
    counts = [
        (n, found) for n, span in enumerate(spans) for found in re.compile(r"(\d+) (people)").finditer(text, *span)
    ]
    figures = tuple(
        Figure(int(found[1]), None, "exact", None, found[2], found.start(2), found.end(2), "killed", None, None, None,
               found.start(), found.end(), n)
        for n, found in counts
    )  # fmt: skip
    article = Article(
        title=title.strip(), url=source.url, publisher="The Example", byline=None, dateline=None, copy_of=None,
        published=None, either=None, published_by=None, published_from="unknown", language="en",
        words=len(text.split()), text=text,
    )  # fmt: skip
    return Report(
        version=1, input=source.input, article=article, sentences=spans, answers=Answers(), key_sentences=(0,),
        figures=figures, claims=(), entities=(), timexes=times, timeline=entries, open=(),
        doubts=(Doubt("undated", "No publication date found."),),
    )  # fmt: skip


class Site:
    """A real web server on this machine."""

    def __init__(self) -> None:
        self.port = 0
        self.pages: dict[str, str] = {}

    def has(self, path: str, title: str, text: str) -> str:
        """The address of a page with that article."""
        self.pages[path] = f"<h1>{title}</h1><p>{text}</p>"
        return f"http://127.0.0.1:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        body = self.pages.get(request.path)
        return web.Response(text=body or "gone", status=200 if body else 404, content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
async def world(tmp_path: Path, site: Site, reader: HandReader) -> AsyncIterator[World]:
    """Everything but the channel."""
    archive = await SqlArchive.open(f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}")
    hosts = (("127.0.0.1", site.port),)
    async with GuardedFetcher(allow_hosts=hosts, limits=Limits(seconds=5.0)) as fetcher:
        yield World(archive, fetcher, reader, SimClock(), None, "Europe/London")
    await archive.close()


@pytest.fixture
def new_bot(world: World):
    """Makes a bot in that world, as a process that starts does."""

    def make() -> DatelineBot:
        bot = DatelineBot()
        bot.attach(replace(world, channel=bot.channel, saying=set()))
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

"""A desk whose parts are real but for two: Discord's channel, and the reading, which is quick and made by hand.

Fixtures and what they give; the conftest of each room that wants a desk imports them.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.archive import open_archive
from bot.desk import World
from bot.errors import Empty, FetchFailed, NotAllowed, PostGone, TooLarge
from bot.fetch import GuardedFetcher, Limits
from bot.news.article import Article, Doubt, Source
from bot.news.facts import Answers, Figure
from bot.news.message import Attachment, MessageLink, Post
from bot.news.report import Report
from bot.news.timeline import Entry, Open
from bot.news.timex import Timex
from bot.ports import Line
from bot.workers import ReaderPool
from tests.site import serve

GUILD, CHANNEL = 11, 22
MODEL = Path(__file__).parents[2] / "bot" / "model"
FRIDAY = datetime(2024, 11, 29, 18, 30, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands until a test moves it."""

    moment: datetime = FRIDAY
    passed: float = 0.0

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        return self.passed

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)
        self.passed += timedelta(**by).total_seconds()

    def set(self, **by: float) -> None:
        """Somebody sets the clock: no time passes."""
        self.moment += timedelta(**by)


@dataclass
class Room:
    """A channel of Discord: it keeps its messages whatever becomes of the bot, and knows a nonce for two minutes."""

    clock: SetClock
    said: dict[int, Line] = field(default_factory=dict)
    """By message, what stands there now."""
    deleted: set[int] = field(default_factory=set)
    """Posts that are gone: nothing can reply to them."""
    hidden: set[int] = field(default_factory=set)
    """Channels that only who is in them can see."""
    edits: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    """People's messages as they stand in it now."""
    before: list[BaseException] = field(default_factory=list)
    """Raised by the next tries to post, before anything is posted."""
    after: list[BaseException] = field(default_factory=list)
    """Raised by the next tries although the message was posted."""
    held: asyncio.Event | None = None
    nonces: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    signs: list[tuple[int, str, bool]] = field(default_factory=list)
    """What was put under which post, or taken away, in order."""

    async def say(self, line: Line) -> int:
        if self.held:
            await self.held.wait()
        if self.before:
            raise self.before.pop(0)
        message, posted = self.nonces.get(line.nonce, (0, self.clock.now()))
        if not message or self.clock.now() - posted > timedelta(minutes=2):
            if line.reply_to in self.deleted:
                raise PostGone("The post is gone.")
            message = 1 + max([0, *(number for number, _ in self.nonces.values())])
            self.said[message] = line
            self.nonces[line.nonce] = message, self.clock.now()
        if self.after:
            raise self.after.pop(0)
        return message

    @property
    def messages(self) -> list[Line]:
        """What stands in the channel, oldest first."""
        return [line for _, line in sorted(self.said.items())]

    async def find(self, line: Line) -> int | None:
        return next((number for number, said in self.said.items() if said.answer.mark == line.answer.mark), None)

    async def edit(self, line: Line) -> None:
        if self.held:
            await self.held.wait()
        if self.before:
            raise self.before.pop(0)
        if line.message in self.said:
            self.said[line.message] = line
            self.edits += 1
        if self.after:
            raise self.after.pop(0)

    async def remove(self, line: Line, message: int) -> None:
        if self.before:
            raise self.before.pop(0)
        self.said.pop(message, None)
        if self.after:
            raise self.after.pop(0)

    async def react(self, post: Post, sign: str, *, on: bool = True) -> None:
        self.signs.append((post.id, sign, on))

    async def stands(self, line: Line, post: Post) -> bool:
        if line.channel != post.channel and line.channel in self.hidden:
            return False
        return line.message is None or line.message in self.said

    async def post(self, guild: int, channel: int, number: int) -> Post | None:
        return self.posts.get(number)

    async def linked(self, post: Post, link: MessageLink) -> Post:
        if link.id not in self.posts:
            raise NotAllowed("That message is not read.")
        return self.posts[link.id]

    async def attachment(self, attachment: Attachment, *, limit: int) -> bytes:
        if attachment.name not in self.files:
            raise FetchFailed(f"{attachment.name} is gone.")
        if len(self.files[attachment.name]) > limit:
            raise TooLarge(f"{attachment.name} is too large.")
        return self.files[attachment.name]


class HandReader:
    """Reads what a test wrote: the first line is the headline; each sentence with an ISO day is an entry."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.faults: dict[str, Exception] = {}
        self.damaged: set[str] = set()
        self.held: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.under_way = 0
        self.most_under_way = 0

    async def read(self, source: Source, *, today: date) -> Report:
        self.sources.append(source)
        self.begun.set()
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await (self.held.wait() if self.held else asyncio.sleep(0))
            if source.input in self.faults:
                raise self.faults[source.input]
            report = make_report(source)
            if source.input in self.damaged:
                return replace(report, timeline=tuple(replace(entry, sentence=99) for entry in report.timeline))
            return report
        finally:
            self.under_way -= 1


def _find_figures(text: str, sentences: tuple[tuple[int, int], ...]) -> tuple[Figure, ...]:
    """A figure for each 'N civilians' or 'N people'."""
    return tuple(
        Figure(int(m[1]), None, "exact", None, m[2], *m.span(2), "killed", None, None, None, *m.span(), n)
        for n, (a, b) in enumerate(sentences)
        for m in re.compile(r"(\d+) (civilians|people)").finditer(text, a, b)
    )


def make_report(source: Source) -> Report:
    """A report whose offsets are true: entries for ISO days, figures for 'N words', open events for weekdays."""
    raw = source.text or re.sub(r"<[^>]+>", "\n", source.body.decode())
    title, _, text = (source.title, "", raw) if source.title else raw.strip().partition("\n")
    text = text.strip()
    if not text:
        raise Empty("There is no text to read.")
    stamp = re.search(r'datetime="([^"]+)"', source.body.decode())
    published = source.published or (stamp[1] if stamp else None)
    basis = "given" if source.published else "metadata" if stamp else "unknown"
    sentences = tuple((m.start(), m.end()) for m in re.finditer(r"\S[^.]*\.", text))
    days = [(n, m) for n, (a, b) in enumerate(sentences) for m in re.finditer(r"\d{4}-\d\d-\d\d", text[a:b])]
    timexes = tuple(
        Timex(sentences[n][0] + m.start(), sentences[n][0] + m.end(), "DATE", m[0], None, m[0], m[0]) for n, m in days
    )
    entries = tuple(
        Entry(m[0], m[0], "day", text[slice(*sentences[n])], n, k, "explicit", f"'{m[0]}' as written", "happened", 1)
        for k, (n, m) in enumerate(days)
    )
    return Report(
        version=1,
        input=source.input,
        article=Article(
            title=title.strip(), url=source.url, publisher="The Example", byline=None, dateline=None, copy_of=None,
            published=published, either=None, published_by=source.published_by, published_from=basis, language="en",
            words=len(text.split()), text=text,
        ),
        sentences=sentences,
        answers=Answers(),
        key_sentences=tuple(range(len(sentences)))[:3],
        figures=_find_figures(text, sentences),
        claims=(),
        entities=(),
        timexes=timexes,
        timeline=entries,
        open=tuple(Open(n, None, "the rebels entered Aleppo", "no publication date")
                   for n, (a, b) in enumerate(sentences) if "Friday" in text[a:b] and not published),
        doubts=() if published else (Doubt("undated", "No publication date found: weekdays are left open."),),
    )  # fmt: skip


class Site:
    """A real web server on this machine; each path answers as a test says."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[str] = []
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.first: dict[str, list[int]] = {}
        """Statuses with which the first requests of a path are answered."""
        self.moved: dict[str, str] = {}

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def has(
        self, path: str, body: str | bytes, *, status: int = 200, kind: str = "text/html",
        headers: dict[str, str] | None = None,
    ) -> str:  # fmt: skip
        self.headers[path] = headers or {}
        self.pages[path] = status, kind, body.encode() if isinstance(body, str) else body
        return self.url(path)

    def redirects(self, path: str, target: str) -> str:
        self.moved[path] = target
        return self.url(path)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path in self.moved:
            raise web.HTTPFound(self.moved[request.path])
        if self.first.get(request.path):
            return web.Response(status=self.first[request.path].pop(0))
        status, kind, body = self.pages.get(request.path, (404, "text/html", b"gone"))
        return web.Response(body=body, status=status, content_type=kind, headers=self.headers.get(request.path))


@pytest.fixture
def page_of():
    """Makes the HTML of an article."""

    def make(title: str, text: str, *, published: str | None = "2024-11-29T18:00:00Z") -> str:
        stamp = f'<time datetime="{published}"></time>' if published else ""
        return f"<h1>{title}</h1>{stamp}<p>{text}</p>"

    return make


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def room(clock: SetClock) -> Room:
    return Room(clock)


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(site.answer) as site.port:
        yield site


@pytest.fixture
async def world(tmp_path: Path, clock: SetClock, room: Room, reader: HandReader, site: Site) -> AsyncIterator[World]:
    hosts = (("127.0.0.1", site.port),)
    async with (
        open_archive(f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}") as archive,
        GuardedFetcher(allow_hosts=hosts, limits=Limits(seconds=5.0, body=100_000)) as fetcher,
    ):
        yield World(archive, fetcher, reader, clock, room, "Europe/London", pauses=(0.0, 0.0))


@pytest.fixture
def restarted():
    """Gives the world as a new process finds it: the same archive and channel, nothing in memory."""
    return lambda world: replace(world, saying=set(), reading=set(), waits={})


@pytest.fixture
def post(clock: SetClock):
    """Makes the next message of the channel."""
    numbers = iter(range(1_000, 10_000))

    def make(text: str, *, channel: int = CHANNEL, attachments: tuple[Attachment, ...] = ()) -> Post:
        return Post(next(numbers), GUILD, channel, 7, text, clock.now(), attachments)

    return make


@pytest.fixture
async def pool():
    """Gives a world the trained pipeline in a process of its own; skips where it is not built."""
    if not (MODEL / "meta.json").exists():
        pytest.skip("bot/model holds no trained pipeline; python -m bot.training makes it")
    async with ReaderPool() as pool:
        yield lambda world: replace(world, reader=pool)

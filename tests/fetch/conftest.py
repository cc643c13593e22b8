"""A real site on this machine, opened to the fetcher as an operator opens an intranet host."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from bot.fetch import GuardedFetcher, Limits
from tests.site import serve

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """Answers paths with what a test tells it to, and keeps the requests it got."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[web.Request] = []
        self.closing = asyncio.Event()
        self._handlers: dict[str, Handler] = {}

    @property
    def allowed(self) -> tuple[tuple[str, int], ...]:
        return (("127.0.0.1", self.port),)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, handler: Handler) -> str:
        self._handlers[path] = handler
        return self.url(path)

    def says(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_: web.Request) -> web.Response:
            return web.Response(body=body, status=status, headers={"Content-Type": "text/html", **named})

        return self.on(path, answer)

    def redirects(self, path: str, target: str, status: int = 302) -> str:
        return self.says(path, status=status, Location=target)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self._handlers[request.path](request)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(site.answer) as site.port:
        yield site
        site.closing.set()


@pytest.fixture
async def fetcher(site: Site) -> AsyncIterator[GuardedFetcher]:
    async with GuardedFetcher(allow_hosts=site.allowed, limits=Limits(seconds=5.0, body=100_000)) as fetcher:
        yield fetcher


class RawSite:
    """Sends bytes exactly as given, for answers that no honest server would make."""

    def __init__(self) -> None:
        self.port = 0
        self.calls = 0
        self.sends = b""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self.sends)
        await writer.drain()
        writer.close()

    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
async def raw() -> AsyncIterator[RawSite]:
    raw = RawSite()
    server = await asyncio.start_server(raw.answer, "127.0.0.1", 0)
    raw.port = server.sockets[0].getsockname()[1]
    async with server:
        yield raw


@pytest.fixture
async def raw_fetcher(raw: RawSite) -> AsyncIterator[GuardedFetcher]:
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", raw.port),), limits=Limits(seconds=5.0)) as fetcher:
        yield fetcher

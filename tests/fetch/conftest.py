"""A real site on this machine, opened to the fetcher as an operator opens an intranet host."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

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
        self.endless = b""
        """Sent again and again after `sends`, until nobody listens."""
        self.pace = 0.0
        self.resets = False
        """Whether the connection is not closed but thrown away."""
        self._answering: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        task = asyncio.current_task()
        assert task
        self._answering[task] = writer
        try:
            await self._answer(reader, writer)
        finally:
            writer.close()
            del self._answering[task]

    async def close(self) -> None:
        """Drops whoever still listens."""
        for writer in self._answering.values():
            writer.transport.abort()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.sends)
            await writer.drain()
            while self.endless:
                writer.write(self.endless)
                await writer.drain()
                await asyncio.sleep(self.pace)
        if self.resets:
            # Lets what was sent arrive first: a reset overtakes it.
            await asyncio.sleep(0.05)
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
async def raw() -> AsyncIterator[RawSite]:
    raw = RawSite()
    server = await asyncio.start_server(raw.answer, "127.0.0.1", 0)
    raw.port = server.sockets[0].getsockname()[1]
    async with server:
        yield raw
        await raw.close()


@pytest.fixture
async def raw_fetcher(raw: RawSite) -> AsyncIterator[GuardedFetcher]:
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", raw.port),), limits=Limits(seconds=5.0)) as fetcher:
        yield fetcher


@pytest.fixture
async def hurried(raw: RawSite) -> AsyncIterator[GuardedFetcher]:
    """A fetcher of the raw site with little time."""
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", raw.port),), limits=Limits(seconds=0.3)) as fetcher:
        yield fetcher

"""The guarded client: hops by hand, one deadline over all of them, bytes counted."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, SocketFactoryType, TCPConnector
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot import __version__
from bot.errors import NoAnswer, Refused
from bot.fetch.body import read_page
from bot.fetch.door import open_socket
from bot.fetch.link import follow, read_link, refresh_of
from bot.fetch.names import SystemNames, WholeNames
from bot.fetch.unpack import ENCODINGS
from bot.fetch.verdict import judge_fault, judge_status
from bot.ports import Page

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one fetch goes."""

    seconds: float = 20.0
    """Over all hops together: a site that drips its answer never trips a timeout for each read."""
    body: int = 5_000_000
    """Bytes after decompression; a page is cut there."""
    hops: int = 5
    per_host: int = 4
    """Fetches at once of links to the same host."""


class GuardedFetcher:
    """Fetches what strangers paste; reaches the public internet, and of private hosts those of `allow_hosts` only.

    An asynchronous context manager. `allow_hosts` are (host, port) as they stand in links; for them the address is not
    looked at. `contact` goes into the User-Agent. `resolver` answers names instead of the system. Certificates are
    judged by what the system trusts, or by the file that SSL_CERT_FILE names.
    """

    def __init__(
        self,
        *,
        allow_hosts: Iterable[tuple[str, int]] = (),
        contact: str = "",
        limits: Limits | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allowed = frozenset((_plain(host), port) for host, port in allow_hosts)
        agent = f"Dateline/{__version__} (+{contact})" if contact.strip() else f"Dateline/{__version__}"
        self._agent = " ".join(agent.split())
        self._limits = limits or Limits()
        self._resolver = resolver
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        self._names = self._resolver or SystemNames()
        secure = await asyncio.to_thread(ssl.create_default_context)
        self._guarded = self._session(WholeNames(self._names), open_socket, secure)
        self._trusted = self._session(self._names, None, secure)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._guarded.close()
        await self._trusted.close()
        await self._names.close()

    def _session(
        self, names: AbstractResolver, factory: SocketFactoryType | None, secure: ssl.SSLContext
    ) -> ClientSession:
        connector = TCPConnector(
            use_dns_cache=False,
            resolver=names,
            socket_factory=factory,
            limit_per_host=self._limits.per_host,
            ssl=secure,
        )
        return ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            headers={"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": ENCODINGS},
            auto_decompress=False,
            timeout=ClientTimeout(total=None),
            trust_env=False,
        )

    async def fetch(self, url: str) -> Page:
        """The page behind a link; raises a FetchFailed or Binary with the sentence for the channel."""
        link = read_link(url)
        async with self._turn(link):
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._follow(link)
            except TimeoutError as fault:
                raise NoAnswer(f"No answer from {link.raw_host} within {self._limits.seconds:g} seconds.") from fault

    def _turn(self, link: URL) -> asyncio.Semaphore:
        """Waiting for a turn is outside of the deadline: many links to a slow host must not starve each other."""
        return self._turns.setdefault(_plain(link.host or ""), asyncio.Semaphore(self._limits.per_host))

    async def _follow(self, link: URL) -> Page:
        seen: set[URL] = set()
        refreshed = False
        while len(seen) <= self._limits.hops:
            seen.add(link)
            got = await self._ask(link)
            if isinstance(got, Page):
                onward = None if refreshed else refresh_of(got)
                if onward is None or onward in seen:
                    return got
                link, refreshed = onward, True
            elif got in seen:
                raise Refused("The site redirects in a circle.")
            else:
                link = got
        raise Refused(f"The site redirects more than {self._limits.hops} times.")

    async def _ask(self, link: URL) -> URL | Page:
        """The page, or where the site sends us instead. aiohttp asks once more by itself when a connection drops."""
        trusted = (_plain(link.host or ""), link.port) in self._allowed
        session = self._trusted if trusted else self._guarded
        try:
            async with session.get(link, allow_redirects=False) as answer:
                target = answer.headers.get("Location")
                if answer.status in _REDIRECTS and target:
                    return follow(link, target)
                if not 200 <= answer.status < 300 or answer.status == 206:
                    raise judge_status(answer.status, answer.headers)
                return await read_page(answer, cap=self._limits.body)
        except (ClientError, OSError, ValueError) as fault:
            raise judge_fault(fault, link.raw_host or "") from fault


def _plain(host: str) -> str:
    return host.lower().rstrip(".")

"""Names of hosts looked up by the system, in threads of their own."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetch.door import UnsafeAddressError, is_public

_THREADS = 8
"""A look-up at a server that never answers holds its thread for half a minute, and nothing can end it."""
_MOST = 8
"""Addresses of a name that are tried: a news site has one to four."""


class SystemNames(AbstractResolver):
    """The system's own resolver, which knows the hosts file and the search domains of an intranet.

    aiohttp's would use the event loop's threads: ten links to slow name servers, and everything else that runs there
    (decoding, making cards) would wait for them.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port, family)
        return [
            ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for kind, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[tuple[socket.AddressFamily, str]]:
    infos = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [(kind, _written(address)) for kind, _, _, _, address in infos]


def _written(address: tuple[Any, ...]) -> str:
    """The address as it is written; with its scope, where it has meaning only on one network of this machine."""
    host = str(address[0])
    scope = address[3] if len(address) > 3 else 0
    return f"{host}%{scope}" if scope and "%" not in host else host


class WholeNames(AbstractResolver):
    """Refuses a name of which any address is private: an answer that mixes both is how rebinding looks.

    The sockets are guarded all the same, since aiohttp asks no resolver for an address that stands in the link itself.
    """

    def __init__(self, names: AbstractResolver) -> None:
        self._names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = await self._names.resolve(host, port, family)
        for answer in answers:
            if not is_public(answer["host"]):
                raise UnsafeAddressError(f"{host} leads to {answer['host']}")
        return answers[:_MOST]

    async def close(self) -> None:
        await self._names.close()

"""Which addresses may be connected to; asked by the connector for the very address of every attempt."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

_PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA has given out of IPv6; the rest is local, multicast, embedded IPv4 or reserved."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_INWARD = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890); some clouds keep their metadata there
    ipaddress.IPv4Network("168.63.129.16/32"),  # Azure's platform address inside every virtual machine
)
"""Networks that `is_global` of Python 3.11 lets pass and that no news site lives in."""


class UnsafeAddressError(OSError):
    """The address lies in a network that is not the public internet."""


class BarredPortError(OSError):
    """A port that web pages are not served on."""


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the public internet; where an IPv4 is embedded in an IPv6, it decides."""
    address = ipaddress.ip_address(host)
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not any(address in net for net in _INWARD)
    if address.scope_id is not None:
        return False
    inner = _embedded(address)
    if inner is not None:
        return is_public(str(inner))
    return address in _GLOBAL_UNICAST and address.is_global


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 that a mapped, 6to4 or NAT64 address leads to; compatible ones fall outside of global unicast."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def open_socket(info: AddrInfoType) -> socket.socket:
    """A socket for this address; raises UnsafeAddressError or BarredPortError, which keeps aiohttp from connecting."""
    family, kind, protocol, _, address = info
    host, port = address[:2]
    if not is_public(str(host)):
        raise UnsafeAddressError(f"{host} is not public")
    if port not in _PORTS:
        raise BarredPortError(f"port {port} is not opened")
    return socket.socket(family, kind, protocol)


class WholeResolver(AbstractResolver):
    """Refuses a name of which any address is private: an answer that mixes both is how rebinding looks.

    The sockets are guarded all the same, since aiohttp asks no resolver for an address that stands in the link itself.
    """

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = await self._resolver.resolve(host, port, family)
        for answer in answers:
            if not is_public(answer["host"]):
                raise UnsafeAddressError(f"{host} leads to {answer['host']}")
        return answers

    async def close(self) -> None:
        await self._resolver.close()

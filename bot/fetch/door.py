"""Which addresses may be connected to; asked by the connector for the very address of every attempt."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

from aiohttp import AddrInfoType

_PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA has given out of IPv6; the rest is local, multicast, embedded IPv4 or reserved."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Before the last 32 bits of an address that tunnels to the IPv4 in them (RFC 5214)."""
_INWARD = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890); some clouds keep their metadata there
    ipaddress.IPv4Network("192.88.99.0/24"),  # relays of 6to4, given up (RFC 7526)
    ipaddress.IPv4Network("168.63.129.16/32"),  # Azure's platform address inside every virtual machine
    ipaddress.IPv4Network("161.26.0.0/16"),  # IBM Cloud's services inside its own network
    ipaddress.IPv4Network("166.8.0.0/14"),  # likewise
    ipaddress.IPv6Network("2001::/23"),  # protocol assignments: Teredo, ORCHID, benchmarks (RFC 2928)
    ipaddress.IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)
"""Networks that `is_global` of one of Python 3.11 to 3.14 lets pass and that no news site lives in."""


class UnsafeAddressError(OSError):
    """The address lies in a network that is not the public internet."""


class BarredPortError(OSError):
    """A port that web pages are not served on."""


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the public internet; where an IPv4 is embedded in an IPv6, it decides."""
    address = ipaddress.ip_address(host)
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not _is_inward(address)
    if address.scope_id is not None:
        return False
    inner = _embedded(address)
    if inner is not None:
        return is_public(str(inner))
    return address in _GLOBAL_UNICAST and address.is_global and not _is_inward(address)


def _is_inward(address: IPv4Address | IPv6Address) -> bool:
    return any(address in net for net in _INWARD)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 that a mapped, 6to4, NAT64 or ISATAP address leads to.

    Compatible ones fall outside of global unicast, Teredo ones are refused whatever they hold.
    """
    if address in _NAT64 or int(address) >> 32 & 0xFFFF_FFFF in _ISATAP:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def open_socket(info: AddrInfoType) -> socket.socket:
    """A socket for this address; raises UnsafeAddressError or BarredPortError, which keeps aiohttp from connecting."""
    family, kind, protocol, _, address = info
    host, port = address[:2]
    if not is_public(str(host)) or is_own(family, str(host)):
        raise UnsafeAddressError(f"{host} is not public")
    if port not in _PORTS:
        raise BarredPortError(f"port {port} is not opened")
    return socket.socket(family, kind, protocol)


def is_own(family: int, host: str) -> bool:
    """Whether an address is this machine's own: what is served here is not the public's, whatever the address.

    The system chooses the source of a connection to itself equal to its target. Connecting UDP sends nothing.
    """
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((host, 9))
            return bool(asking.getsockname()[0] == asking.getpeername()[0])
    except OSError:  # no way there: no connection will be made either
        return False

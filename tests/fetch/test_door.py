"""Only public addresses and web ports are connected to, whatever way an address is written."""

import ipaddress
import socket

import pytest
from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused, Unsafe
from bot.fetch import GuardedFetcher
from bot.fetch.door import BarredPortError, UnsafeAddressError, is_public, open_socket

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "0.0.0.0", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.192",
    "192.0.2.1", "198.18.0.1", "168.63.129.16",
    "::1", "::", "fe80::1", "fe80::1%eth0", "2606:2800:220:1::1%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
    "ff0e::1", "2001:db8::1", "2001::1", "64:ff9b:1::7f00:1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:c0a8:101::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_known(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_every_wrapping_of_an_ipv4_is_judged_like_the_ipv4(inner):
    """Mapped, NAT64 and 6to4 spellings neither open nor shut a door that the IPv4 itself does not."""
    number = int(inner)
    wrappings = (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80 | 1)
    assert {is_public(str(ipaddress.IPv6Address(wrapped))) for wrapped in wrappings} == {is_public(str(inner))}


def test_no_socket_is_made_for_a_private_address():
    with pytest.raises(UnsafeAddressError):
        open_socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80)))


def test_no_socket_is_made_for_an_odd_port():
    with pytest.raises(BarredPortError):
        open_socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("8.8.8.8", 22)))


def test_a_socket_is_made_for_a_public_web_server():
    with open_socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("8.8.8.8", 443))) as made:
        assert made.family == socket.AF_INET


@pytest.mark.parametrize("port", ["", ":8080"])
@pytest.mark.parametrize("host", [
    "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "10.1.2.3",
    "169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1%25eth0]", "１２７.0.0.1", "localhost",
])  # fmt: skip
async def test_links_to_private_addresses_are_refused(host, port):
    """An address in the link never meets a resolver: the socket is where it is stopped. Private beats the odd port."""
    async with GuardedFetcher() as fetcher:
        with pytest.raises(Unsafe, match="leads to a private network; it is not opened"):
            await fetcher.fetch(f"http://{host}{port}/")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.1."])
async def test_other_spellings_of_this_machine_are_refused(host):
    async with GuardedFetcher() as fetcher:
        with pytest.raises((Unsafe, Refused)):
            await fetcher.fetch(f"http://{host}/")


class Names(AbstractResolver):
    """Answers every name with the addresses it is given."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self):
        pass


@pytest.mark.parametrize("addresses", [
    ("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("10.0.0.1", "8.8.8.8"), ("2606:2800:220:1::1", "::1"),
])  # fmt: skip
async def test_a_name_with_a_private_address_among_its_answers_is_refused(addresses):
    async with GuardedFetcher(resolver=Names(*addresses)) as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch("http://news.example/")


async def test_a_public_name_on_an_odd_port_is_refused():
    async with GuardedFetcher(resolver=Names("8.8.8.8")) as fetcher:
        with pytest.raises(Refused, match="80 and 443"):
            await fetcher.fetch("http://news.example:8080/")


async def test_the_operator_can_open_a_name_with_its_port(site):
    site.says("/", b"<p>Intranet")
    allowed = (("Desk.Intranet", site.port),)
    async with GuardedFetcher(allow_hosts=allowed, resolver=Names("127.0.0.1")) as fetcher:
        assert (await fetcher.fetch(f"http://desk.intranet:{site.port}/")).body == b"<p>Intranet"


async def test_an_opened_port_opens_no_other(site):
    """The option names host and port together; the same host elsewhere stays shut."""
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", site.port + 1),)) as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch(site.url())
    assert not site.asked


async def test_the_system_resolver_answers_when_none_is_given():
    """`localhost` is resolved for real, and refused for what it resolves to."""
    assert await ThreadedResolver().resolve("localhost", 80)
    async with GuardedFetcher() as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch("http://localhost/")

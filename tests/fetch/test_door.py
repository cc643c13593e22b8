"""Only public addresses and web ports are connected to, whatever way an address is written."""

import ipaddress
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NoSite, Refused, Unsafe
from bot.fetch import GuardedFetcher
from bot.fetch.door import BarredPortError, UnsafeAddressError, is_own, is_public, open_socket
from bot.fetch.names import SystemNames, WholeNames

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "0.0.0.0", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.192",
    "192.0.2.1", "198.18.0.1", "168.63.129.16",
    "::1", "::", "fe80::1", "fe80::1%eth0", "2606:2800:220:1::1%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
    "ff0e::1", "2001:db8::1", "2001::1", "64:ff9b:1::7f00:1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:c0a8:101::1", "2606:2800:220:1:0:5efe:10.0.0.1", "2606:2800:220:1:200:5efe:127.0.0.1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "3fff::1", "5f00::1", "100::1", "192.88.99.1", "161.26.0.10",
    "166.8.0.1", "255.255.255.254", "203.0.113.1", "198.51.100.1",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8",
    "93.184.215.14",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2001:4860:4860::8888",
    "2a00:1450::1",
]


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
    "169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1%25eth0]", "１２７.0.0.1", "localhost", "LOCALHOST",
    "①②⑦.⓪.⓪.①", "127。0。0。1", "[::ffff:0:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[2001:0:7f00:1::]",
    "[64:ff9b:1::1]", "[fc00::1]", "[::]", "255.255.255.255",
])  # fmt: skip
async def test_links_to_private_addresses_are_refused(host, port):
    """An address in the link never meets a resolver: the socket is where it is stopped. Private beats the odd port."""
    async with GuardedFetcher() as fetcher:
        with pytest.raises(Unsafe, match="leads to a private network; it is not opened"):
            await fetcher.fetch(f"http://{host}{port}/")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_addresses_of_this_machine_are_its_own(address):
    """Also a public one, behind which the bot's own page may stand."""
    assert is_own(socket.AF_INET6 if ":" in address else socket.AF_INET, address)


def test_the_address_of_this_machine_in_its_network_is_its_own():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
        assert is_own(socket.AF_INET, asking.getsockname()[0])


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_addresses_of_others_are_not(address):
    assert not is_own(socket.AF_INET6 if ":" in address else socket.AF_INET, address)


@pytest.mark.parametrize("host", ["127.0.0.1.", "localhost.", "a.localhost", "127.0.0.1.nip.invalid"])
async def test_names_that_hide_this_machine_lead_nowhere(host):
    """Whether the system knows such a name or not, nothing is connected to."""
    async with GuardedFetcher() as fetcher:
        with pytest.raises((Unsafe, NoSite, Refused)):
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


class Turning(dict):
    """An address that is public when it is looked at, and private when it is connected to."""

    def __init__(self, **said) -> None:
        super().__init__(said)
        self.looks = 0

    def __getitem__(self, key):
        if key == "host":
            self.looks += 1
            return "8.8.8.8" if self.looks == 1 else "127.0.0.1"
        return super().__getitem__(key)


async def test_an_address_that_turns_between_look_and_connection_is_refused(site):
    """Rebinding: the socket sees what is connected to, whatever was looked at before."""

    class Rebinding(Names):
        async def resolve(self, host, port=0, family=socket.AF_UNSPEC):
            return [Turning(hostname=host, port=site.port, family=socket.AF_INET, proto=0, flags=0)]

    async with GuardedFetcher(resolver=Rebinding()) as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch(f"http://news.example:{site.port}/")
    assert not site.asked


async def test_a_name_that_was_public_a_hop_ago_is_looked_up_again(site):
    """The operator opened the name at one port; at another it is judged like any other, at each hop."""
    allowed = (("news.example", site.port),)
    site.redirects("/", "http://news.example/inner")
    async with GuardedFetcher(allow_hosts=allowed, resolver=Names("127.0.0.1")) as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch(f"http://news.example:{site.port}/")
    assert len(site.asked) == 1


async def test_of_many_addresses_a_few_are_tried():
    """A name with a thousand addresses makes no scanner of the bot."""
    answers = await WholeNames(Names(*(f"8.8.{n}.8" for n in range(200)))).resolve("news.example", 80)
    assert [answer["host"] for answer in answers] == [f"8.8.{n}.8" for n in range(8)]


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
    names = SystemNames()
    assert {answer["host"] for answer in await names.resolve("localhost", 80)} <= {"127.0.0.1", "::1"}
    await names.close()
    async with GuardedFetcher() as fetcher:
        with pytest.raises(Unsafe):
            await fetcher.fetch("http://localhost/")

"""Secure connections: only a certificate of this very host, in force and vouched for, opens one."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from bot.errors import NoAnswer, Refused
from bot.fetch import GuardedFetcher, Limits

HTML = b"<p>Four people were killed."
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def ca(tmp_path, monkeypatch) -> trustme.CA:
    """An authority that the bot trusts, as an operator adds that of an intranet."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return ca


@pytest.fixture
async def serve() -> AsyncIterator[Callable]:
    """Opens a site behind a certificate; gives its port."""
    async with AsyncExitStack() as stack:

        async def start(cert: trustme.LeafCert, sends: bytes = b"HTTP/1.1 200 OK\r\n\r\n" + HTML) -> int:
            async def answer(reader, writer):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(sends)
                writer.close()

            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            cert.configure_cert(context)
            server = await stack.enter_async_context(await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context))
            return server.sockets[0].getsockname()[1]

        yield start


def reach(*ports: int, seconds: float = 5.0) -> GuardedFetcher:
    return GuardedFetcher(allow_hosts=[("127.0.0.1", port) for port in ports], limits=Limits(seconds=seconds))


async def test_a_proper_certificate_opens_the_page(ca, serve):
    port = await serve(ca.issue_cert("127.0.0.1"))
    async with reach(port) as fetcher:
        assert (await fetcher.fetch(f"https://127.0.0.1:{port}/")).body == HTML


@pytest.mark.parametrize("made", [
    lambda ca: ca.issue_cert("127.0.0.1", not_before=LONG_AGO, not_after=LONG_AGO + timedelta(days=90)),
    lambda ca: ca.issue_cert("127.0.0.1", not_before=datetime(2200, 1, 1, tzinfo=UTC),
                             not_after=datetime(2201, 1, 1, tzinfo=UTC)),
    lambda ca: ca.issue_cert("news.example", "*.news.example"),
    lambda ca: ca.issue_cert("127.0.0.2"),
    lambda _: trustme.CA().issue_cert("127.0.0.1"),
    lambda _: trustme.CA(organization_name="trustme").create_child_ca().issue_cert("127.0.0.1"),
], ids=["expired", "not yet valid", "of another host", "of an address", "of nobody", "chain of nobody"])  # fmt: skip
async def test_a_certificate_that_does_not_hold_has_a_sentence(ca, serve, made):
    port = await serve(made(ca))
    async with reach(port) as fetcher:
        with pytest.raises(Refused) as caught:
            await fetcher.fetch(f"https://127.0.0.1:{port}/")
    assert str(caught.value) == "No secure connection to 127.0.0.1 can be made. Paste the text instead."


async def test_nothing_is_carried_from_a_secure_page_to_an_insecure_one(ca, serve, site):
    """http -> https -> http of a host that the operator opened (of any other only https is asked: see test_link)."""
    site.says("/plain", HTML)
    back = f"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: {site.url('/plain')}\r\n\r\n".encode()
    port = await serve(ca.issue_cert("127.0.0.1"), back)
    async with reach(port, site.port) as fetcher:
        page = await fetcher.fetch(site.redirects("/start", f"https://127.0.0.1:{port}/"))
    assert page.body == HTML
    assert not {"Cookie", "Authorization", "Referer"} & set(site.asked[-1].headers)


async def test_a_site_that_sends_back_and_forth_is_left(ca, serve, site):
    """http -> https -> http -> …: each address is asked once."""
    port = await serve(ca.issue_cert("127.0.0.1"), f"HTTP/1.1 302 F\r\nLocation: {site.url('/a')}\r\n\r\n".encode())
    start = site.redirects("/a", f"https://127.0.0.1:{port}/")
    async with reach(port, site.port) as fetcher:
        with pytest.raises(Refused, match="in a circle"):
            await fetcher.fetch(start)
    assert len(site.asked) == 1


@pytest.mark.parametrize("says", [b"", b"\x16\x03\x03\x00\x7a\x02", b"\x15\x03\x01\x00\x02\x02\x28"])
async def test_a_handshake_that_never_ends_is_left_at_the_deadline(unused_tcp_port, says):
    """Nothing, half a greeting, an alert: what waits is ended by the one deadline."""

    async def slow(reader, writer):
        writer.write(says)
        await reader.read()
        while not reader.at_eof():
            await reader.read()
        writer.close()

    async with (
        await asyncio.start_server(slow, "127.0.0.1", unused_tcp_port),
        reach(unused_tcp_port, seconds=0.3) as fetcher,
    ):
        with pytest.raises((NoAnswer, Refused)):
            await fetcher.fetch(f"https://127.0.0.1:{unused_tcp_port}/")


async def test_plain_http_at_a_secure_port_has_a_sentence(site):
    async with reach(site.port) as fetcher:
        with pytest.raises(Refused, match="No secure connection"):
            await fetcher.fetch(f"https://127.0.0.1:{site.port}/")


async def test_old_versions_of_the_protocol_are_not_spoken(ca, unused_tcp_port):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    with pytest.warns(DeprecationWarning, match=r"TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1

    async def answer(_, writer):
        writer.close()

    async with (
        await asyncio.start_server(answer, "127.0.0.1", unused_tcp_port, ssl=context),
        reach(unused_tcp_port) as fetcher,
    ):
        with pytest.raises((Refused, NoAnswer)):
            await fetcher.fetch(f"https://127.0.0.1:{unused_tcp_port}/")

"""Servers that speak HTTP badly, slowly or not at all: each ends in a page or in one sentence, within the deadline."""

import asyncio
import random
import zlib
from contextlib import suppress

import pytest

from bot.errors import Binary, DatelineError, NoAnswer, ServerFault
from bot.fetch import GuardedFetcher, Limits

HTML = b"<html><body><p>Four people were killed.</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("sends", [
    b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML,
    b"HTTP/1.0 200 OK\r\n\r\n" + HTML,
    OK + b"\r\n" + HTML,
    OK + b"Content-Length: %d\r\n\r\n" % len(HTML) + HTML,
    OK + b"Content-Length: %d\r\n\r\n" % len(HTML) + HTML + b"HTTP/1.1 200 OK\r\n\r\nanother answer, not asked for",
    CHUNKED + b"%x\r\n" % len(HTML) + HTML + b"\r\n0\r\n\r\n",
    CHUNKED + b"%x;name=value\r\n" % len(HTML) + HTML + b"\r\n0\r\nExpires: never\r\nX-Sum: 1\r\n\r\n",
    CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in HTML) + b"0\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 3 + OK + b"Content-Length: %d\r\n\r\n" % len(HTML) + HTML,
    b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + HTML,
    OK + b"Set-Cookie: a=b; Domain=.example.org\r\nStrict-Transport-Security: max-age=1\r\n\r\n" + HTML,
])  # fmt: skip
async def test_unusual_answers_are_read(raw, raw_fetcher, sends):
    """HTTP/1.0 without a length, one byte a chunk, extensions, trailers, hints before the answer."""
    raw.sends = sends
    assert (await raw_fetcher.fetch(raw.url())).body == HTML


@pytest.mark.parametrize("sends", [
    OK + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n" + HTML,
    OK + b"".join(b"X-%d: y\r\n" % number for number in range(1000)) + b"\r\n" + HTML,
    OK + b"Content-Length: -1\r\n\r\n" + HTML,
    OK + b"Content-Length: 1e3\r\n\r\n" + HTML,
    OK + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + HTML,
    OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + HTML,
    OK + b"Transfer-Encoding: gzip, identity\r\nContent-Length: 3\r\n\r\nabc",
    OK + b"Bad Header\r\n\r\n" + HTML,
    OK + b": nameless\r\n\r\n" + HTML,
    OK + b"X: a\x00b\r\n\r\n" + HTML,
    OK + b"X: a\rb\r\n\r\n" + HTML,
    b"HTTP/9.9 200 OK\r\n\r\n" + HTML,
    b"HTTP/1.1 999999 OK\r\n\r\n" + HTML,
    b"HTTP/1.1 abc\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: you\r\n\r\n",
    b"220 smtp.example ESMTP\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello",
    b"HTTP/1.1 200 " + b"O" * 100_000 + b"\r\n\r\n" + HTML,
])  # fmt: skip
async def test_what_is_no_proper_http_has_a_sentence(raw, raw_fetcher, sends):
    raw.sends = sends
    with pytest.raises(ServerFault):
        await raw_fetcher.fetch(raw.url())


@pytest.mark.parametrize("sends", [
    CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"-5\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"5\r\nabc",
    CHUNKED + b"3\r\nabc\r\n",
    CHUNKED + b"ffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"3\r\nabc\r\n0\r\n" + b"X: y\r\n" * 1000,
    OK + b"Content-Length: 10000000000\r\n\r\n" + HTML,
    OK + b"Content-Encoding: gzip\r\n\r\n" + zlib.compress(HTML * 50, wbits=31)[:-20],
    OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(HTML * 50)[:-20],
])  # fmt: skip
async def test_half_an_answer_is_no_page(raw, raw_fetcher, sends):
    raw.sends = sends
    with pytest.raises((NoAnswer, ServerFault)) as caught:
        await raw_fetcher.fetch(raw.url())
    assert caught.value.passing


async def test_a_server_that_resets_in_the_middle_has_a_sentence(raw, raw_fetcher):
    raw.sends, raw.resets = OK + b"Content-Length: 1000\r\n\r\n<p>Half", True
    with pytest.raises(NoAnswer, match=r"broke off|No answer from"):
        await raw_fetcher.fetch(raw.url())


async def test_a_server_that_resets_at_once_has_a_sentence(raw, raw_fetcher):
    raw.resets = True
    with pytest.raises(NoAnswer, match="No answer from"):
        await raw_fetcher.fetch(raw.url())


@pytest.mark.parametrize(("sends", "endless"), [
    (b"", b"H"),
    (b"HTTP/1.1 200 OK\r\n", b"X"),
    (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    (OK + b"\r\n", b"."),
    (CHUNKED, b"0"),
    (CHUNKED + b"5;", b"x"),
    (CHUNKED + b"0\r\n", b"X: y\r\n"),
    (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    (OK + b"Content-Encoding: gzip\r\n\r\n", zlib.compress(b"", wbits=31)),
])  # fmt: skip
async def test_what_drips_without_end_is_left_at_the_deadline(raw, hurried, sends, endless):
    """Slow headers, slow bodies, hints without end: each byte in time, the answer never."""
    raw.sends, raw.endless, raw.pace = sends, endless, 0.01
    with pytest.raises((NoAnswer, ServerFault)):
        await hurried.fetch(raw.url())


@pytest.mark.parametrize(("sends", "endless"), [
    (CHUNKED + b"5;", b"x" * 65536),
    (CHUNKED + b"0\r\n", b"X: y\r\n" * 10_000),
    (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000),
    (OK + b"X: ", b"y" * 65536),
    (OK, b"X: y\r\n" * 10_000),
])  # fmt: skip
async def test_what_floods_beside_the_body_is_left(raw, hurried, sends, endless):
    raw.sends, raw.endless = sends, endless
    with pytest.raises((NoAnswer, ServerFault)):
        await hurried.fetch(raw.url())


async def test_a_length_of_gigabytes_is_cut_at_the_cap(raw):
    """What the site announces allocates nothing; what it sends is counted."""
    raw.sends, raw.endless = OK + b"Content-Length: 99999999999\r\n\r\n", b"<p>word</p>" * 1000
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", raw.port),), limits=Limits(body=100_000)) as fetcher:
        page = await fetcher.fetch(raw.url())
    assert page.truncated
    assert len(page.body) == 100_000


async def test_a_site_that_says_nothing_is_left_at_the_deadline(unused_tcp_port):
    """The connection stands, and not one byte comes."""
    gone = asyncio.Event()

    async def silent(reader, writer):
        await reader.read()
        writer.close()
        gone.set()

    async with (
        await asyncio.start_server(silent, "127.0.0.1", unused_tcp_port),
        GuardedFetcher(allow_hosts=(("127.0.0.1", unused_tcp_port),), limits=Limits(seconds=0.2)) as fetcher,
    ):
        with pytest.raises(NoAnswer, match=r"within 0\.2 seconds"):
            await fetcher.fetch(f"http://127.0.0.1:{unused_tcp_port}/")
        await asyncio.wait_for(gone.wait(), 5)


async def test_damaged_answers_never_bring_anything_but_a_page_or_a_sentence(raw, raw_fetcher):
    """300 proper answers with bytes changed, doubled, lost: nothing else is raised, whatever aiohttp makes of it."""
    chance = random.Random(5)  # noqa: S311 - a test's own dice
    packed = zlib.compress(HTML * 20, wbits=31)
    whole = [
        OK + b"Content-Length: %d\r\n\r\n" % len(HTML) + HTML,
        CHUNKED + b"%x\r\n" % len(HTML) + HTML + b"\r\n0\r\nX: y\r\n\r\n",
        OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed,
        b"HTTP/1.1 302 Found\r\nLocation: /b?c=d\r\nContent-Length: 0\r\n\r\n",
    ]
    for turn in range(300):
        damaged = bytearray(whole[turn % len(whole)])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(damaged))
            change = chance.choice((b"", bytes([chance.randrange(256)]), b"\r\n", b"\x00", bytes(damaged[at : at + 9])))
            damaged[at : at + chance.randint(0, 2)] = change
        raw.sends = bytes(damaged)
        with suppress(DatelineError):
            await raw_fetcher.fetch(raw.url())


async def test_an_answer_for_a_file_is_left_without_reading_it(raw, raw_fetcher):
    """The type is known from the head: an endless film costs nothing."""
    raw.sends, raw.endless = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", b"\0" * 65536
    with pytest.raises(Binary, match="video/mp4"):
        await raw_fetcher.fetch(raw.url())

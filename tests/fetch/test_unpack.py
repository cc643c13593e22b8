"""Packed bodies are unpacked a little at a time; what is no packing, or not all of it, is never a page."""

import gzip
import random
import tracemalloc
import zlib
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Binary
from bot.fetch import GuardedFetcher, Limits
from bot.fetch.unpack import BrokenPackingError, Unpacker

HTML = b"<html><body><p>Four people were killed.</p></body></html>"


def bare(body: bytes) -> bytes:
    """Deflate without the header of zlib, as some servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACK = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "Deflate ": bare}


def unpack(packed: bytes, encoding: str, size: int = 7) -> tuple[bytes, bool]:
    unpacker = Unpacker(encoding)
    chunks = (packed[at : at + size] for at in range(0, len(packed), size))
    return b"".join(piece for chunk in chunks for piece in unpacker.feed(chunk)), unpacker.whole


@given(body=st.binary(min_size=1, max_size=5000), encoding=st.sampled_from(sorted(PACK)), size=st.integers(1, 6000))
def test_whatever_was_packed_comes_out(body, encoding, size):
    assert unpack(PACK[encoding](body), encoding, size) == (body, True)


@given(body=st.binary(min_size=1, max_size=5000), encoding=st.sampled_from(sorted(PACK)), data=st.data())
def test_a_beginning_is_told_from_the_whole(body, encoding, data):
    packed = PACK[encoding](body)
    cut = data.draw(st.integers(1, len(packed) - 1))
    assert not unpack(packed[:cut], encoding)[1]


@given(packed=st.binary(max_size=300), encoding=st.sampled_from(sorted(PACK)))
def test_any_bytes_are_unpacked_or_refused(packed, encoding):
    try:
        unpack(packed, encoding)
    except BrokenPackingError:
        return


def test_streams_one_behind_the_other_are_one_body():
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == (b"one two", True)


def test_padding_behind_the_end_is_passed_over():
    assert unpack(gzip.compress(HTML) + b"\0" * 512, "gzip") == (HTML, True)


def test_empty_streams_without_end_are_refused():
    with pytest.raises(BrokenPackingError):
        unpack(gzip.compress(b"") * 101, "gzip", 4096)


@pytest.mark.parametrize("encoding", ["", "identity", "utf-8", "text/html", "none"])
def test_a_word_that_names_no_packing_is_passed_over(encoding):
    assert unpack(HTML, encoding) == (HTML, True)


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "compress", "gzip, gzip", "deflate, gzip", "gzip,br", "x-gzip, gzip"]
)
async def test_what_was_not_asked_for_has_a_sentence(site, fetcher, encoding):
    """The bot asks for gzip or deflate; whoever packs otherwise, or twice, is not read."""
    with pytest.raises(Binary, match="packs its pages in a way that is not read here"):
        await fetcher.fetch(site.says("/a", gzip.compress(gzip.compress(HTML)), Content_Encoding=encoding))
    assert site.asked[0].headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize("encoding", sorted(PACK))
async def test_packed_pages_are_read(site, fetcher, encoding):
    page = await fetcher.fetch(site.says("/a", PACK[encoding](HTML), Content_Encoding=encoding))
    assert page.body == HTML
    assert not page.truncated


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_stops_at_the_cap(site, encoding):
    """200 MB in 200 kB: what is kept in memory stays near the cap of 1 MB, since bytes count after unpacking."""
    packer = zlib.compressobj(1, wbits=31 if encoding == "gzip" else 15)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    url = site.says("/a", bomb, Content_Encoding=encoding)
    async with GuardedFetcher(allow_hosts=site.allowed, limits=Limits(body=1_000_000)) as fetcher:
        tracemalloc.start()
        try:
            page = await fetcher.fetch(url)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert page.truncated
    assert len(page.body) == 1_000_000
    assert peak < 10_000_000


async def test_a_packed_body_that_never_unpacks_is_cut_too(site, fetcher):
    """Blocks that hold nothing: 200 kB come, not one byte comes out of them."""
    packer = zlib.compressobj(wbits=31)
    empty = [packer.compress(b"<p>") + packer.flush(zlib.Z_FULL_FLUSH), *(b"\0\0\0\xff\xff" for _ in range(40_000))]
    page = await fetcher.fetch(site.says("/a", b"".join(empty), Content_Encoding="gzip"))
    assert page.truncated
    assert page.body == b"<p>"


def test_a_piece_is_never_larger_than_a_step():
    unpacker = Unpacker("gzip")
    assert {len(piece) for piece in unpacker.feed(gzip.compress(b" " * 1_000_000))} <= {*range(64 * 1024 + 1)}


def test_noise_in_the_middle_is_refused():
    """Every place of a packed page, damaged: it comes out as it was, or not as a whole, or is refused."""
    packed = gzip.compress(bytes(random.Random(3).randbytes(200)))  # noqa: S311 - a test's own dice
    for at, noise in zip(range(10, len(packed)), cycle(b"\x00\xff\x1f"), strict=False):
        damaged = packed[:at] + bytes([packed[at] ^ (noise or 0x55)]) + packed[at + 1 :]
        try:
            body, whole = unpack(damaged, "gzip")
        except BrokenPackingError:
            continue
        assert not whole or body == gzip.decompress(packed)

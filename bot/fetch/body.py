"""The body of an answer: read up to the cap, counted packed and unpacked, refused where it is no text."""

import asyncio

from aiohttp import ClientResponse

from bot.errors import Binary, NoAnswer, TooLarge
from bot.fetch.unpack import Unpacker
from bot.ports import Page

_CHUNK = 64 * 1024
_UNKNOWN = "application/octet-stream"
"""What aiohttp reports for an answer without a type, and file stores for a file they do not know: the bytes decide."""
PDF = "application/pdf"
_TYPES = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", _UNKNOWN,
})  # fmt: skip
_MARKED = frozenset({"text/html", "application/xhtml+xml", "text/xml", "application/xml"})

# The resource header, the byte-order marks and the binary data bytes of the WHATWG MIME Sniffing Standard, 5.2 and 7.
_HEADER = 1445
_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_BINARY_BYTES = frozenset([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_MAGIC = (b"%PDF-", b"%!PS-Adobe-", b"{\\rtf", b"Rar!", b"BZh", b"7z\xbc\xaf", b"\x1f\x8b")
"""Formats that begin without a single byte that no text has, or with one that stands in pages."""


async def read_page(answer: ClientResponse, *, cap: int) -> Page:
    """The page of an answer, cut at `cap` bytes; raises Binary where label or bytes say that it is no text.

    NoAnswer when a packed body ends before its end: half a page is not told from a whole one by its text.
    """
    kind = answer.content_type
    if kind not in {*_TYPES, PDF}:
        raise Binary(f"The link leads to a file of type {kind}, not to a page of text.")
    body, cut = await _read_body(answer, cap)
    if kind in {PDF, _UNKNOWN} and body.startswith(b"%PDF-"):
        if cut:  # its table of contents stands at the end
            raise TooLarge(f"The link leads to a PDF of more than {cap // 1_000_000} MB; it was not read.")
        return Page(str(answer.url), body, PDF, None)
    charset = answer.charset
    if kind == PDF or looks_binary(body[:_HEADER], kind=kind, charset=charset):
        raise Binary("The link leads to a file that is not text.")
    return Page(str(answer.url), body, kind, charset, truncated=cut)


async def _read_body(answer: ClientResponse, cap: int) -> tuple[bytes, bool]:
    """The unpacked body, and whether it was cut at the cap. Packed bytes count too: they may unpack to nothing."""
    unpacker = Unpacker(",".join(answer.headers.getall("Content-Encoding", ())))
    body, packed = bytearray(), 0
    async for chunk in answer.content.iter_chunked(_CHUNK):
        packed += len(chunk)
        for piece in unpacker.feed(chunk):
            body += piece
            if len(body) > cap:
                return bytes(body[:cap]), True
            await asyncio.sleep(0)  # others have their turn: one chunk of a bomb unpacks to a thousand pieces
        if packed > cap:
            return bytes(body), True
    if not unpacker.whole:
        raise NoAnswer(f"The answer from {answer.url.raw_host} broke off. Try again later.")
    return bytes(body), False


def looks_binary(head: bytes, *, kind: str, charset: str | None) -> bool:
    """Whether the first bytes of a body are no text.

    A page that calls itself HTML or XML is believed unless it holds a NUL: stray control characters do occur in pages.
    """
    if head.startswith(_MARKS):
        return False
    if head.startswith(_MAGIC):
        return True
    if (charset or "").lower().startswith(("utf-16", "utf-32")):
        return False
    if kind in _MARKED:
        return b"\0" in head
    return not _BINARY_BYTES.isdisjoint(head)

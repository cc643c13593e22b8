"""The body of an answer out of its compression, a little at a time, so that a bomb is never blown up in memory."""

import zlib
from collections.abc import Iterator

from bot.errors import Binary

ENCODINGS = "gzip, deflate"
"""What is asked for; every server on the web packs its pages so when it is told that nothing else is read."""
_STEP = 64 * 1024
"""Bytes that are unpacked in one go: about a fifth of a millisecond."""
_MEMBERS = 100
"""Streams that may stand one behind the other. Pages have one; empty ones without end never fill any cap."""
_GZIP = 16 + zlib.MAX_WBITS
_PACKED = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress"})


class BrokenPackingError(ValueError):
    """The body is not what its Content-Encoding says."""


class Unpacker:
    """Unpacks the body of one answer; `encoding` is its Content-Encoding.

    Raises Binary for what is packed in a way that was not asked for: br, zstd, or twice. A word that names no
    packing ('utf-8' stands there at times) is passed over, as browsers do.
    """

    def __init__(self, encoding: str) -> None:
        named = [name.strip().lower() for name in encoding.split(",")]
        packings = [name.removeprefix("x-") for name in named if name in _PACKED]
        if packings not in ([], ["gzip"], ["deflate"]):
            raise Binary("The site packs its pages in a way that is not read here. Paste the text instead.")
        self._packing = packings[0] if packings else None
        self._stream: zlib._Decompress | None = None
        self._members = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The pieces that `chunk` holds, each at most 64 kB; raises BrokenPackingError."""
        if self._packing is None:
            yield chunk
            return
        while chunk:
            if self._stream is None or self._stream.eof:
                if self._members and not self._begins_member(chunk):
                    return
                self._open(chunk)
            try:
                piece, chunk = self._step(chunk)
            except zlib.error as fault:
                raise BrokenPackingError from fault
            if piece:
                yield piece

    @property
    def whole(self) -> bool:
        """Whether what was unpacked so far is all of it."""
        return self._stream is None or self._stream.eof

    def _begins_member(self, chunk: bytes) -> bool:
        """Whether what follows the end of a stream is another one; anything else behind it is padding."""
        return self._packing == "gzip" and chunk.startswith(b"\x1f")

    def _open(self, chunk: bytes) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise BrokenPackingError
        # Some servers send 'deflate' without the header of zlib that HTTP asks for.
        bare = self._packing == "deflate" and chunk[0] & 0x0F != zlib.DEFLATED
        self._stream = zlib.decompressobj(
            _GZIP if self._packing == "gzip" else -zlib.MAX_WBITS if bare else zlib.MAX_WBITS
        )

    def _step(self, chunk: bytes) -> tuple[bytes, bytes]:
        assert self._stream is not None  # noqa: S101 - opened just before
        piece = self._stream.decompress(chunk, _STEP)
        rest = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return piece, rest

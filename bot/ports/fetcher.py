"""What the desk needs of the web: pages behind links."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Page:
    """What a fetch brought: the address after redirects, the body decompressed, and cut at the cap if `truncated`."""

    url: str
    body: bytes
    content_type: str
    charset: str | None
    truncated: bool = False


class Fetcher(Protocol):
    async def fetch(self, url: str) -> Page:
        """The page behind a link; raises a FetchFailed, Binary or TooLarge with the sentence for the channel."""
        ...

"""Links to other messages of Discord, as its 'Copy message link' makes them."""

import re
from dataclasses import dataclass

_LINK = re.compile(
    r"https?://(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com/channels/(\d{15,20})/(\d{15,20})/(\d{15,20})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MessageLink:
    """A message by its server, channel and id; `text` is the link as it was written."""

    guild: int
    channel: int
    id: int
    text: str


def find_message_links(text: str) -> tuple[MessageLink, ...]:
    """The messages that `text` links to, in order, each once."""
    found: dict[int, MessageLink] = {}
    for match in _LINK.finditer(text):
        guild, channel, number = map(int, match.groups())
        found.setdefault(number, MessageLink(guild, channel, number, match[0]))
    return tuple(found.values())

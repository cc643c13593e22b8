"""What is to be forgotten, and what that takes."""

from dataclasses import dataclass
from typing import Literal

from bot.ports.line import Line

Memory = Literal["article", "channel", "person", "post"]


@dataclass(frozen=True, slots=True)
class Forget:
    """What a guild wants forgotten: an article, or all that a channel, a person or a post brought, by its id."""

    guild: int
    kind: Memory
    number: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What forgetting would take: headlines, the newest first, how many articles, how many messages of ours."""

    titles: tuple[str, ...]
    articles: int
    messages: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one part of a forgetting did; `lines` are messages to change or take away; `left` asks for another part."""

    articles: int
    lines: tuple[Line, ...]
    left: bool

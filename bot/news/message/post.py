"""What somebody posted, as the desk keeps it until it is answered."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.message.quoted import MessageLink


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a post; `content_type` is missing at times, so `name` decides."""

    name: str
    url: str
    size: int
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a channel. `id` is Discord's snowflake, or a number that the local page counts up."""

    id: int
    guild: int
    channel: int
    author: int
    text: str
    posted: datetime
    attachments: tuple[Attachment, ...] = ()
    revision: int = 0
    """How often it was edited so that something else is to be read; the archive counts it."""
    parts: tuple[int, ...] = ()
    """Further messages of a paste whose text stands in `text` too."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a post asks to be read, in the order in which it stands there."""

    links: tuple[str, ...] = ()
    copy: str | None = None
    files: tuple[Attachment, ...] = ()
    messages: tuple[MessageLink, ...] = ()
    """Other messages of Discord that it links to: what they hold is read in its place."""
    notes: tuple[str, ...] = ()
    """Sentences for what is left out: too many links, a file of a kind that is not read, one that is too large."""

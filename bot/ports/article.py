"""What a post brought and what the archive keeps of it: articles, their entries, their corrections."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.report import Report
from bot.news.timeline import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a post brought, to be stored: its key (canonical URL or hash of the text) and its report."""

    key: str
    input: str
    report: Report
    shingles: tuple[int, ...] = ()
    own: Report | None = None
    """How the post's guild reads it, where it corrected it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the archive; `short` is the id that people see."""

    id: int
    short: str
    key: str
    report: Report
    read_at: datetime
    story: int | None = None
    """The guild's story that it belongs to; None where no guild was asked for."""
    source: int | None = None
    """The guild's first article with the same text, by its id; None where that is itself, or no guild was asked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the archive's merged timeline, with the article that tells it."""

    entry: Entry
    article: int
    short: str
    title: str
    publisher: str | None
    url: str | None
    source: int = 0
    """The guild's first article with the same text, by its id: copies are one source."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor put right of an article's date of publication; undoing one is another that names it.

    `was` and `now` are ISO days or moments, None where none was known; they stay for ever, with who and when.
    """

    guild: int
    article: int
    who: int
    made: datetime
    was: str | None
    now: str | None
    why: str | None = None
    undoes: int | None = None
    id: int = 0
    """Given by the archive."""

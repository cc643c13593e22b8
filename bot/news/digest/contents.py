"""What a digest says, as values: nothing is worded here, and nothing stands here that no report says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.news.article import Doubt
from bot.news.facts import Figure
from bot.news.report import Report
from bot.news.timeline import Entry


class Brought(Protocol):
    """An article that the window brought; the archive's `Stored` is one."""

    @property
    def id(self) -> int: ...

    @property
    def short(self) -> str: ...

    @property
    def story(self) -> int | None: ...

    @property
    def source(self) -> int | None:
        """The article whose text it repeats, by its id."""
        ...

    @property
    def report(self) -> Report: ...


@dataclass(frozen=True, slots=True)
class Point:
    """What one sentence tells: its dated entry, if it has one, its figures, and the sentence verbatim.

    `Entry.status` says whether it is alleged, `Figure.source` who counts so. With neither entry nor figures the
    sentence itself is what is told.
    """

    sentence: str
    entry: Entry | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class New:
    """One story of the window. `ids` and `shorts` are its articles, the earliest first; the rest is of that one.

    `publishers` are the outlets of all its articles, each once; `points` are one to three, oldest date first, none
    when `unread` names a language (ISO 639-1) whose facts are not read, or when all that it tells is coming up.
    """

    ids: tuple[int, ...]
    shorts: tuple[str, ...]
    title: str
    url: str | None
    publishers: tuple[str, ...]
    points: tuple[Point, ...]
    doubts: tuple[Doubt, ...]
    unread: str | None
    sources: int = 1
    """How many texts of their own its articles are: copies of one wire text are one source."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A planned event that is not over yet, with the first article of the window that tells it."""

    entry: Entry
    id: int
    short: str
    title: str
    url: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Contents:
    """A digest before it is worded, in the order in which it is said.

    `since`, `until`, `due` and `next_due` are aware and in `zone` (its IANA name), so that they print as local time.
    `late` asks for the words 'due 06:00'. `next_due` is None when none will follow (paused, or no digest is set).
    `articles` and `stories` count the window; `new` has the stories with most articles first, then the latest;
    `coming` is by date. Nothing was new when `articles` is 0 (`empty`).
    """

    since: datetime
    until: datetime
    due: datetime
    late: bool
    zone: str
    next_due: datetime | None
    articles: int
    stories: int
    sources: int
    """How many of the articles are no copies of each other."""
    new: tuple[New, ...]
    coming: tuple[Coming, ...]

    @property
    def empty(self) -> bool:
        return self.articles == 0


def heading(report: Report) -> str:
    """The article's title or, where it has none, its first sentence, in one line."""
    return " ".join((report.article.title or _opening(report)).split()) or report.input


def _opening(report: Report) -> str:
    return report.sentence(0) if report.sentences else ""


def publishers(reports: Sequence[Report]) -> tuple[str, ...]:
    """The outlets, each once, in order."""
    return tuple(dict.fromkeys(report.article.publisher for report in reports if report.article.publisher))

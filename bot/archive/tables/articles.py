"""Articles are global; copies say which post of which guild brought them; entries and figures are what they tell."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from bot.archive.columns import Json, Key, Prose, Utc
from bot.archive.tables.table import Table


class ArticleRow(Table, table=True):
    """An article, whoever brought it. `title` is never empty: without a headline it is the first sentence."""

    __tablename__ = "articles"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    short: str | None = Field(default=None, unique=True)
    """What people see and type; made of the id, so it comes a moment after it."""
    key: str = Field(sa_column=Column(Prose, nullable=False, unique=True))
    text_hash: str = Field(index=True)
    title: str = Field(sa_type=Prose)
    url: str | None = Field(default=None, sa_type=Prose)
    publisher: str | None = Field(default=None, sa_type=Prose)
    language: str | None = None
    published: str | None = None
    report: dict[str, Any] = Field(sa_type=Json)
    reader: str
    """The version of Dateline that read it."""
    read_at: datetime = Field(sa_type=Utc)
    shingles: list[int] = Field(sa_type=Json)


class CopyRow(Table, table=True):
    """A post brought an article: by `input`, the link or the kind of paste, as the `position`-th of the post."""

    __tablename__ = "copies"
    __table_args__ = (
        UniqueConstraint("post", "article"),
        Index("copies_channel_index", "guild", "channel", "brought"),
        Index("copies_article_index", "article", "guild"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    post: int = Field(sa_column=Column(BigInteger, ForeignKey("posts.id", ondelete="CASCADE"), nullable=False))
    article: int = Field(sa_column=Column(BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False))
    guild: int = Field(sa_type=BigInteger)
    channel: int = Field(sa_type=BigInteger)
    input: str = Field(sa_type=Prose)
    position: int
    brought: datetime = Field(sa_type=Utc)


class EntryRow(Table, table=True):
    """A line of an article's timeline; `first` and `last` are the days that `start` and `end` cover, for spans."""

    __tablename__ = "entries"
    __table_args__ = (Index("entries_days_index", "first", "last"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    article: int = Field(
        sa_column=Column(BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    guild: int | None = Field(default=None, sa_type=BigInteger)
    """Whose correction it comes from; None as the article itself tells it."""
    position: int
    start: str
    end: str
    first: date | None = None
    last: date | None = None
    precision: str
    event: str = Field(sa_type=Prose)
    sentence: int
    timex: int | None = None
    basis: str
    because: str = Field(sa_type=Prose)
    status: str
    importance: int


class FigureRow(Table, table=True):
    """A number of an article with what it counts and who says so."""

    __tablename__ = "figures"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    article: int = Field(
        sa_column=Column(BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    guild: int | None = Field(default=None, sa_type=BigInteger)
    """As an entry's."""
    position: int
    value: float
    upper: float | None = None
    approx: str
    unit: str | None = Field(default=None, sa_type=Prose)
    noun: str | None = Field(default=None, sa_type=Prose)
    what: str | None = Field(default=None, sa_type=Prose)
    source: str | None = Field(default=None, sa_type=Prose)
    sentence: int


class ReadingRow(Table, table=True):
    """An article as one guild reads it since it corrected it: its report stands for the article's there."""

    __tablename__ = "readings"

    guild: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
        )
    )
    report: dict[str, Any] = Field(sa_type=Json)
    made: datetime = Field(sa_type=Utc)


class SketchRow(Table, table=True):
    """A few of an article's shingles, by which articles with much the same text are found."""

    __tablename__ = "sketches"

    hash: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
        )
    )

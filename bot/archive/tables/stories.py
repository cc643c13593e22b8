"""Stories, by guild, and the desk's corrections, which are only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from bot.archive.columns import Json, Key, Prose, Utc
from bot.archive.tables.table import Table


class StoryRow(Table, table=True):
    """A story of a guild; `text_hash` is the text that its articles share."""

    __tablename__ = "stories"
    __table_args__ = (UniqueConstraint("guild", "text_hash"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    guild: int = Field(sa_type=BigInteger)
    text_hash: str
    name: str | None = Field(default=None, sa_type=Prose)
    """Given by the desk; None while the first article's title serves."""
    made: datetime = Field(sa_type=Utc)


class StoryArticleRow(Table, table=True):
    """An article belongs to one story of each guild that has it."""

    __tablename__ = "story_articles"
    __table_args__ = (Index("story_articles_story_index", "story"),)

    guild: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        )
    )
    story: int = Field(sa_column=Column(BigInteger, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False))
    source: int | None = Field(default=None, sa_type=BigInteger)
    """The guild's first article with much the same text, by its id, which stays when that one is deleted; copies of one
    wire text share it and are one source. None where it is the article itself."""
    adds: bool | None = None
    """Whether such a copy tells what its source did not, as an agency's later version does; None for what is none."""


class CorrectionRow(Table, table=True):
    """What the desk put right: who, when, why, and what it was; undoing is another row that names this one."""

    __tablename__ = "corrections"
    __table_args__ = (Index("corrections_article_index", "guild", "article"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    guild: int = Field(sa_type=BigInteger)
    article: int = Field(sa_column=Column(BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False))
    who: int = Field(sa_type=BigInteger)
    made: datetime = Field(sa_type=Utc)
    why: str | None = Field(default=None, sa_type=Prose)
    kind: str
    """What is corrected: 'date' or 'fact'."""
    was: Any = Field(default=None, sa_column=Column(Json))
    now: Any = Field(default=None, sa_column=Column(Json))
    undoes: int | None = Field(default=None, sa_column=Column(BigInteger, ForeignKey("corrections.id")))

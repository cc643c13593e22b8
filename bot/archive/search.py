"""What a guild may see of the archive: articles that its own posts brought, and what they tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.archive.articles import bounded
from bot.archive.short import short_id
from bot.archive.tables import ArticleRow, CopyRow, EntryRow, ReadingRow, StoryArticleRow
from bot.news.report import from_json
from bot.news.timeline import Entry
from bot.ports import Stored, Told

_ENTRY_FIELDS = (
    "start", "end", "precision", "event", "sentence", "timex", "basis", "because", "status", "importance",
)  # fmt: skip

_STORED = (col(ArticleRow.id), col(ArticleRow.key), col(ArticleRow.report), col(ArticleRow.read_at))
_BATCH = 25
"""Reports that are read before the event loop has its turn: one takes about a millisecond."""


async def one(session: AsyncSession, article: int, *, guild: int) -> Stored | None:
    """The article as the guild reads it; None where no post of the guild brought it."""
    copies = _copies(guild, None)
    row = (await session.execute(_brought(guild, copies).where(col(ArticleRow.id) == article))).first()
    return _stored(*row) if row else None


async def by_key(session: AsyncSession, key: str) -> Stored | None:
    """The article of a key, whoever brought it, as everybody reads it."""
    row = (await session.execute(select(*_STORED).where(col(ArticleRow.key) == bounded(key)))).first()
    return _stored(row[0], row[1], row[2], row[3], None, row[1]) if row else None


async def articles(
    session: AsyncSession,
    guild: int,
    *,
    channel: int | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> Sequence[Stored]:
    """An article counts for the moment in which a post first brought its text, and is as new as the latest post."""
    copies, texts = _copies(guild, channel), _texts(guild, channel)
    query = _brought(guild, copies).outerjoin(_First, col(_First.id) == col(StoryArticleRow.source))
    query = query.join(texts, texts.c.told == _TOLD)
    if since:
        query = query.where(texts.c.first >= since)
    if until:
        query = query.where(texts.c.first < until)
    query = query.order_by(copies.c.latest.desc(), col(ArticleRow.id).desc()).limit(limit)
    rows = await session.stream(query.execution_options(yield_per=_BATCH))
    return [_stored(*row) async for batch in rows.partitions() for row in batch]


async def suggest(session: AsyncSession, guild: int, words: str, *, limit: int) -> Sequence[tuple[int, str]]:
    """(id, title) of the guild's articles whose title or short id fits, newest first."""
    copies = _copies(guild, None)
    query = (
        select(col(ArticleRow.id), col(ArticleRow.title))
        .join(copies, copies.c.article == col(ArticleRow.id))
        .where(_fits(words))
        .order_by(copies.c.latest.desc(), col(ArticleRow.id).desc())
        .limit(limit)
    )
    return [(number, title) for number, title in await session.execute(query)]


def _fits(words: str) -> ColumnElement[bool]:
    """Every word stands in the title, or what was typed is the beginning of the short id."""
    typed = words.strip()
    in_title = [col(ArticleRow.title).icontains(word, autoescape=True) for word in typed.split()]
    return or_(and_(True, *in_title), col(ArticleRow.short).istartswith(typed, autoescape=True))


async def told(
    session: AsyncSession, guild: int, *, channel: int | None, since: date | None, until: date | None, limit: int
) -> Sequence[Told]:
    """Where there are more than `limit`, the latest days are kept."""
    copies = _copies(guild, channel)
    query = (
        select(
            EntryRow, col(ArticleRow.title), col(ArticleRow.publisher), col(ArticleRow.url), col(StoryArticleRow.source)
        )
        .join(ArticleRow, col(ArticleRow.id) == col(EntryRow.article))
        .join(copies, copies.c.article == col(ArticleRow.id))
        .outerjoin(StoryArticleRow, _in_story(guild))
        .where(col(EntryRow.first).is_not(None), _as_read(guild))
        .order_by(*(column.desc() for column in _BY_DAY))
        .limit(limit)
    )
    if since:
        query = query.where(col(EntryRow.last) >= since)
    if until:
        query = query.where(col(EntryRow.first) <= until)
    rows = (await session.execute(query)).all()
    return [
        Told(_entry(row), row.article, short_id(row.article), title, publisher, url, source or row.article)
        for row, title, publisher, url, source in reversed(rows)
    ]


def _as_read(guild: int) -> ColumnElement[bool]:
    """Entries of the guild's own reading of an article, where it corrected it; else those that everybody has."""
    own = exists().where(col(ReadingRow.article) == col(EntryRow.article), col(ReadingRow.guild) == guild)
    return or_(col(EntryRow.guild) == guild, and_(col(EntryRow.guild).is_(None), ~own))


_BY_DAY = (col(EntryRow.first), col(EntryRow.last), col(EntryRow.article), col(EntryRow.position))


def _copies(guild: int, channel: int | None) -> Subquery:
    """By article, when posts of the guild (and channel) last brought it, and the copy that says as what."""
    query = (
        select(
            col(CopyRow.article),
            func.max(col(CopyRow.brought)).label("latest"),
            func.max(col(CopyRow.id)).label("copy"),
        )
        .where(*_whose(guild, channel))
        .group_by(col(CopyRow.article))
    )
    return query.subquery()


_First = aliased(ArticleRow)
"""The article whose text another one repeats."""
_TOLD = func.coalesce(case((col(StoryArticleRow.adds).is_(False), col(_First.text_hash))), col(ArticleRow.text_hash))
"""What an article tells: its text, or for a copy that adds nothing the text that it repeats."""


def _texts(guild: int, channel: int | None) -> Subquery:
    """By text, when posts of the guild (and channel) first brought it, whatever its address and outlet."""
    query = (
        select(_TOLD.label("told"), func.min(col(CopyRow.brought)).label("first"))
        .select_from(ArticleRow)
        .join(CopyRow, col(CopyRow.article) == col(ArticleRow.id))
        .outerjoin(StoryArticleRow, _in_story(guild))
        .outerjoin(_First, col(_First.id) == col(StoryArticleRow.source))
        .where(*_whose(guild, channel))
        .group_by(_TOLD)
    )
    return query.subquery()


def _whose(guild: int, channel: int | None) -> list[ColumnElement[bool]]:
    in_guild = [col(CopyRow.guild) == guild]
    return in_guild if channel is None else [*in_guild, col(CopyRow.channel) == channel]


def _in_story(guild: int) -> ColumnElement[bool]:
    return and_(col(StoryArticleRow.article) == col(ArticleRow.id), col(StoryArticleRow.guild) == guild)


def _brought(guild: int, copies: Subquery) -> Select[int, str, dict[str, Any], datetime, int, str, int | None]:
    """Articles of these copies, with their story in the guild and the input that brought them."""
    report = func.coalesce(col(ReadingRow.report), col(ArticleRow.report))
    return (
        select(
            col(ArticleRow.id),
            col(ArticleRow.key),
            report,
            col(ArticleRow.read_at),
            col(StoryArticleRow.story),
            col(CopyRow.input),
            col(StoryArticleRow.source),
        )
        .select_from(ArticleRow)
        .join(copies, copies.c.article == col(ArticleRow.id))
        .join(CopyRow, col(CopyRow.id) == copies.c.copy)
        .outerjoin(ReadingRow, and_(col(ReadingRow.article) == col(ArticleRow.id), col(ReadingRow.guild) == guild))
        .outerjoin(StoryArticleRow, _in_story(guild))
    )


def _stored(
    number: int,
    key: str,
    report: dict[str, Any],
    read_at: datetime,
    story: int | None,
    brought_as: str,
    source: int | None = None,
) -> Stored:
    return Stored(number, short_id(number), key, replace(from_json(report), input=brought_as), read_at, story, source)


def _entry(row: EntryRow) -> Entry:
    fields: dict[str, Any] = {name: getattr(row, name) for name in _ENTRY_FIELDS}
    return Entry(**fields)

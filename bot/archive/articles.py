"""What a post brought is stored: articles once for all, copies and stories by guild."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy import insert as insert_many
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot import __version__
from bot.archive.corrections import read_as
from bot.archive.rows import add_new, put
from bot.archive.short import short_id
from bot.archive.sources import Text, describe_source, join_story, lock_guild
from bot.archive.tables import (
    ArticleRow,
    CopyRow,
    CorrectionRow,
    EntryRow,
    FigureRow,
    ReadingRow,
    SketchRow,
    StoryArticleRow,
    StoryRow,
)
from bot.news.message import Post
from bot.news.reply import Same
from bot.news.reply.cards import show_title
from bot.news.report import Report, to_json
from bot.news.story import sketch, text_key
from bot.news.timeline import Entry
from bot.news.timeline.days import days
from bot.ports import Found

_LONGEST_KEY = 600
"""Characters of a key that are kept as they are: PostgreSQL's index takes 2,700 bytes, and an address has no limit."""
_FIGURE_FIELDS = ("value", "upper", "approx", "unit", "noun", "what", "source", "sentence")


def bounded(key: str) -> str:
    """The key, or for a very long one its beginning with its hash."""
    if len(key) <= _LONGEST_KEY:
        return key
    return key[: _LONGEST_KEY - 65] + "#" + hashlib.sha256(key.encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as the tables take it: its key, the input that brought it, columns, and rows of what it tells."""

    key: str
    input: str
    report: Report
    values: dict[str, Any]
    entries: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    own: "Prepared | None" = None
    """How the post's guild reads it, where it corrected it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored article, and whose text it repeats in the guild of the post."""

    id: int
    same: Same | None = None


def prepare(found: Sequence[Found]) -> list[Prepared]:
    """Everything about these articles that needs no database: 100,000 words take long enough to be felt."""
    return [_prepare(one, bounded(one.key)) for one in found]


def prepare_report(report: Report) -> Prepared:
    """The same of a report alone: an article as one guild reads it."""
    return _prepare(Found(report.input, report.input, report), report.input)


def _prepare(found: Found, key: str) -> Prepared:
    report = found.report
    own = prepare_report(found.own) if found.own else None
    entries = [{"position": n} | _entry_values(entry) for n, entry in enumerate(report.timeline)]
    figures = [
        {"position": n} | {name: getattr(figure, name) for name in _FIGURE_FIELDS}
        for n, figure in enumerate(report.figures)
    ]
    return Prepared(key, found.input, report, _article_values(found, key), entries, figures, own)


def _article_values(found: Found, key: str) -> dict[str, Any]:
    """The article's columns. Its report names the key as input: what a guild pasted is that guild's, in its copy."""
    article = found.report.article
    hashed = text_key(article.text)
    return {
        "text_hash": key if hashed == text_key("") else hashed,
        "title": show_title(found.report),
        "url": article.url,
        "publisher": article.publisher,
        "language": article.language,
        "published": article.published,
        "report": to_json(replace(found.report, input=key)),
        "reader": __version__,
        "shingles": list(found.shingles),
    }


def _entry_values(entry: Entry) -> dict[str, Any]:
    first, last = days(entry) or (None, None)
    return asdict(entry) | {"first": first, "last": last}


async def store(session: AsyncSession, post: Post, prepared: Sequence[Prepared], *, now: datetime) -> list[Kept]:
    """The articles that a post brought, in order; an article that was read before keeps its id.

    Rows are written in one order whoever writes, so that two posts with the same links cannot wait for each other.
    """
    stored: dict[str, tuple[int, bool]] = {}
    for one in sorted(prepared, key=lambda one: one.key):
        stored[one.key] = await _store_article(session, one, now=now)
    await lock_guild(session, post.guild)
    kept = []
    for position, one in enumerate(prepared):
        number, renewed = stored[one.key]
        text = Text(number, one.values["text_hash"], one.values["shingles"], one.report)
        await join_story(session, post.guild, text, renewed=renewed, now=now)
        await _add_copy(session, post, one.input, number, position=position, now=now)
        if one.own:
            await read_as(session, post.guild, number, one.own, now=now)
        kept.append(Kept(number, await describe_source(session, post.guild, number)))
    return kept


async def drop_copies(
    session: AsyncSession, posts: Sequence[int], *, keep: Collection[int] = ()
) -> dict[int, set[int]]:
    """What these posts brought (but for `keep`) is no longer theirs; what nobody else brought is deleted.

    The articles that they lost, by guild.

    An article that only other guilds brought leaves this one's story, with this one's corrections.
    """
    return await drop_these(session, col(CopyRow.post).in_(posts), col(CopyRow.article).not_in(keep))


async def drop_these(session: AsyncSession, *theirs: ColumnElement[bool]) -> dict[int, set[int]]:
    """The same for any copies."""
    gone = (await session.execute(select(col(CopyRow.article), col(CopyRow.guild)).where(*theirs))).all()
    await session.execute(delete(CopyRow).where(*theirs))
    for article, guild in sorted({(row[0], row[1]) for row in gone}):
        elsewhere = set(await session.scalars(select(col(CopyRow.guild)).where(col(CopyRow.article) == article)))
        if not elsewhere:
            await session.execute(delete(ArticleRow).where(col(ArticleRow.id) == article))
        elif guild not in elsewhere:
            for table in (StoryArticleRow, CorrectionRow, ReadingRow, EntryRow, FigureRow):
                await session.execute(delete(table).where(col(table.article) == article, col(table.guild) == guild))
    if gone:
        left = select(col(StoryArticleRow.story)).where(col(StoryArticleRow.story) == col(StoryRow.id)).exists()
        await session.execute(
            delete(StoryRow).where(col(StoryRow.guild).in_({row[1] for row in gone}), ~left),
            execution_options={"synchronize_session": False},
        )
    lost: dict[int, set[int]] = {}
    for article, guild in gone:
        lost.setdefault(guild, set()).add(article)
    return lost


async def _store_article(session: AsyncSession, one: Prepared, *, now: datetime) -> tuple[int, bool]:
    """Adds the article, or renews it when it reads otherwise than before; its id, and whether it was renewed."""
    added = await add_new(session, ArticleRow, one.values | {"key": one.key, "read_at": now})
    query = select(col(ArticleRow.id), col(ArticleRow.report)).where(col(ArticleRow.key) == one.key).with_for_update()
    row = (await session.execute(query)).one()
    number: int = row[0]
    if not added and row[1] == one.values["report"]:
        return number, False
    await session.execute(
        update(ArticleRow)
        .where(col(ArticleRow.id) == number)
        .values(**one.values, read_at=now, short=short_id(number))
        .execution_options(synchronize_session=False)
    )
    await _replace_rows(session, EntryRow, number, one.entries)
    await _replace_rows(session, FigureRow, number, one.figures)
    await session.execute(delete(SketchRow).where(col(SketchRow.article) == number))
    if hashes := sketch(one.values["shingles"]):
        await session.execute(insert_many(SketchRow), [{"hash": one, "article": number} for one in hashes])
    return number, not added


async def _replace_rows(
    session: AsyncSession, table: type[EntryRow | FigureRow], article: int, rows: Sequence[dict[str, Any]]
) -> None:
    """What the article tells as it reads now, instead of what it told."""
    await session.execute(delete(table).where(col(table.article) == article, col(table.guild).is_(None)))
    if rows:
        await session.execute(insert_many(table), [row | {"article": article} for row in rows])


async def _add_copy(
    session: AsyncSession, post: Post, brought_as: str, article: int, *, position: int, now: datetime
) -> None:
    copy = {
        "post": post.id,
        "article": article,
        "guild": post.guild,
        "channel": post.channel,
        "input": brought_as,
        "position": position,
        "brought": now,
    }
    await put(session, CopyRow, copy, unique=("post", "article"))

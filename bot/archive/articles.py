"""What a post brought is stored: articles once for all, copies and stories by guild."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy import insert as insert_many
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot import __version__
from bot.archive.rows import add_new, put
from bot.archive.short import short_id
from bot.archive.tables import ArticleRow, CopyRow, EntryRow, FigureRow, StoryArticleRow, StoryRow
from bot.news.message import Post
from bot.news.reply.cards import show_title
from bot.news.report import Report, to_json
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


async def store(session: AsyncSession, post: Post, found: Sequence[Found], *, now: datetime) -> list[int]:
    """The ids of the articles that a post brought, in order; an article that was read before keeps its id.

    Keys are written in one order whoever writes, so that two posts with the same links cannot wait for each other.
    """
    ids: dict[str, int] = {}
    for one in sorted(found, key=lambda one: bounded(one.key)):
        ids[one.key] = await _store_article(session, one, now=now)
    for position, one in enumerate(found):
        await _add_copy(session, post, one, ids[one.key], position=position, now=now)
        await _join_story(session, post.guild, ids[one.key], now=now)
    return [ids[one.key] for one in found]


async def _store_article(session: AsyncSession, found: Found, *, now: datetime) -> int:
    """Adds the article, or renews it when it reads otherwise than before."""
    key = bounded(found.key)
    values = _article_values(found.report, key) | {"shingles": list(found.shingles)}
    added = await add_new(session, ArticleRow, values | {"key": key, "read_at": now})
    row = await session.scalar(select(ArticleRow).where(col(ArticleRow.key) == key).with_for_update())
    if row is None:  # deleted by another process in this very moment
        return await _store_article(session, found, now=now)
    if not added and row.report == values["report"]:
        return row.id
    await session.execute(
        update(ArticleRow).where(col(ArticleRow.id) == row.id).values(**values, read_at=now, short=short_id(row.id))
    )
    await _store_told(session, row.id, found.report)
    return row.id


def _article_values(report: Report, key: str) -> dict[str, Any]:
    """The article's columns. Its report names the key as input: what a guild pasted is that guild's, in its copy."""
    article = report.article
    return {
        "text_hash": _hash_text(article.text) or key,
        "title": show_title(report),
        "url": article.url,
        "publisher": article.publisher,
        "language": article.language,
        "published": article.published,
        "report": to_json(replace(report, input=key)),
        "reader": __version__,
    }


def _hash_text(text: str) -> str | None:
    """The same for texts that differ only in case, spacing or the forms of their characters; None for no text."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(words.encode(errors="replace")).hexdigest() if words else None


async def _store_told(session: AsyncSession, article: int, report: Report) -> None:
    """Entries and figures of the article as it reads now, instead of those it had."""
    entries = [_entry_values(entry) | {"article": article, "position": n} for n, entry in enumerate(report.timeline)]
    figures = [
        {"article": article, "position": n} | {name: getattr(figure, name) for name in _FIGURE_FIELDS}
        for n, figure in enumerate(report.figures)
    ]
    await session.execute(delete(EntryRow).where(col(EntryRow.article) == article))
    await session.execute(delete(FigureRow).where(col(FigureRow.article) == article))
    if entries:
        await session.execute(insert_many(EntryRow), entries)
    if figures:
        await session.execute(insert_many(FigureRow), figures)


def _entry_values(entry: Entry) -> dict[str, Any]:
    first, last = days(entry) or (None, None)
    return asdict(entry) | {"first": first, "last": last}


async def _add_copy(
    session: AsyncSession, post: Post, found: Found, article: int, *, position: int, now: datetime
) -> None:
    copy = {
        "post": post.id,
        "article": article,
        "guild": post.guild,
        "channel": post.channel,
        "input": found.input,
        "position": position,
        "brought": now,
    }
    await put(session, CopyRow, copy, unique=("post", "article"))


async def _join_story(session: AsyncSession, guild: int, article: int, *, now: datetime) -> None:
    """Puts the article into the guild's story of the same text, unless it is in one."""
    text_hash = select(col(ArticleRow.text_hash)).where(col(ArticleRow.id) == article)
    fingerprint = (await session.execute(text_hash)).scalar_one()
    await add_new(session, StoryRow, {"guild": guild, "text_hash": fingerprint, "made": now})
    same = select(col(StoryRow.id)).where(col(StoryRow.guild) == guild, col(StoryRow.text_hash) == fingerprint)
    story = (await session.execute(same)).scalar_one()
    await add_new(session, StoryArticleRow, {"guild": guild, "article": article, "story": story})

"""Copies of one text inside a guild: an article joins the story of the text that it repeats, and shares its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import add_new
from bot.archive.short import short_id
from bot.archive.tables import ArticleRow, CopyRow, SketchRow, StoryArticleRow, StoryRow
from bot.news.reply import Same
from bot.news.report import Report, from_json
from bot.news.story import adds, repeats, sketch

RECENT = timedelta(days=14)
"""How long ago a text may have been brought for near copies of it to be looked for; equal ones are found at any age."""
_LOOKED_AT = 10
"""Articles whose shingles are compared: those that share most of the sketch come first."""
_SKETCHED = 300
"""Articles of all guilds with some of the sketch: copies of one text, and chance."""
_GUILDS = 0x736F_7572
"""Makes a guild's lock on PostgreSQL another one than the migrations'."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is needed of an article to find whose text it repeats."""

    article: int
    text_hash: str
    shingles: Sequence[int]
    report: Report


async def lock_guild(session: AsyncSession, guild: int) -> None:
    """Lets one transaction at a time join stories of a guild: two copies at once would not see each other.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(guild ^ _GUILDS)))


async def join_story(session: AsyncSession, guild: int, text: Text, *, renewed: bool, now: datetime) -> None:
    """Puts the article into the guild's story of the text that it repeats, or into its own.

    One that is in a story stays there, whatever it says now; but whether it is a copy is asked again of a new text.
    """
    row = await session.get(StoryArticleRow, (guild, text.article))
    if row is not None:
        if renewed and not await _is_source(session, guild, text.article):
            _, row.source, row.adds = await _find_source(session, guild, text, now=now) or (0, None, None)
        return
    found = await _find_source(session, guild, text, now=now)
    story, source, more = found or (await _own_story(session, guild, text.text_hash, now=now), None, None)
    values = {"guild": guild, "article": text.article, "story": story, "source": source, "adds": more}
    await add_new(session, StoryArticleRow, values)


async def describe_source(session: AsyncSession, guild: int, article: int) -> Same | None:
    """Of which article this one is a copy in the guild, and how many outlets have the text; None for what is none."""
    row = await session.get(StoryArticleRow, (guild, article))
    if row is None or row.source is None:
        return None
    its = select(
        col(StoryArticleRow.article), col(ArticleRow.title), col(ArticleRow.publisher), col(StoryArticleRow.source)
    ).join(ArticleRow, col(ArticleRow.id) == col(StoryArticleRow.article))
    shared = or_(col(StoryArticleRow.source) == row.source, col(StoryArticleRow.article) == row.source)
    copies = (await session.execute(its.where(col(StoryArticleRow.guild) == guild, shared))).all()
    others = [copy for copy in copies if copy[0] != article]
    if not others:
        return None
    first = min(others, key=lambda copy: (copy[0] != row.source, copy[0]))
    outlets = {copy[2] for copy in copies if copy[2]}
    return Same(first[1], short_id(first[0]), first[2], max(len(outlets), 1))


async def _is_source(session: AsyncSession, guild: int, article: int) -> bool:
    query = select(exists().where(col(StoryArticleRow.guild) == guild, col(StoryArticleRow.source) == article))
    return bool(await session.scalar(query))


async def _own_story(session: AsyncSession, guild: int, text_hash: str, *, now: datetime) -> int:
    await add_new(session, StoryRow, {"guild": guild, "text_hash": text_hash, "made": now})
    same = select(col(StoryRow.id)).where(col(StoryRow.guild) == guild, col(StoryRow.text_hash) == text_hash)
    return (await session.execute(same)).scalar_one()


async def _find_source(session: AsyncSession, guild: int, text: Text, *, now: datetime) -> tuple[int, int, bool] | None:
    """The story and the source of the text that this one repeats, and whether it tells more; None when it is new."""
    in_guild = (col(StoryArticleRow.guild) == guild, col(StoryArticleRow.article) != text.article)
    member = select(col(StoryArticleRow.story), col(StoryArticleRow.article), col(StoryArticleRow.source))
    equal = member.join(ArticleRow, col(ArticleRow.id) == col(StoryArticleRow.article)).where(
        col(ArticleRow.text_hash) == text.text_hash, *in_guild
    )
    row = (await session.execute(equal.order_by(col(StoryArticleRow.article)).limit(1))).first()
    if row:
        return row[0], row[2] or row[1], False
    alike = await _find_alike(session, text, in_guild, guild, since=now - RECENT)
    if not alike:
        return None
    row = (await session.execute(member.where(*in_guild, col(StoryArticleRow.article) == alike[0][0]))).one()
    return row[0], row[2] or row[1], all(adds(text.report, report) for _, report in alike)


async def _find_alike(
    session: AsyncSession, text: Text, in_guild: tuple[ColumnElement[bool], ...], guild: int, *, since: datetime
) -> list[tuple[int, Report]]:
    """The guild's recent articles that this text repeats, those that have most of its sketch first."""
    alike: list[tuple[int, Report]] = []
    for number in await _find_sketched(session, text, in_guild, guild, since=since):
        kept = select(col(ArticleRow.shingles), col(ArticleRow.report)).where(col(ArticleRow.id) == number)
        shingles, report = (await session.execute(kept)).one()
        if repeats(text.shingles, shingles):
            alike.append((number, from_json(report)))
    return alike


async def _find_sketched(
    session: AsyncSession, text: Text, in_guild: tuple[ColumnElement[bool], ...], guild: int, *, since: datetime
) -> list[int]:
    """The guild's recent articles with some of the sketch, asked in two steps: SQLite would begin at the guild."""
    shared = select(col(SketchRow.article)).where(col(SketchRow.hash).in_(sketch(text.shingles)))
    most = shared.group_by(col(SketchRow.article)).order_by(func.count().desc(), col(SketchRow.article))
    numbers = (await session.scalars(most.limit(_SKETCHED))).all()
    brought = exists().where(
        col(CopyRow.article) == col(StoryArticleRow.article),
        col(CopyRow.guild) == guild,
        col(CopyRow.brought) >= since,
    )
    own = select(col(StoryArticleRow.article)).where(col(StoryArticleRow.article).in_(numbers), *in_guild, brought)
    known = set((await session.scalars(own)).all())
    return [number for number in numbers if number in known][:_LOOKED_AT]

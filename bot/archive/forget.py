"""What is to be forgotten goes with all that only it brought, and is known, so that no old backup brings it back."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive import outbox, posts
from bot.archive.articles import drop_these
from bot.archive.firsts import hand_over
from bot.archive.rows import put
from bot.archive.short import short_id
from bot.archive.tables import (
    ArticleRow,
    CopyRow,
    ForgottenRow,
    LineRow,
    OptOutRow,
    PostRow,
    SettingRow,
    StoryArticleRow,
)
from bot.news.reply import Answer, from_json, leave_out, to_json
from bot.ports import Forget, Forgotten, Line, Memory, Weight

_MOST = 25
"""Copies of one transaction: SQLite's one writer is not held for long, nor the event loop (20 ms; 200 took 350)."""
_HELD = "forgotten_held"
_NOBODY = 0

State = dict[str, Any]


async def weigh(session: AsyncSession, what: Forget) -> Weight:
    """What would be forgotten: articles, the newest first, and messages of ours."""
    mine = select(col(CopyRow.article)).where(_copies(what)).distinct().subquery()
    titles = select(col(ArticleRow.title)).where(col(ArticleRow.id).in_(select(mine.c.article)))
    newest = await session.scalars(titles.order_by(col(ArticleRow.id).desc()).limit(10))
    articles = await session.scalar(select(func.count()).select_from(mine))
    messages = select(func.count()).select_from(LineRow).where(col(LineRow.message).is_not(None), _lines(what))
    return Weight(tuple(newest), articles or 0, await session.scalar(messages) or 0)


async def forget(session: AsyncSession, what: Forget, *, now: datetime) -> Forgotten:
    """Forgets a part at a time, all at one `now`. The lines say what is to be done in channels."""
    before = await _state(session)
    await _note(session, what, now=now)
    after, held = await _state(session), await _held(session)
    part = await _forget(session, what, now=now)
    # A process that ends between two parts leaves the rest to the next start, which sees that this is not held yet.
    if held in (before, {"under way": after}):
        await _put_held(session, {"under way": after} if part.left else after)
    return part


async def opt_out(session: AsyncSession, guild: int, person: int, *, now: datetime) -> None:
    """From now on no post of theirs is claimed."""
    await put(session, OptOutRow, {"guild": guild, "person": person, "made": now}, unique=("guild", "person"))


async def opt_in(session: AsyncSession, guild: int, person: int) -> bool:
    """Whether they had opted out."""
    row = await session.get(OptOutRow, (guild, person))
    if row:
        await session.delete(row)
    return row is not None


async def opted_out(session: AsyncSession, guild: int, person: int) -> bool:
    """Whether their posts are left alone."""
    return await session.get(OptOutRow, (guild, person)) is not None


async def hold_against(session: AsyncSession) -> None:
    """Forgets again what an older copy of the database brought back, and what was begun and not finished."""
    state = await _state(session)
    if await _held(session) == state:
        return
    rows = (await session.scalars(select(ForgottenRow))).all()
    articles = await _find_articles(session) if any(row.kind == "article" for row in rows) else {}
    for row in rows:
        number = articles.get(row.what) if row.kind == "article" else int(row.what)
        if number is not None:
            await _hold(session, Forget(row.guild, cast("Memory", row.kind), number), until=row.made)
    await _put_held(session, state)


async def _state(session: AsyncSession) -> State | None:
    """What tells one list of forgotten things from another; None for an empty one."""
    query = select(func.count(), func.max(col(ForgottenRow.made))).select_from(ForgottenRow)
    count, latest = (await session.execute(query)).one()
    return {"count": count, "latest": latest.isoformat()} if count else None


async def _held(session: AsyncSession) -> State | None:
    """The state of the list that the archive is known to be held against."""
    row = await session.get(SettingRow, (0, _HELD), populate_existing=True)
    return row.value if row else None


async def _put_held(session: AsyncSession, state: State | None) -> None:
    await put(session, SettingRow, {"guild": 0, "key": _HELD, "value": state}, unique=("guild", "key"))


async def _hold(session: AsyncSession, what: Forget, *, until: datetime) -> None:
    """Messages that still stand go by the outbox; those that went when it was forgotten are found gone."""
    while (await _forget(session, what, now=until, until=until)).left:
        pass


async def _find_articles(session: AsyncSession) -> dict[str, int]:
    """Articles by the hash of their key."""
    rows = await session.execute(select(col(ArticleRow.id), col(ArticleRow.key)))
    return {_hash(row[1]): row[0] for row in rows}


async def _forget(session: AsyncSession, what: Forget, *, now: datetime, until: datetime | None = None) -> Forgotten:
    """A part of it; with `until` only what was brought by then."""
    which = _copies(what) if until is None else and_(_copies(what), col(CopyRow.brought) <= until)
    query = select(col(CopyRow.id), col(CopyRow.post), col(CopyRow.article)).where(which).limit(_MOST)
    found = (await session.execute(query)).all()
    articles = sorted({row[2] for row in found})
    rows = await _take_lines(session, what, sorted({row[1] for row in found}), until=until)
    lines = [line for row in rows if (line := _rewrite(row, what, articles, now=now))]
    if what.kind != "article":
        await _delete_posts(session, what, [row[1] for row in found], now=now, until=until)
    lost = await drop_these(session, col(CopyRow.id).in_([row[0] for row in found]))
    lines += await hand_over(session, what.guild, lost.get(what.guild, ()), now=now)
    lines += await _correct_others(session, what, articles, now=now)
    left = bool(found or rows)
    if what.kind == "person" and not left:
        theirs = (col(PostRow.author) == what.number, col(PostRow.guild) == what.guild, col(PostRow.claimed) <= now)
        await session.execute(update(PostRow).where(*theirs).values(author=_NOBODY))
    return Forgotten(len(articles), tuple(lines), left)


async def _note(session: AsyncSession, what: Forget, *, now: datetime) -> None:
    spelled = str(what.number)
    if what.kind == "article":
        key = await session.scalar(select(col(ArticleRow.key)).where(col(ArticleRow.id) == what.number))
        if key is None:
            return
        spelled = _hash(key)
    row = {"guild": what.guild, "kind": what.kind, "what": spelled, "made": now}
    await put(session, ForgottenRow, row, unique=("guild", "kind", "what"))


def _hash(key: str) -> str:
    """The key itself would be a memory of what was forgotten."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def _copies(what: Forget) -> ColumnElement[bool]:
    return and_(col(CopyRow.guild) == what.guild, {
        "article": col(CopyRow.article) == what.number,
        "channel": col(CopyRow.channel) == what.number,
        "post": col(CopyRow.post) == what.number,
        "person": exists().where(col(PostRow.id) == col(CopyRow.post), col(PostRow.author) == what.number),
    }[what.kind])  # fmt: skip


def _lines(what: Forget) -> ColumnElement[bool]:
    """Our messages that say what was brought; with a channel its digests too."""
    if what.kind == "channel":
        return and_(col(LineRow.guild) == what.guild, col(LineRow.channel) == what.number)
    return exists().where(col(CopyRow.post) == col(LineRow.post), _copies(what))


async def _take_lines(
    session: AsyncSession, what: Forget, numbers: Sequence[int], *, until: datetime | None
) -> Sequence[LineRow]:
    """The lines that answer these posts, locked; of a channel and a person also those that brought nothing."""
    theirs: ColumnElement[bool] = col(LineRow.post).in_(numbers)
    if what.kind == "channel":
        theirs = or_(theirs, _lines(what))
    elif what.kind == "person":
        author = and_(col(PostRow.author) == what.number, col(PostRow.guild) == what.guild)
        theirs = or_(theirs, exists().where(col(PostRow.id) == col(LineRow.post), author))
    elif what.kind == "post":
        theirs = or_(theirs, col(LineRow.post) == what.number)
    # One that is being taken away already says nothing any more.
    stands = and_(
        or_(col(LineRow.message).is_not(None), col(LineRow.due).is_not(None)),
        func.coalesce(col(LineRow.due), "") != "remove",
    )
    query = select(LineRow).where(theirs, stands).order_by(col(LineRow.id)).limit(2 * _MOST)
    if until:
        query = query.where(col(LineRow.made) <= until)
    return (await session.scalars(query.with_for_update())).all()


def _rewrite(row: LineRow, what: Forget, articles: Sequence[int], *, now: datetime) -> Line | None:
    """What is to be done about the message; the line keeps nothing of what is forgotten."""
    left: Answer | None = from_json(row.answer)
    if what.kind != "article":
        left = None
    for article in articles:
        left = leave_out(left, article=article, short=short_id(article)) if left else None
    return outbox.rewrite(row, left, now=now)


async def _delete_posts(
    session: AsyncSession, what: Forget, numbers: Sequence[int], *, now: datetime, until: datetime | None
) -> None:
    """The posts are as if they had been deleted: no edit brings them back."""
    await posts.delete(session, numbers, now=now)
    waiting = {
        "channel": col(PostRow.channel) == what.number,
        "person": col(PostRow.author) == what.number,
        "post": col(PostRow.id) == what.number,
    }[what.kind]
    unread = select(col(PostRow.id)).where(
        waiting, col(PostRow.guild) == what.guild, col(PostRow.state) == posts.CLAIMED
    )
    if until:
        unread = unread.where(col(PostRow.claimed) <= until)
    await posts.delete(session, (await session.scalars(unread)).all(), now=now)


async def _correct_others(session: AsyncSession, what: Forget, articles: Sequence[int], *, now: datetime) -> list[Line]:
    """Digests, and cards of the same text, that name an article which the guild no longer has say it no more."""
    theirs = (col(CopyRow.guild) == what.guild, col(CopyRow.article).in_(articles))
    kept = set(await session.scalars(select(col(CopyRow.article)).where(*theirs)))
    gone = [article for article in articles if article not in kept]
    named = or_(False, *(col(LineRow.answer).contains(short_id(article)) for article in gone))
    copied = select(col(StoryArticleRow.article)).where(
        col(StoryArticleRow.guild) == what.guild, col(StoryArticleRow.source).in_(gone)
    )
    beside = select(col(CopyRow.post)).where(col(CopyRow.guild) == what.guild, col(CopyRow.article).in_(copied))
    which = or_(and_(col(LineRow.post).is_(None), named), col(LineRow.post).in_(beside))
    others = select(LineRow).where(col(LineRow.guild) == what.guild, which)
    changed = []
    for row in await session.scalars(others.with_for_update()):
        left = before = from_json(row.answer)
        for article in gone:
            left = leave_out(left, article=article, short=short_id(article)) or left
        if left == before:
            continue
        if row.message is None:  # one that waits is said without it; one that was given up stays so
            row.answer = to_json(left)
        elif line := outbox.rewrite(row, left, now=now):
            changed.append(line)
    return changed

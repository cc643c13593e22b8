"""The outbox: lines that must stand in their channel once, as they read now, until nothing is due any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.articles import Kept
from bot.archive.rows import add_new, changed
from bot.archive.short import short_id
from bot.archive.tables import LineRow
from bot.news.reply import Answer, Card, from_json, mark_same, name_card, to_json
from bot.ports import Due, Line

_WAITING = (col(LineRow.due).is_not(None), col(LineRow.gave_up).is_(None))
_OLD_NEWS = timedelta(days=1)
"""A digest that could not be said for so long is not said any more; a post's card is."""


async def add_line(
    session: AsyncSession, answer: Answer, *, nonce: str, guild: int, channel: int, post: int | None, now: datetime
) -> Line | None:
    """The line of this nonce; None when it needs no saying any more. An answer without a mark takes the nonce."""
    values = {
        "nonce": nonce,
        "guild": guild,
        "channel": channel,
        "post": post,
        "answer": to_json(answer if answer.mark else replace(answer, mark=nonce)),
        "made": now,
        "tries": 0,
        "version": 0,
        "due": "say",
        "denied": False,
    }
    await add_new(session, LineRow, values)
    return await _waiting(session, col(LineRow.nonce) == nonce)


async def answer_post(
    session: AsyncSession, answer: Answer | None, *, guild: int, channel: int, post: int, now: datetime
) -> Line | None:
    """The line that answers a post: made, or changed where it was made before; None when nothing is due."""
    row = await session.scalar(select(LineRow).where(col(LineRow.post) == post).with_for_update())
    if row is not None:
        return rewrite(row, answer, now=now)
    if answer is None:
        return None
    return await add_line(session, answer, nonce=f"post{post}", guild=guild, channel=channel, post=post, now=now)


def rewrite(row: LineRow, answer: Answer | None, *, now: datetime) -> Line | None:
    """The line with another answer, if anything is due for it; without one its message is taken away."""
    mark = from_json(row.answer).mark
    spelled = to_json(answer if answer and answer.mark else replace(answer or Answer(), mark=mark))
    if spelled == row.answer and row.due != "remove":
        return as_line(row) if row.due and not row.gave_up else None
    row.answer, row.version, row.made, row.tries = spelled, row.version + 1, now, 0
    row.gave_up, row.denied = None, False
    if answer is None:
        row.due = "remove"
    elif row.message is None and row.due is None:  # it was taken away: Discord may still know its nonce
        row.due, row.nonce = "say", _again(row)
    else:
        row.due = "say" if row.message is None else "edit"
    return as_line(row)


async def of_posts(session: AsyncSession, posts: Sequence[int]) -> Sequence[LineRow]:
    """The lines that answer these posts, locked."""
    return (await session.scalars(select(LineRow).where(col(LineRow.post).in_(posts)).with_for_update())).all()


async def of_id(session: AsyncSession, line: int) -> LineRow | None:
    """The line's row, locked."""
    return await session.get(LineRow, line, with_for_update=True)


async def waiting_for(session: AsyncSession, post: int) -> Line | None:
    """What is due for the answer to a post."""
    return await _waiting(session, col(LineRow.post) == post)


async def unsaid(session: AsyncSession, *, limit: int | None) -> Sequence[Line]:
    """Lines that something is due for, the oldest first."""
    query = select(LineRow).where(*_WAITING).order_by(col(LineRow.made), col(LineRow.id)).limit(limit)
    return [as_line(row) for row in await session.scalars(query)]


async def lines(session: AsyncSession, guild: int, channel: int, *, limit: int) -> Sequence[Line]:
    """Not those that were taken away."""
    stands = or_(col(LineRow.message).is_not(None), col(LineRow.due) == "say")
    query = select(LineRow).where(col(LineRow.guild) == guild, col(LineRow.channel) == channel, stands)
    return [as_line(row) for row in await session.scalars(query.order_by(col(LineRow.id).desc()).limit(limit))]


async def said(session: AsyncSession, line: int, message: int, *, now: datetime) -> Line | None:
    """The first message stays: a line that was said twice by mistake is known by the one that came first.

    Which of its versions the message shows is known only while there is one; else the newest is put there.
    """
    row = await of_id(session, line)
    if row is None or row.message is not None:
        return None
    row.message, row.said_at, row.gave_up, row.denied, row.tries = message, now, None, False, 0
    if row.due == "say":
        row.due = "edit" if row.version else None
    return as_line(row) if row.due else None


async def shown(session: AsyncSession, line: int, *, version: int) -> Line | None:
    """The message shows this version of its line; what is due if it is not the newest."""
    row = await of_id(session, line)
    if row is None or row.due is None:
        return None
    if row.due == "edit" and row.version == version:
        row.due, row.tries = None, 0
    return as_line(row) if row.due else None


async def removed(session: AsyncSession, line: int) -> Line | None:
    """The message is gone; what is due if the line came to say something again meanwhile."""
    row = await of_id(session, line)
    if row is None:
        return None
    row.message, row.tries = None, 0
    if row.due == "remove":
        row.due = None
    elif row.due:
        row.due, row.nonce = "say", _again(row)
    return as_line(row) if row.due else None


async def tried(session: AsyncSession, line: int, *, now: datetime, gave_up: str | None, denied: bool) -> None:
    """Counts a try that failed; one that was given up waits no more."""
    statement = update(LineRow).where(col(LineRow.id) == line, *_WAITING)
    values = {"tries": col(LineRow.tries) + 1, "tried_at": now, "gave_up": gave_up, "denied": denied}
    await session.execute(statement.values(values))


async def allow(session: AsyncSession, channel: int, *, now: datetime) -> int:
    """How many denied lines of the channel are due again."""
    recent = or_(col(LineRow.post).is_not(None), col(LineRow.made) > now - _OLD_NEWS)
    denied = update(LineRow).where(col(LineRow.channel) == channel, col(LineRow.denied).is_(True), recent)
    return changed(await session.execute(denied.values(gave_up=None, denied=False, tries=0)))


def name_articles(answer: Answer, articles: Sequence[Kept]) -> Answer:
    """The answer with stored ids: a card whose `article` is -1 - n gets the n-th, its short id and whose copy it is."""
    cards = tuple(
        _name(card, articles[-1 - card.article]) if card.article is not None and card.article < 0 else card
        for card in answer.cards
    )
    return replace(answer, cards=cards)


def _name(card: Card, kept: Kept) -> Card:
    named = name_card(card, article=kept.id, short=short_id(kept.id))
    return mark_same(named, kept.same) if kept.same else named


async def _waiting(session: AsyncSession, which: ColumnElement[bool]) -> Line | None:
    row = await session.scalar(select(LineRow).where(which, *_WAITING))
    return as_line(row) if row else None


def _again(row: LineRow) -> str:
    """A nonce that was not used for this line before."""
    return f"p{row.post}.{row.version}"


def as_line(row: LineRow) -> Line:
    """The row as the desk knows it."""
    return Line(
        id=row.id,
        guild=row.guild,
        channel=row.channel,
        reply_to=row.post,
        nonce=row.nonce,
        answer=from_json(row.answer),
        made=row.made,
        tries=row.tries,
        due=cast("Due", row.due) if row.due else None,
        message=row.message,
        version=row.version,
    )

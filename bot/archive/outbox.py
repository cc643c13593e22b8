"""The outbox: lines that must be said once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import add_new
from bot.archive.short import short_id
from bot.archive.tables import LineRow
from bot.news.reply import Answer, from_json, to_json
from bot.ports import Line

_WAITING = (col(LineRow.message).is_(None), col(LineRow.gave_up).is_(None))


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
    }
    await add_new(session, LineRow, values)
    return await waiting_line(session, nonce)


async def waiting_line(session: AsyncSession, nonce: str) -> Line | None:
    row = await session.scalar(select(LineRow).where(col(LineRow.nonce) == nonce, *_WAITING))
    return _line(row) if row else None


async def unsaid(session: AsyncSession) -> Sequence[Line]:
    query = select(LineRow).where(*_WAITING).order_by(col(LineRow.made), col(LineRow.id))
    return [_line(row) for row in await session.scalars(query)]


async def lines(session: AsyncSession, guild: int, channel: int, *, limit: int) -> Sequence[Line]:
    query = select(LineRow).where(col(LineRow.guild) == guild, col(LineRow.channel) == channel)
    return [_line(row) for row in await session.scalars(query.order_by(col(LineRow.id).desc()).limit(limit))]


async def said(session: AsyncSession, line: int, message: int, *, now: datetime) -> None:
    """The first message stays: a line that was said twice by mistake is known by the one that came first."""
    unanswered = update(LineRow).where(col(LineRow.id) == line, col(LineRow.message).is_(None))
    await session.execute(unanswered.values(message=message, said_at=now, gave_up=None))


async def tried(session: AsyncSession, line: int, *, now: datetime, gave_up: str | None) -> None:
    statement = update(LineRow).where(col(LineRow.id) == line, *_WAITING)
    await session.execute(statement.values(tries=col(LineRow.tries) + 1, tried_at=now, gave_up=gave_up))


def name_articles(answer: Answer, articles: Sequence[int]) -> Answer:
    """The answer with stored ids: a card whose `article` is -1 - n gets the n-th, and its short id in the footer."""
    cards = tuple(
        replace(
            card,
            article=articles[-1 - card.article],
            footer=" · ".join(part for part in (card.footer, short_id(articles[-1 - card.article])) if part),
        )
        if card.article is not None and card.article < 0
        else card
        for card in answer.cards
    )
    return replace(answer, cards=cards)


def _line(row: LineRow) -> Line:
    return Line(row.id, row.guild, row.channel, row.post, row.nonce, from_json(row.answer), row.made, row.tries)

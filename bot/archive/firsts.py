"""A guild has one card of an article: later posts lead to it, and the oldest of them takes it over when it goes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive import outbox
from bot.archive.tables import ArticleRow, CopyRow, LineRow
from bot.news.message import Post
from bot.news.reply import Answer, Card, First, from_json
from bot.ports import Line

_STANDS = and_(
    func.coalesce(col(LineRow.due), "") != "remove",
    or_(col(LineRow.message).is_not(None), col(LineRow.gave_up).is_(None) & col(LineRow.due).is_not(None)),
)
"""The line's message is in the channel, or will be."""


async def cards(session: AsyncSession, guild: int, key: str, *, besides: int) -> list[Line]:
    """The lines that show a card of the article of this key, oldest first."""
    number = await session.scalar(select(col(ArticleRow.id)).where(col(ArticleRow.key) == key))
    rows = [] if number is None else await _find_shown(session, guild, number)
    return [outbox.as_line(row) for row in rows if row.post != besides]


async def lead_to_firsts(session: AsyncSession, answer: Answer, post: Post, standing: Mapping[int, bool]) -> Answer:
    """The answer whose cards that stand already lead there; one that this post's own line shows stays a card."""
    return replace(answer, cards=tuple([await _lead(session, card, post, standing) for card in answer.cards]))


async def hand_over(session: AsyncSession, guild: int, articles: Collection[int], *, now: datetime) -> list[Line]:
    """Lines that lead to a card of these articles which is gone lead to another one, or become the card."""
    changed: dict[int, Line] = {}
    for article in sorted(articles):
        rows = await _find_all(session, guild, article)
        shown = [row for row in rows if _shows(row, article)]
        for row in rows:
            said = from_json(row.answer)
            if not any(_is_lost(card, article, shown) for card in said.cards):
                continue
            first = next((_place(one) for one in shown if one.channel == row.channel), None)
            if first is None:
                shown.append(row)
            moved = tuple(replace(card, first=first) if card.article == article else card for card in said.cards)
            if line := outbox.rewrite(row, replace(said, cards=moved), now=now):
                changed[line.id] = line
    return list(changed.values())


async def _lead(session: AsyncSession, card: Card, post: Post, standing: Mapping[int, bool]) -> Card:
    if card.article is None:
        return card
    rows = await _find_shown(session, post.guild, card.article)
    if any(row.post == post.id for row in rows):
        return card
    first = next((row for row in rows if standing.get(row.id, row.channel == post.channel)), None)
    return replace(card, first=_place(first)) if first else card


async def _find_shown(session: AsyncSession, guild: int, article: int) -> list[LineRow]:
    return [row for row in await _find_all(session, guild, article) if _shows(row, article)]


async def _find_all(session: AsyncSession, guild: int, article: int) -> Sequence[LineRow]:
    """The lines that answer a post which brought the article, oldest first."""
    brought = select(col(CopyRow.post)).where(col(CopyRow.article) == article, col(CopyRow.guild) == guild)
    query = select(LineRow).where(col(LineRow.post).in_(brought), _STANDS).order_by(col(LineRow.id))
    return (await session.scalars(query)).all()


def _shows(row: LineRow, article: int) -> bool:
    return any(card.article == article for card in from_json(row.answer).shown)


def _is_lost(card: Card, article: int, shown: Sequence[LineRow]) -> bool:
    """Whether it leads to a card of the article that is none of those shown."""
    return card.article == article and card.first is not None and card.first.line not in {row.id for row in shown}


def _place(row: LineRow) -> First:
    return First(row.id, row.guild, row.channel, row.message or row.post or 0)

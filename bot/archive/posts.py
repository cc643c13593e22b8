"""Posts: claimed once, kept whole until they are finished."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import add_new
from bot.archive.tables import PostRow
from bot.news.message import Post

_SHAPE = TypeAdapter(Post)
CLAIMED = "claimed"


async def claim(session: AsyncSession, post: Post, *, now: datetime) -> bool:
    """True for the one caller whose row came first."""
    row = {
        "id": post.id,
        "guild": post.guild,
        "channel": post.channel,
        "author": post.author,
        "state": CLAIMED,
        "payload": _SHAPE.dump_python(post, mode="json"),
        "claimed": now,
    }
    return await add_new(session, PostRow, row)


async def unfinished(session: AsyncSession) -> Sequence[Post]:
    rows = await session.scalars(select(PostRow).where(col(PostRow.state) == CLAIMED).order_by(col(PostRow.id)))
    return [_SHAPE.validate_python(row.payload) for row in rows]


async def last_claimed(session: AsyncSession, channel: int) -> int | None:
    return await session.scalar(select(func.max(col(PostRow.id))).where(col(PostRow.channel) == channel))


async def take(session: AsyncSession, post: Post, *, now: datetime) -> PostRow | None:
    """The post's row, locked until the transaction ends; None when the post is finished already."""
    await claim(session, post, now=now)
    row = await session.get_one(PostRow, post.id, with_for_update=True)
    return row if row.state == CLAIMED else None

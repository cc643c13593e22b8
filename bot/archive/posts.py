"""Posts: claimed once, kept whole until they are finished, begun anew when they are edited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import add_new
from bot.archive.tables import CopyRow, LineRow, OptOutRow, PostRow
from bot.news.message import Post

_SHAPE = TypeAdapter(Post)
CLAIMED, DELETED, PART = "claimed", "deleted", "part"


async def claim(session: AsyncSession, post: Post, asked: str, *, now: datetime) -> bool:
    """True for the one caller whose row came first; claiming is the first try to read it.

    Never for a post of somebody who opted out: nothing of it is kept.
    """
    if await session.get(OptOutRow, (post.guild, post.author)):
        return False
    row = {
        "id": post.id,
        "guild": post.guild,
        "channel": post.channel,
        "author": post.author,
        "state": CLAIMED,
        "revision": post.revision,
        "tries": 1,
        "asked": asked,
        "payload": _keep(post),
        "claimed": now,
    }
    return await add_new(session, PostRow, row)


async def begin(session: AsyncSession, post: Post) -> int:
    """Counts a try to read a post that is unfinished: the how manieth it is; 0 when it is to be left alone."""
    statement = _unfinished(post).values(tries=col(PostRow.tries) + 1).returning(col(PostRow.tries))
    return (await session.execute(statement)).scalar_one_or_none() or 0


async def put_back(session: AsyncSession, post: Post) -> None:
    """A try that ended for no fault of the post does not count."""
    await session.execute(_unfinished(post).values(tries=col(PostRow.tries) - 1).where(col(PostRow.tries) > 0))


async def edit(session: AsyncSession, post: Post, asked: str, *, now: datetime, again: bool) -> Post | None:
    """The post as it is to be read now, claimed again; None when it is unknown or asks for nothing else.

    With `again` it may ask for the same, but not while it is being read.
    """
    row = await session.get(PostRow, post.id, with_for_update=True)
    if row is None or row.state == DELETED:
        return None
    if await session.get(OptOutRow, (row.guild, post.author)):
        return None
    before, row.asked = row.asked, asked
    # One of an older version's posts did not keep what it asked.
    stays = row.state == CLAIMED if again else before in {None, asked}
    if stays:
        return None
    edited = replace(post, guild=row.guild, channel=row.channel, revision=row.revision + 1)
    row.state, row.revision, row.tries, row.payload = CLAIMED, edited.revision, 1, _keep(edited)
    row.claimed, row.finished = now, None
    return edited


async def delete(session: AsyncSession, numbers: Sequence[int], *, now: datetime) -> list[PostRow]:
    """The known ones of these posts, from now on deleted: their words are gone, and no event claims them again."""
    known = select(PostRow).where(col(PostRow.id).in_(numbers), col(PostRow.state) != DELETED).with_for_update()
    rows = list(await session.scalars(known.order_by(col(PostRow.id))))
    for row in rows:
        row.state, row.payload, row.asked, row.finished = DELETED, None, None, now
    return rows


async def join(session: AsyncSession, post: Post, *, now: datetime) -> None:
    """The further messages of a paste are finished with its first, and know it."""
    if post.parts:
        theirs = update(PostRow).where(col(PostRow.id).in_(post.parts), col(PostRow.state) != DELETED)
        await session.execute(theirs.values(state=PART, part_of=post.id, payload=None, finished=now))


async def pastes(session: AsyncSession, numbers: Sequence[int]) -> list[list[Post]]:
    """The posts of each paste, in order, as far as they are not deleted."""
    first = func.coalesce(col(PostRow.part_of), col(PostRow.id))
    heads = set(await session.scalars(select(first).where(col(PostRow.id).in_(numbers))))
    parted = set(await session.scalars(select(col(PostRow.part_of)).where(col(PostRow.part_of).in_(heads))))
    found = []
    for head in sorted(number for number in parted if number is not None):
        members = select(PostRow).where(or_(col(PostRow.id) == head, col(PostRow.part_of) == head))
        rows = await session.scalars(members.where(col(PostRow.state) != DELETED).order_by(col(PostRow.id)))
        found.append([Post(row.id, row.guild, row.channel, row.author, "", row.claimed) for row in rows])
    return found


async def unfinished(session: AsyncSession, *, after: int, limit: int | None) -> Sequence[Post]:
    """Posts that are claimed and not finished, those with a higher id than `after`."""
    query = select(PostRow).where(col(PostRow.state) == CLAIMED, col(PostRow.id) > after).order_by(col(PostRow.id))
    rows = await session.scalars(query.limit(limit))
    return [_SHAPE.validate_python(row.payload) for row in rows]


async def known(session: AsyncSession, channel: int, *, since: int) -> Mapping[int, str | None]:
    """What each of the channel's posts from that id on asks that brought or were told something, or still wait to.

    Parts of pastes too. One that waits may have been edited when a process ended, and is read as it was claimed.
    """
    brought = select(col(CopyRow.post)).where(col(CopyRow.post) == col(PostRow.id)).exists()
    told = select(col(LineRow.post)).where(col(LineRow.post) == col(PostRow.id)).exists()
    query = select(col(PostRow.id), col(PostRow.asked)).where(
        col(PostRow.channel) == channel,
        col(PostRow.id) >= since,
        col(PostRow.state) != DELETED,
        or_(brought, told, col(PostRow.part_of).is_not(None), col(PostRow.state) == CLAIMED),
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def of_channel(session: AsyncSession, channel: int, *, limit: int) -> Sequence[int]:
    """Some of the channel's posts that are not deleted."""
    query = select(col(PostRow.id)).where(col(PostRow.channel) == channel, col(PostRow.state) != DELETED)
    return (await session.scalars(query.order_by(col(PostRow.id)).limit(limit))).all()


async def take(session: AsyncSession, post: Post, asked: str, *, now: datetime) -> PostRow | None:
    """The post's row, locked until the transaction ends; None when it is finished, edited or deleted meanwhile."""
    await claim(session, post, asked, now=now)
    row = await session.get(PostRow, post.id, with_for_update=True)
    return row if row and row.state == CLAIMED and row.revision == post.revision else None


def _keep(post: Post) -> dict[str, Any]:
    kept: dict[str, Any] = _SHAPE.dump_python(post, mode="json")
    return kept


def _unfinished(post: Post) -> Any:  # noqa: ANN401 - SQLAlchemy's Update has no public parameters
    return update(PostRow).where(
        col(PostRow.id) == post.id, col(PostRow.state) == CLAIMED, col(PostRow.revision) == post.revision
    )

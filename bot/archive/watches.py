"""Watched channels."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import changed, put
from bot.archive.tables import WatchRow
from bot.ports import Watch


async def watch(session: AsyncSession, new: Watch) -> None:
    """Adds the watch of a channel or replaces it; the mark stays unless a new one is given."""
    row = {"guild": new.guild, "channel": new.channel, "mode": new.mode, "paused": new.paused}
    await put(session, WatchRow, row | ({"mark": new.mark} if new.mark else {}), unique=("channel",))


async def move_mark(session: AsyncSession, channel: int, post: int) -> None:
    """Never back: an older post that is claimed late says nothing about the newer ones."""
    behind = or_(col(WatchRow.mark).is_(None), col(WatchRow.mark) < post)
    await session.execute(update(WatchRow).where(col(WatchRow.channel) == channel, behind).values(mark=post))


async def unwatch(session: AsyncSession, guild: int, channel: int) -> bool:
    """Whether there was one."""
    statement = delete(WatchRow).where(col(WatchRow.channel) == channel, col(WatchRow.guild) == guild)
    return changed(await session.execute(statement)) > 0


async def watches(session: AsyncSession, guild: int | None) -> Sequence[Watch]:
    """Those of a guild, or all."""
    query = select(WatchRow).order_by(col(WatchRow.guild), col(WatchRow.channel))
    if guild is not None:
        query = query.where(col(WatchRow.guild) == guild)
    return [_watch(row) for row in await session.scalars(query)]


async def watched(session: AsyncSession, channel: int) -> Watch | None:
    """The channel's watch; None when it is not read."""
    row = await session.get(WatchRow, channel)
    return _watch(row) if row else None


def _watch(row: WatchRow) -> Watch:
    return Watch(row.guild, row.channel, "links" if row.mode == "links" else "asked", row.paused, row.mark)

"""What the archive holds and whether it works."""

from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import put
from bot.archive.tables import ArticleRow, CopyRow, DigestRow, LineRow, PostRow, RunRow, SettingRow
from bot.ports import Counts


async def counts(session: AsyncSession, guild: int | None) -> Counts:
    """Posts by state, articles, and what waits to be said."""
    due = col(LineRow.due).is_not(None)
    waiting = select(func.count(), func.min(col(LineRow.made))).where(due, col(LineRow.gave_up).is_(None))
    lost = select(func.count()).select_from(LineRow).where(due, col(LineRow.gave_up).is_not(None))
    states = select(col(PostRow.state), func.count()).group_by(col(PostRow.state)).order_by(col(PostRow.state))
    held = select(func.count()).select_from(ArticleRow)
    if guild is not None:
        waiting = waiting.where(col(LineRow.guild) == guild)
        lost = lost.where(col(LineRow.guild) == guild)
        states = states.where(col(PostRow.guild) == guild)
        held = select(func.count(distinct(col(CopyRow.article)))).where(col(CopyRow.guild) == guild)
    brought = select(func.max(col(CopyRow.brought)))
    digested = select(func.max(col(RunRow.made)))
    if guild is not None:
        brought = brought.where(col(CopyRow.guild) == guild)
        digested = digested.join(DigestRow, col(DigestRow.id) == col(RunRow.digest)).where(
            col(DigestRow.guild) == guild
        )
    unsaid, oldest = (await session.execute(waiting)).one()
    posts = {row[0]: row[1] for row in await session.execute(states)}
    articles, given_up = [(await session.execute(query)).scalar_one() for query in (held, lost)]
    last_read, last_digest = [(await session.execute(query)).scalar_one() for query in (brought, digested)]
    return Counts(posts, articles, unsaid, oldest, given_up, last_read, last_digest, await _find_backup(session))


async def _find_backup(session: AsyncSession) -> datetime | None:
    """When the last backup was made that this database knows of."""
    row = await session.get(SettingRow, (0, "backed_up"))
    return datetime.fromisoformat(row.value["made"]) if row else None


async def check(session: AsyncSession) -> None:
    """Writes one row, always the same: a database that is full or read-only still answers a question."""
    await put(session, SettingRow, {"guild": 0, "key": "checked", "value": True}, unique=("guild", "key"))

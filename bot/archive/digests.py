"""Digests and their runs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.outbox import add_line
from bot.archive.rows import add_new, changed, put
from bot.archive.tables import DigestRow, RunRow
from bot.news.digest import Digest, Run
from bot.news.reply import Answer
from bot.ports import Line


async def set_digest(session: AsyncSession, digest: Digest) -> Digest:
    """The digest as stored: added, or put in place of the channel's own, whose id and runs it keeps."""
    row = {
        "guild": digest.guild,
        "channel": digest.channel,
        "at": digest.at,
        "zone": digest.zone,
        "weekdays": "".join(map(str, digest.weekdays)),
        "quiet": digest.quiet,
        "paused": digest.paused,
        "set_at": digest.set_at,
    }
    await put(session, DigestRow, row, unique=("channel",))
    query = select(DigestRow).where(col(DigestRow.channel) == digest.channel)
    return _digest((await session.execute(query)).scalar_one())


async def digest_of(session: AsyncSession, channel: int) -> Digest | None:
    """The channel's digest; None when it has none."""
    row = await session.scalar(select(DigestRow).where(col(DigestRow.channel) == channel))
    return _digest(row) if row else None


async def digests(session: AsyncSession) -> Sequence[Digest]:
    """All of them, the oldest first."""
    return [_digest(row) for row in await session.scalars(select(DigestRow).order_by(col(DigestRow.id)))]


async def drop_digest(session: AsyncSession, channel: int) -> bool:
    """Whether there was one."""
    statement = delete(DigestRow).where(col(DigestRow.channel) == channel)
    return changed(await session.execute(statement)) > 0


async def last_run(session: AsyncSession, digest: int) -> Run | None:
    """The run whose window ends last."""
    query = (
        select(RunRow).where(col(RunRow.digest) == digest).order_by(col(RunRow.until).desc(), col(RunRow.day).desc())
    )
    row = await session.scalar(query.limit(1))
    return Run(row.day, row.due, row.since, row.until) if row else None


async def add_run(
    session: AsyncSession, digest: Digest, run: Run, answer: Answer | None, *, now: datetime
) -> Line | None:
    """The outbox line of the run; None when its (digest, day) was taken already or nothing is said."""
    window = {"due": run.due, "since": run.since, "until": run.until, "made": now}
    taken = not await add_new(session, RunRow, {"digest": digest.id, "day": run.day} | window)
    if taken or answer is None:
        return None
    nonce = f"digest{digest.id}-{run.day:%Y%m%d}"
    return await add_line(session, answer, nonce=nonce, guild=digest.guild, channel=digest.channel, post=None, now=now)


def _digest(row: DigestRow) -> Digest:
    return Digest(
        id=row.id,
        guild=row.guild,
        channel=row.channel,
        at=row.at,
        zone=row.zone,
        weekdays=tuple(map(int, row.weekdays)),
        quiet="line" if row.quiet == "line" else "silent",
        paused=row.paused,
        set_at=row.set_at,
    )

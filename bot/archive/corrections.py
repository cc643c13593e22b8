"""The desk's corrections: only ever added to; what an article reads as since then is the guild's own reading."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy import insert as insert_many
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.archive.rows import put
from bot.archive.tables import ArticleRow, CopyRow, CorrectionRow, EntryRow, FigureRow, LineRow, ReadingRow
from bot.news.report import Report, from_json
from bot.ports import Correction

if TYPE_CHECKING:
    from bot.archive.articles import Prepared


async def corrections(session: AsyncSession, guild: int, article: int) -> Sequence[Correction]:
    """All of them, oldest first, those that were undone too."""
    own = select(CorrectionRow).where(col(CorrectionRow.guild) == guild, col(CorrectionRow.article) == article)
    rows = (await session.scalars(own.order_by(col(CorrectionRow.id)))).all()
    return [_correction(row) for row in rows]


async def add(session: AsyncSession, one: Correction) -> None:
    """Adds it; its id is the database's to give."""
    row = CorrectionRow(
        guild=one.guild, article=one.article, who=one.who, made=one.made, why=one.why, kind="date", was=one.was,
        now=one.now, undoes=one.undoes,
    )  # fmt: skip
    session.add(row)
    await session.flush()


async def read_as(session: AsyncSession, guild: int, article: int, own: "Prepared | None", *, now: datetime) -> None:
    """What the guild reads the article as from now on: its own reading, or with None as everybody does."""
    for table in (EntryRow, FigureRow, ReadingRow):
        await session.execute(delete(table).where(col(table.article) == article, col(table.guild) == guild))
    if own is None:
        return
    reading = {"guild": guild, "article": article, "report": own.values["report"], "made": now}
    await put(session, ReadingRow, reading, unique=("guild", "article"))
    for told, rows in ((EntryRow, own.entries), (FigureRow, own.figures)):
        if rows:
            await session.execute(insert_many(told), [row | {"article": article, "guild": guild} for row in rows])


async def reading(session: AsyncSession, guild: int, key: str) -> Report | None:
    """What the guild reads the article of this key as, where it corrected it."""
    query = select(col(ReadingRow.report)).join(ArticleRow, col(ArticleRow.id) == col(ReadingRow.article))
    row = (await session.execute(query.where(col(ReadingRow.guild) == guild, col(ArticleRow.key) == key))).first()
    return from_json(row[0]) if row else None


async def lines_about(session: AsyncSession, guild: int, article: int) -> Sequence[LineRow]:
    """The answers of the guild to posts that brought the article."""
    posts = select(col(CopyRow.post)).where(col(CopyRow.article) == article, col(CopyRow.guild) == guild)
    return (await session.scalars(select(LineRow).where(col(LineRow.post).in_(posts)).order_by(col(LineRow.id)))).all()


def _correction(row: CorrectionRow) -> Correction:
    return Correction(row.guild, row.article, row.who, row.made, row.was, row.now, row.why, row.undoes, row.id)

"""Insertions that meet a row which is there already: the one statement that SQLite and PostgreSQL spell alike."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, Result, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.archive.tables import Table

Values = Mapping[str, Any]


def insert(session: AsyncSession, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT in the database's own dialect, which alone has ON CONFLICT."""
    postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)


async def add_new(session: AsyncSession, table: type[Table], values: Values) -> bool:
    """Whether the row is new; one that is there already stays as it is."""
    statement = insert(session, table).values(**values).on_conflict_do_nothing().returning(literal(1))
    return (await session.execute(statement)).first() is not None


async def put(session: AsyncSession, table: type[Table], values: Values, *, unique: Sequence[str]) -> None:
    """Adds the row, or gives the row with the same `unique` columns these values."""
    changed = {name: value for name, value in values.items() if name not in unique}
    statement = insert(session, table).values(**values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(unique), set_=changed))


def changed(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE touched, which SQLAlchemy's types do not tell."""
    return cast("CursorResult[Any]", result).rowcount

"""The engine: SQLite with WAL, foreign keys and a busy timeout, or PostgreSQL; one place for what differs."""

import asyncio
import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

WRITING = "dateline_writing"
_BUSY = 15_000
"""Milliseconds that a transaction waits for SQLite's one writer; ours hold it for a few, a backup for seconds."""
_PAUSE = 20
"""Milliseconds between two tries to switch a file to WAL."""
_CONNECT = 10
"""Seconds to wait for PostgreSQL to answer."""


def make_engine(url: URL) -> AsyncEngine:
    """An engine that is not connected yet; its faults do not quote the values of a statement, which are texts."""
    if url.drivername.startswith("sqlite"):
        engine = create_async_engine(url, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    return create_async_engine(
        url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": _CONNECT}
    )


def writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, same pool, for transactions that write."""
    return engine.execution_options(**{WRITING: True})


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - aiosqlite's adapter has no public type
    connection.isolation_level = None  # the driver must not begin transactions of its own: _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves no trace in the file, nor in its backups
    _switch_to_wal(cursor)
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:  # noqa: ANN401 - aiosqlite's adapter has no public type
    """Switches the file to WAL, once for good; waits while another process that starts with this one does the same.

    The busy timeout does not cover this switch: SQLite answers 'database is locked' at once.
    """
    for _ in range(_BUSY // _PAUSE):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                raise
            await_only(asyncio.sleep(_PAUSE / 1000))
        else:
            return
    cursor.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote between (SQLITE_BUSY_SNAPSHOT,
    # which no timeout helps); so one that will write takes the lock when it begins.
    write = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

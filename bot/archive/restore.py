"""A backup takes the place of an SQLite archive; the one that it replaces stays beside it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.archive.archive import open_archive
from bot.archive.backup import (
    LOGS,
    OWNER_ONLY,
    copy_database,
    partial_file,
    read_backup,
    sync_file,
    sync_folder,
    utc,
)
from bot.archive.faults import told_as_file_fault
from bot.archive.migrate import shapes
from bot.errors import ArchiveFault
from bot.ports import Restored

_ROOM = 10_000
"""Ids that are left out where nobody can tell which were given since the backup: cards in channels carry them."""
_WAIT = 2.0
"""Seconds until a database that does not come free is taken for one in use."""
_KEPT = ("forgotten", "runs")
"""What must outlast a restore: what was forgotten since, and the digests that were posted since."""


async def put_back(database: Path, file: Path, *, now: datetime) -> Restored:
    """Puts a backup in the database's place, brought to the newest shape, without what was forgotten since.

    Raises ArchiveFault, and nothing has changed then: no backup, a damaged one, one of a newer Dateline, a database in
    use, a full disk.
    """
    backup = read_backup(file)
    if backup.shape not in shapes():
        raise ArchiveFault(
            f"'{file}' was made by a newer Dateline (its schema is {backup.shape}, the newest known here"
            f" {shapes()[0]}); restore it with that version."
        )
    with told_as_file_fault("The database", database), ExitStack() as stack:
        old = stack.enter_context(hold(database))
        part = stack.enter_context(partial_file(database))
        copy_database(file, part)
        await _open_once(part)
        carried = _carry_over(old, part)
        await _open_once(part)
        return Restored(backup, _swap(database, part, now=now), carried)


@contextmanager
def hold(database: Path) -> Iterator[sqlite3.Connection | None]:
    """The database, locked against everybody, its log written into it; None where there is none that can be read.

    Raises ArchiveFault while somebody uses it: a bot that runs keeps it open, also while it has nothing to do.
    """
    if not database.exists():
        yield None
        return
    with closing(sqlite3.connect(database, isolation_level=None, timeout=_WAIT)) as connection:
        yield connection if _lock(connection, database) else None


def _lock(connection: sqlite3.Connection, database: Path) -> bool:
    """Whether it could be locked; a damaged one need not be."""
    try:
        connection.execute("PRAGMA journal_mode = DELETE")  # only the last one who has it open may leave WAL
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is written to it, nor left beside it
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the lock stays, by the locking mode
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise ArchiveFault(f"The database {database} is in use; stop Dateline first, then restore.") from fault
        return False
    return True


async def _open_once(file: Path) -> None:
    """Brings it to the newest shape, and has it forget what it was told to forget."""
    async with open_archive(f"sqlite+aiosqlite:///{file}"):
        pass


def _carry_over(old: sqlite3.Connection | None, part: Path) -> bool:
    """Takes what must outlast the restore from the database that is replaced; whether that could be read."""
    if old is not None and _carry(old, part):
        return True
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = seq + ?", (_ROOM,))
    return False


def _carry(old: sqlite3.Connection, part: Path) -> bool:
    try:
        old.execute("ATTACH ? AS put_back", (str(part),))
        old.execute("BEGIN")
        for table in _KEPT:
            _copy_rows(old, table)
        if _columns(old, "main", "opt_outs"):  # who opted in since is read again
            old.execute("DELETE FROM put_back.opt_outs")
            _copy_rows(old, "opt_outs")
        old.execute(
            "UPDATE put_back.sqlite_sequence SET seq = max(seq, coalesce("
            "(SELECT seq FROM main.sqlite_sequence AS was WHERE was.name = put_back.sqlite_sequence.name), 0))"
        )
        old.execute(
            "INSERT INTO put_back.sqlite_sequence (name, seq) SELECT name, seq FROM main.sqlite_sequence"
            " WHERE name IN (SELECT name FROM put_back.sqlite_master)"
            " AND name NOT IN (SELECT name FROM put_back.sqlite_sequence)"
        )
        old.execute("COMMIT")
    except sqlite3.DatabaseError:  # the replaced one is damaged: that is why a backup is put back
        if old.in_transaction:
            old.execute("ROLLBACK")
        return False
    finally:
        if any(name == "put_back" for _, name, _ in old.execute("PRAGMA database_list")):
            old.execute("DETACH put_back")
    return True


def _copy_rows(old: sqlite3.Connection, table: str) -> None:
    """Adds the rows that the restored one lacks; a database from before the table has none."""
    columns = [name for name in _columns(old, "put_back", table) if name in _columns(old, "main", table)]
    if columns:
        listed = ", ".join(columns)
        only = " WHERE digest IN (SELECT id FROM put_back.digests)" if table == "runs" else ""
        old.execute(f"INSERT OR IGNORE INTO put_back.{table} ({listed}) SELECT {listed} FROM main.{table}{only}")  # noqa: S608 - names of our own


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]


def _swap(database: Path, part: Path, *, now: datetime) -> Path | None:
    """Puts the new file in place, at no moment none; where the replaced one stands now."""
    sync_file(part)
    kept = database.with_name(f"{database.name}.replaced-{utc(now)}") if database.exists() else None
    if kept:
        try:
            os.link(database, kept)
        except OSError:  # some file systems have no second names: for a moment no database has its own
            database.rename(kept)
        kept.chmod(OWNER_ONLY)
    for end in LOGS:  # a log that was left behind belongs to the old file; SQLite would play it into the new one
        log = database.with_name(database.name + end)
        if log.exists() and kept:
            log.rename(kept.with_name(kept.name + end))
    part.replace(database)
    sync_folder(database.parent)
    return kept

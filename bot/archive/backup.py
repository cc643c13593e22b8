"""A backup of an SQLite archive: one whole file, made while others read and write."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import __version__
from bot.archive.faults import told_as_file_fault
from bot.errors import ArchiveFault
from bot.ports import Backup

OWNER_ONLY = 0o600
LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open, by the ends of their names."""
_WAIT = 15.0
"""Seconds that a backup waits for a writer that holds the database; ours hold it for milliseconds."""
_DAY = timedelta(hours=23, minutes=30)
"""Looked at once an hour: a day's backup is not put off to the 25th hour, then the 26th."""
_OURS = re.compile(r"dateline-\d{8}T\d{6}Z\.db")
_PUT = """INSERT INTO settings (guild, key, value) VALUES (0, ?, ?)
          ON CONFLICT (guild, key) DO UPDATE SET value = excluded.value"""
_GET = "SELECT value FROM settings WHERE guild = 0 AND key = ?"


def write_backup(database: Path, file: Path, *, now: datetime) -> Backup:
    """Copies the database into `file`, which stands there whole or not at all, for its owner's eyes only.

    Raises ArchiveFault: no such database, a file that is there already, a full disk, a damaged database.
    """
    if not database.is_file():
        raise ArchiveFault(f"There is no database at {database}, so there is nothing to back up.")
    refuse_existing(file)
    with told_as_file_fault("The backup", file), partial_file(file) as part:
        copy_database(database, part)
        made = _check_copy(database, part, now)
        place(part, file)
    _note_in_source(database, file, now)
    return Backup(file, made.shape, made.articles, made.size, made.made)


def _check_copy(database: Path, part: Path, now: datetime) -> Backup:
    """What was copied, with the moment noted in it; raises ArchiveFault when the database itself is damaged."""
    try:
        _note(part, "backup", {"made": now.isoformat(), "version": __version__})
        return read_backup(part)
    except (sqlite3.DatabaseError, ArchiveFault) as fault:
        if isinstance(fault, sqlite3.OperationalError) and "no such table" not in str(fault):
            raise
        why = str(fault).removeprefix(f"'{part}' ").rstrip(".")
        raise ArchiveFault(f"The database {database} {why}; no backup was made.") from fault


def read_backup(file: Path) -> Backup:
    """What a backup holds, once it was checked whole; raises ArchiveFault when it is none or is damaged."""
    if not file.is_file():
        raise ArchiveFault(f"There is no file '{file}'." if not file.exists() else f"'{file}' is no file.")
    # Immutable: nothing is written beside a file that may lie on a medium for reading only.
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise ArchiveFault(f"'{file}' is damaged and cannot be used: {found.splitlines()[0]}.")
            (shape,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
            noted = connection.execute(_GET, ("backup",)).fetchone()
    except sqlite3.OperationalError as fault:
        if "no such table" in str(fault):
            raise ArchiveFault(f"'{file}' is no backup of Dateline: it holds none of its tables.") from fault
        raise ArchiveFault(f"'{file}' cannot be read: {fault}.") from fault
    except sqlite3.DatabaseError as fault:
        with file.open("rb") as handle:
            damaged = handle.read(15) == b"SQLite format 3"
        says = f"is damaged and cannot be used: {fault}" if damaged else "is no backup of Dateline"
        raise ArchiveFault(f"'{file}' {says}.") from fault
    made = datetime.fromisoformat(json.loads(noted[0])["made"]) if noted else None
    return Backup(file, shape, articles, file.stat().st_size, made)


def copy_database(source: Path, target: Path) -> None:
    """Copies a database as it is at one moment into an empty file, as one file without a log beside it."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT)) as reading,
        closing(sqlite3.connect(target, isolation_level=None)) as writing,
    ):
        # What is not whole in the end is thrown away, so nothing need be undone.
        writing.execute("PRAGMA journal_mode = OFF")
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def partial_file(file: Path) -> Iterator[Path]:
    """An empty file beside the one to be, for its owner's eyes only; gone in the end."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        yield part
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in LOGS)):
            left.unlink(missing_ok=True)


def place(part: Path, file: Path) -> None:
    """Gives the finished file its name, once it stands on the disk; raises ArchiveFault when that name is taken."""
    sync_file(part)
    try:
        os.link(part, file)  # unlike a renaming, it never takes the place of another file
    except FileExistsError:
        refuse_existing(file)
        raise
    except OSError:  # some file systems have no second names
        refuse_existing(file)
        part.rename(file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Makes what was written into the file last through a power cut."""
    with file.open("rb") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Makes the folder's new names last through a power cut."""
    with suppress(OSError):  # some systems cannot; the names last there as well as they can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_existing(file: Path) -> None:
    """Raises ArchiveFault when something has that name, or its folder is missing."""
    if file.exists():
        raise ArchiveFault(f"'{file}' is there already; give the backup another name.")
    if not file.parent.is_dir():
        raise ArchiveFault(f"The backup cannot be written: the folder {file.parent} does not exist.")


def utc(moment: datetime) -> str:
    """'20261122T060000Z', for the names of files."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _note(file: Path, key: str, value: dict[str, str]) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=_WAIT)) as connection:
        connection.execute(_PUT, (key, json.dumps(value)))


def _note_in_source(database: Path, file: Path, now: datetime) -> None:
    """For /status and the metrics; a database that takes no note is backed up all the same."""
    with suppress(sqlite3.Error):
        _note(database, "backed_up", {"made": now.isoformat(), "file": file.name})


def back_up_daily(database: Path, folder: Path, *, keep: int, now: datetime) -> Backup | None:
    """A backup in the folder, unless the newest is of the past day; of ours, those beyond the newest `keep` go."""
    before = _list_ours(folder)
    if before and timedelta() <= now - _moment(before[-1]) < _DAY:
        return None
    made = write_backup(database, folder / f"dateline-{utc(now)}.db", now=now)
    for old in _list_ours(folder)[:-keep]:
        old.unlink(missing_ok=True)
    return made


def _list_ours(folder: Path) -> list[Path]:
    """Our own backups, oldest first; whatever else lies in the folder is not touched."""
    return sorted(file for file in folder.iterdir() if _OURS.fullmatch(file.name))


def _moment(file: Path) -> datetime:
    return datetime.strptime(file.name, "dateline-%Y%m%dT%H%M%SZ.db").replace(tzinfo=UTC)

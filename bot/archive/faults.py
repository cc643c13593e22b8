"""What the database says when it fails -> one sentence for the operator."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.archive.place import name_of
from bot.errors import ArchiveFault


@contextmanager
def told_as_fault(url: URL) -> Iterator[None]:
    """Raises ArchiveFault, with the database's name and the reason, for whatever SQLAlchemy or the driver raises."""
    try:
        yield
    except (SQLAlchemyError, OSError) as fault:
        raise ArchiveFault(f"The database {name_of(url)} cannot be used: {_reason(fault, url)}.") from fault


def _reason(fault: Exception, url: URL) -> str:
    """The first line of what the driver says, without a password that it may quote."""
    said = str(fault.orig if isinstance(fault, DBAPIError) else fault).strip() or type(fault).__name__
    line = said.splitlines()[0].rstrip(".")
    return line.replace(str(url.password), "***") if url.password else line


@contextmanager
def told_as_file_fault(what: str, file: Path) -> Iterator[None]:
    """Raises ArchiveFault for what SQLite or the system raises while `what` ('The backup') is written to a file."""
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        full = getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or _number(fault) == errno.ENOSPC
        if full:
            raise ArchiveFault(f"{what} cannot be written: there is no room left in {file.parent}.") from fault
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise ArchiveFault(f"{what} cannot be written to {file}: {reason}.") from fault


def _number(fault: Exception) -> int | None:
    return fault.errno if isinstance(fault, OSError) else None

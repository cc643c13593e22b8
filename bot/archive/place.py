"""Where the database is: its URL made fit for asyncio, and its name without a password."""

import os
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import ArchiveFault, WrongSetting

_POSTGRES = "postgresql+psycopg"
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": _POSTGRES, "postgres": _POSTGRES}


def read_url(text: str) -> URL:
    """The database's URL with its asyncio driver; raises WrongSetting for anything but SQLite and PostgreSQL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as fault:  # ValueError: a port that is no number
        raise WrongSetting(
            "The database's URL cannot be read; write it like sqlite:///dateline.db or "
            "postgresql+psycopg://user:password@host/name."
        ) from fault
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise WrongSetting(f"A {url.drivername} database cannot be used; use SQLite or PostgreSQL.")
    if driver == _POSTGRES and find_spec("psycopg") is None:
        raise WrongSetting('PostgreSQL needs one more package: pip install "psycopg[binary]".')
    return url.set(drivername=driver)


def name_of(url: URL) -> str:
    """How a sentence names the database: the file, or name and host; never a user or a password."""
    if url.drivername.startswith("sqlite"):
        return url.database or "in memory"
    port = f":{url.port}" if url.port else ""
    return f"{url.database or ''} on {url.host or 'this machine'}{port}".strip()


def check_folder(url: URL) -> None:
    """Raises ArchiveFault when an SQLite file cannot be there, of which SQLite only says 'unable to open'."""
    if not url.drivername.startswith("sqlite") or not url.database or url.database.startswith((":", "file:")):
        return
    file = Path(url.database)
    if not file.parent.is_dir():
        raise ArchiveFault(f"The database {file} cannot be opened: the folder {file.parent} does not exist.")
    if file.is_dir():
        raise ArchiveFault(f"The database {file} cannot be opened: it is a folder.")
    if not file.exists() and not os.access(file.parent, os.W_OK):
        raise ArchiveFault(f"The database {file} cannot be made: the folder {file.parent} cannot be written to.")

"""PostgreSQL has tools of its own for backups: the commands to type, without a password in them."""

import shlex
from pathlib import Path

from sqlalchemy.engine import URL

from bot.archive.place import read_url
from bot.errors import WrongSetting

_KEPT = "kept.sql"


def sqlite_file(text: str, *, otherwise: str, file: Path) -> Path:
    """The file of an SQLite database's URL.

    Raises WrongSetting for one in memory, and for PostgreSQL with the command for `otherwise`: 'backup' or 'restore'.
    """
    url = read_url(text)
    if not url.drivername.startswith("sqlite"):
        raise WrongSetting(show_dump(url, file) if otherwise == "backup" else show_restore(url, file))
    if not url.database or url.database.startswith((":", "file:")):
        raise WrongSetting("A database in memory has no backups; name a file with DATELINE_DATABASE_URL.")
    return Path(url.database)


def show_dump(url: URL, file: Path) -> str:
    """What to type instead of `backup`."""
    return (
        "PostgreSQL is backed up by its own tool, also while Dateline runs:\n"
        f"  {_spell('pg_dump', '--format=custom', f'--file={file}', *_where(url))}"
    )


def show_restore(url: URL, file: Path) -> str:
    """What to type instead of `restore`: what was forgotten since is kept, and held against what comes back."""
    where = _where(url)
    since = ("--table=forgotten", "--table=opt_outs", "--table=runs", "--table=*_id_seq")
    keep = _spell("pg_dump", "--data-only", "--inserts", "--on-conflict-do-nothing", *since, f"--file={_KEPT}", *where)
    put = _spell("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", *where, str(file))
    again = _spell("psql", "--quiet", f"--file={_KEPT}", *where)
    return (
        "PostgreSQL is restored by its own tools. Stop Dateline, then type, so that what was forgotten since stays"
        f" forgotten:\n  {keep}\n  {put}\n  {again}"
    )


def _where(url: URL) -> list[str]:
    """The options that name the database; a password is asked for, or stands in ~/.pgpass."""
    host = url.host or url.query.get("host")
    named = {"host": host, "port": url.port, "username": url.username, "dbname": url.database}
    return [f"--{name}={value}" for name, value in named.items() if value]


def _spell(*words: str) -> str:
    return " ".join(map(shlex.quote, words))

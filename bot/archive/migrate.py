"""Alembic, run at start on the archive's own connection: no alembic.ini, nothing read from the working directory."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.errors import ArchiveFault

_LOCK = 0x6461_7465
"""PostgreSQL's advisory lock for migrating ('date'): processes that start together wait for the first."""


def migrate(connection: Connection) -> None:
    """Brings the database to the newest shape in the caller's transaction; raises ArchiveFault when it is newer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise ArchiveFault(
            "The database was made by a newer Dateline; start that version, or go back to a copy of the database."
        ) from fault


def shapes() -> tuple[str, ...]:
    """Every shape that this version can bring to the newest, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.archive:migrations")
    return config

"""SQL: tables, migrations, queries; SQLite by default, PostgreSQL by URL."""

from bot.archive.archive import SqlArchive, open_archive

__all__ = ["SqlArchive", "open_archive"]

"""What `backup` and `restore` say when they are done."""

from pathlib import Path

from bot.ports import Backup, Restored


def show_backup(made: Backup) -> str:
    """'Backed up to desk.db: 12 articles, 1.2 MB, schema 0002.'."""
    return f"Backed up to {made.file}: {_count(made.articles)}, {_size(made.size)}, schema {made.shape}."


def show_restored(restored: Restored, database: Path) -> str:
    """What stands in the database now, and where the one is that it replaced."""
    backup = restored.backup
    of = f" of {backup.made:%d %b %Y %H:%M} UTC" if backup.made else ""
    says = f"Restored {database} from {backup.file}{of}: {_count(backup.articles)}, schema {backup.shape}."
    if restored.kept:
        says += f"\nThe database that it replaced is kept as {restored.kept}."
    if not restored.carried:
        says += "\nWhat was forgotten after the backup was made is in it again: nothing could tell what that was."
    return says


def _count(articles: int) -> str:
    return f"{articles:,} {'article' if articles == 1 else 'articles'}"


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"

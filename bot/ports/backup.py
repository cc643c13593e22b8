"""What is told of a backup that was made or put back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds; `made` is None for a plain copy of a database file, which serves as well."""

    file: Path
    shape: str
    """The schema's version: the newest migration that was run."""
    articles: int
    size: int
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what became of the database that stood there."""

    backup: Backup
    kept: Path | None
    """Where the replaced database is now; None where there was none."""
    carried: bool
    """Whether what was forgotten since the backup could be read in the replaced database, and is forgotten."""

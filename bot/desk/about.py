"""What runs: the version, its model, and since when."""

from dataclasses import dataclass
from datetime import datetime

from bot import __version__


@dataclass(frozen=True, slots=True)
class About:
    """What a process is, told by /status and the metrics."""

    version: str = __version__
    model: str = ""
    """The pipeline's name and version, or the operator's own name for another."""
    started: datetime | None = None

"""How Dateline stands, in figures."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """What `/status` and `/healthz` show."""

    posts: dict[str, int]
    articles: int
    unsaid: int
    oldest_unsaid: datetime | None
    given_up: int = 0
    """Lines that are not in the channel as they should be: denied, or not delivered within a day."""
    last_read: datetime | None = None
    """When a post last brought an article."""
    last_digest: datetime | None = None
    """When a digest was last made."""
    backed_up: datetime | None = None

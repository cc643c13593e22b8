"""What this process did since it started, counted for a monitor: numbers, nothing of what was read."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds: a card is due within half of one; three tries at a site that does not answer take a minute."""


def _none() -> list[int]:
    return [0] * (len(BOUNDS) + 1)


@dataclass(slots=True)
class Meter:
    """Counts that only grow; a monitor takes their rates."""

    posts: Counter[str] = field(default_factory=Counter)
    """How many posts ended as what."""
    articles: int = 0
    within: list[int] = field(default_factory=_none)
    """How many posts took at most so long, by BOUNDS, each counted once; the last are those that took longer."""
    seconds: float = 0.0
    """All posts' time together."""

    def post_ended(self, outcome: str, *, articles: int, seconds: float) -> None:
        """Counts a post that was read and, if anything was to be said, answered."""
        self.posts[outcome] += 1
        self.articles += articles
        self.within[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

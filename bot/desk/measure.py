"""How far behind the desk is: what waits, how long, and which digest should have been posted."""

from dataclasses import dataclass

from bot.desk.world import World
from bot.news.digest import due
from bot.ports import Counts


@dataclass(frozen=True, slots=True)
class Measures:
    """Times are seconds."""

    counts: Counts
    unsaid_age: float
    """Since the oldest line was made that waits to be said; 0 where none waits."""
    digest_lag: float
    """By how much the latest digest is late; 0 where none is due."""
    backup_age: float | None
    """None where none was made."""


async def measure(world: World) -> Measures:
    """Everything at this moment; raises ArchiveFault."""
    counts = await world.archive.counts()
    now = world.clock.now()
    lags = [0.0]
    for digest in await world.archive.digests():
        run = due(digest, await world.archive.last_run(digest.id), now=now)
        if run:
            lags.append((now - run.due).total_seconds())
    return Measures(
        counts=counts,
        unsaid_age=max(0.0, (now - counts.oldest_unsaid).total_seconds()) if counts.oldest_unsaid else 0.0,
        digest_lag=max(lags),
        backup_age=(now - counts.backed_up).total_seconds() if counts.backed_up else None,
    )

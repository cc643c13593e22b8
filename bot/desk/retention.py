"""How long articles are kept, where the operator set a limit."""

import logging
from datetime import timedelta

from bot.desk.world import World

log = logging.getLogger(__name__)


async def drop_old(world: World, *, days: int) -> None:
    """Deletes what nobody brought within so many days."""
    before = world.clock.now() - timedelta(days=days)
    dropped = 0
    while some := await world.archive.drop_old(before):
        dropped += some
    if dropped:
        log.info("Articles deleted that nobody brought within %d days: %d.", days, dropped)

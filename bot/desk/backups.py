"""A backup each day, where the operator named a folder."""

import logging
from pathlib import Path

from bot.desk.world import World

log = logging.getLogger(__name__)


async def back_up(world: World, *, folder: Path, keep: int) -> None:
    """Makes the day's backup, unless it is there."""
    made = await world.archive.back_up(folder, keep=keep, now=world.clock.now())
    if made:
        log.info("Backed up: %s.", made)

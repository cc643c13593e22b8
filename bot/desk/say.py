"""Saying the lines of the outbox: each once, whatever fails in between."""

import logging
from datetime import datetime, timedelta

from bot.desk import watching
from bot.desk.world import World
from bot.errors import NotAllowed
from bot.ports import Line

# Discord forgets a nonce after minutes; from this age on only the channel's history can tell whether a line was said.
NONCE_LASTS = timedelta(minutes=2)
GIVE_UP = timedelta(hours=24)
"""After a day a card is no news; the article stays stored, the line shows in the status."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)

log = logging.getLogger(__name__)


async def say(world: World, line: Line) -> None:
    """Says a line and notes its message; a failure is counted and the line is said by a later tick."""
    if line.id in world.saying:
        return
    world.saying.add(line.id)
    try:
        await _say(world, line)
    finally:
        world.saying.discard(line.id)


async def say_unsaid(world: World, *, guild: int | None = None) -> None:
    """Says every line (of a guild) whose time to be tried (again) has come, oldest first."""
    now = world.clock.now()
    for line in await world.archive.unsaid():
        if next_try(line) <= now and guild in {None, line.guild}:
            await say(world, line)


def next_try(line: Line) -> datetime:
    """When a line is tried next: 30 seconds after it was made, then after ever longer waits."""
    waits = (min(FIRST_WAIT * 2**n, LONGEST_WAIT) for n in range(min(line.tries, 200)))
    return line.made + sum(waits, start=FIRST_WAIT)


async def _say(world: World, line: Line) -> None:
    try:
        message = await _find(world, line) or await world.channel.say(line)
    except NotAllowed as fault:
        await world.archive.tried(line.id, now=world.clock.now(), gave_up=str(fault))
        await watching.pause(world, channel=line.channel, reason=str(fault))
    except Exception as fault:  # noqa: BLE001 - whatever the edge meets (network, Discord), the line must stay unsaid
        await _put_off(world, line, fault)
    else:
        await world.archive.said(line.id, message, now=world.clock.now())


async def _find(world: World, line: Line) -> int | None:
    """The message that says this line already, where a try before this one may have posted it."""
    if not line.tries and world.clock.now() - line.made < NONCE_LASTS:
        return None
    return await world.channel.find(line)


async def _put_off(world: World, line: Line, fault: Exception) -> None:
    now = world.clock.now()
    late = now - line.made >= GIVE_UP
    log.warning("Line %d of channel %d was not said, try %d: %r", line.id, line.channel, line.tries + 1, fault)
    await world.archive.tried(line.id, now=now, gave_up=f"Not delivered within a day: {fault}" if late else None)

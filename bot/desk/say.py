"""Carrying out the lines of the outbox: each is said, changed or taken away once, whatever fails in between."""

import logging

from bot.desk import wait, watching
from bot.desk.world import World
from bot.errors import NotAllowed, PostGone
from bot.news.message import Post
from bot.ports import Line

MOST_TRIES = 100
"""A day of trying (see `wait`): by then a card is no news. The article stays stored, the line shows in the status."""
AT_ONCE = 200
"""Lines of one look into the outbox."""
AGAIN = "\N{CLOCKWISE RIGHTWARDS AND LEFTWARDS OPEN CIRCLE ARROWS}"
"""Stands under a post some of whose articles have a card already."""

log = logging.getLogger(__name__)


async def say(world: World, line: Line, *, fresh: bool = False) -> None:
    """Does what is due for a line; a failure is counted and it is done by a later tick.

    `fresh` is a line that was made a moment ago, by the caller: no try before this one can have posted it. Any other is
    looked for in the channel first, since Discord forgets its nonce after minutes.
    """
    if line.id in world.saying:
        return
    world.saying.add(line.id)
    try:
        left: Line | None = line
        while left is not None:
            left, fresh = await _carry_out(world, left, fresh=fresh), False
    finally:
        world.saying.discard(line.id)


async def say_unsaid(world: World, *, guild: int | None = None) -> None:
    """Carries out every line (of a guild) whose time to be tried (again) has come, oldest first."""
    for line in await world.archive.unsaid(limit=AT_ONCE):
        if wait.is_due(world, "line", line.id) and guild in {None, line.guild}:
            await say(world, line)


async def _carry_out(world: World, line: Line, *, fresh: bool) -> Line | None:
    """What is due for the line after that, if anything: it may have been changed meanwhile."""
    try:
        message = await _bring_about(world, line, fresh=fresh)
    except PostGone:
        wait.forget(world, "line", line.id)
        return await _forget_post(world, line)
    except NotAllowed as fault:
        wait.forget(world, "line", line.id)
        await world.archive.tried(line.id, now=world.clock.now(), gave_up=str(fault), denied=True)
        await watching.pause(world, channel=line.channel, reason=str(fault))
        return None
    except Exception as fault:  # noqa: BLE001 - whatever the edge meets (network, Discord), the line must stay unsaid
        await _put_off(world, line, fault)
        return None
    wait.forget(world, "line", line.id)
    if line.due == "remove":
        return await world.archive.removed(line.id)
    if line.due == "edit":
        return await world.archive.shown(line.id, version=line.version)
    return await world.archive.said(line.id, message, now=world.clock.now())


async def _bring_about(world: World, line: Line, *, fresh: bool) -> int:
    """The message that the line has, or had, once the channel is as the line wants it; 0 where there is none."""
    if line.due == "edit":
        await _sign(world, line)
        await world.channel.edit(line)
        return line.message or 0
    message = line.message or (None if fresh else await world.channel.find(line))
    if line.due == "remove":
        if message:
            await world.channel.remove(line, message)
        return message or 0
    if line.answer.repeated:
        await _sign(world, line)
    return message or await world.channel.say(line)


async def _sign(world: World, line: Line) -> None:
    """Before the line is settled: a process that ends in between does both again."""
    if line.reply_to is not None:
        post = Post(line.reply_to, line.guild, line.channel, 0, "", line.made)
        await world.channel.react(post, AGAIN, on=bool(line.answer.repeated))


async def _forget_post(world: World, line: Line) -> Line | None:
    """The post that the line answers was deleted before it was answered."""
    if line.reply_to is None:
        return None
    removals = await world.archive.delete([line.reply_to], now=world.clock.now())
    return next((one for one in removals if one.id == line.id), None)


async def _put_off(world: World, line: Line, fault: Exception) -> None:
    tries = line.tries + 1
    told = {"line": line.id, "post": line.reply_to, "guild": line.guild, "channel": line.channel, "tries": tries}
    log.warning("A message could not be brought about ('%s'): %r", line.due, fault, extra=told)
    gave_up = f"Not delivered within a day: {fault}" if tries >= MOST_TRIES else None
    if gave_up:
        wait.forget(world, "line", line.id)
    else:
        wait.put_off(world, "line", line.id, tries=tries)
    await world.archive.tried(line.id, now=world.clock.now(), gave_up=gave_up)

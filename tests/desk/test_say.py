"""A line of the outbox is said once, whatever fails in between."""

import asyncio
import itertools
from dataclasses import replace

import pytest

from bot.desk import watching
from bot.desk.catch_up import resume
from bot.desk.say import next_try, say, say_unsaid
from bot.errors import NotAllowed
from bot.news.reply import Answer

GUILD, CHANNEL = 11, 22


@pytest.fixture
async def line(world, post):
    """A line that waits to be said."""
    answer = Answer(notes=("A note.",))
    message = post("something")
    line = await world.archive.finish(message, (), answer, state="failed", now=world.clock.now())
    assert line
    return line


async def test_a_line_is_said_and_noted(world, room, line):
    await say(world, line)
    assert [said.id for said in room.messages] == [line.id]
    assert not await world.archive.unsaid()


async def test_a_line_that_could_not_be_posted_is_said_by_a_later_tick(world, room, clock, line):
    """The first wait is half a minute; the same nonce is used again."""
    room.before = [ConnectionResetError()]
    await say(world, line)
    assert not room.messages
    await say_unsaid(world)
    assert not room.messages, "a tick in the same moment comes too early"
    clock.forward(seconds=61)
    await say_unsaid(world)
    assert [said.nonce for said in room.messages] == [line.nonce]


async def test_a_line_that_was_posted_although_the_try_failed_is_found(world, room, clock, line):
    """After minutes Discord has forgotten the nonce: only the channel's history prevents the second message."""
    room.after = [ConnectionResetError()]
    await say(world, line)
    clock.forward(minutes=10)
    await say_unsaid(world)
    assert len(room.messages) == 1
    assert not await world.archive.unsaid()


async def test_a_process_that_died_after_posting_says_nothing_twice(world, room, clock, line, restarted):
    """Killed between Discord's answer and the note of it: the next start finds the message."""
    room.after = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await say(world, line)
    clock.forward(minutes=10)
    await resume(restarted(world))
    assert len(room.messages) == 1
    assert not await world.archive.unsaid()


async def test_a_quick_restart_relies_on_the_nonce(world, room, line, restarted):
    """Within two minutes the nonce says it: no search in the history is needed."""
    room.after = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await say(world, line)
    await resume(restarted(world))
    assert len(room.messages) == 1


async def test_a_tick_leaves_a_line_alone_that_is_being_said(world, room, clock, line):
    """A channel that takes minutes to answer gets the line once."""
    room.held = asyncio.Event()
    saying = asyncio.create_task(say(world, line))
    await asyncio.sleep(0)
    clock.forward(minutes=5)
    await say_unsaid(world)
    room.held.set()
    await saying
    assert len(room.messages) == 1


async def test_a_line_that_is_denied_is_given_up_and_pauses_its_channel(world, room, clock, line):
    """A missing permission makes no storm of retries; the reason stands where people look."""
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    room.before = [NotAllowed("Send Messages is missing in this channel.")]
    await say(world, line)
    clock.forward(hours=1)
    await say_unsaid(world)
    assert not room.messages
    watch = await watching.watched(world, CHANNEL)
    assert watch
    assert watch.paused == "Send Messages is missing in this channel."
    assert (await world.archive.counts(GUILD)).given_up == 1


async def test_a_line_is_given_up_after_a_day(world, room, clock, line):
    """Everything that waits has a limit."""
    for _ in range(2):
        room.before = [ConnectionResetError("reset")]
        clock.forward(hours=13)
        await say_unsaid(world)
    assert not await world.archive.unsaid()
    assert not room.messages


def test_waits_grow_and_stay_bounded(line):
    """30 seconds, then a minute more, then two …; never more than a quarter of an hour."""
    moments = [next_try(replace(line, tries=tries)) for tries in range(12)]
    waits = [(after - before).total_seconds() for before, after in itertools.pairwise(moments)]
    assert (moments[0] - line.made).total_seconds() == 30
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900, 900, 900, 900]

"""A line of the outbox is said once, whatever fails in between."""

import asyncio

import pytest

from bot.desk import wait, watching
from bot.desk.catch_up import resume
from bot.desk.say import MOST_TRIES, say, say_unsaid
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


@pytest.mark.parametrize("hours", [-30, 0, 30])
async def test_a_clock_that_is_set_says_nothing_twice(world, room, clock, line, restarted, hours):
    """Killed after posting; whatever the clock says at the next start, the message is found."""
    room.after = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await say(world, line, fresh=True)
    room.nonces.clear()  # minutes have passed for Discord
    clock.set(hours=hours)
    await resume(restarted(world))
    assert len(room.messages) == 1
    assert not await world.archive.unsaid()


@pytest.mark.parametrize("hours", [-30, 30])
async def test_a_clock_that_is_set_keeps_no_line_waiting(world, room, clock, line, hours):
    """What waits is measured by a clock that nobody sets."""
    room.before = [ConnectionResetError()]
    await say(world, line)
    clock.set(hours=hours)
    await say_unsaid(world)
    assert not room.messages, "no time has passed"
    clock.forward(seconds=31)
    await say_unsaid(world)
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


async def test_a_denied_line_is_said_once_it_is_allowed_again(world, room, clock, line):
    """Scene: a permission was taken away over the weekend; the cards of Friday come on Monday."""
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    room.before = [NotAllowed("Send Messages is missing in this channel.")]
    await say(world, line)
    clock.forward(days=3)
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    await say_unsaid(world)
    assert [said.id for said in room.messages] == [line.id]
    assert (await world.archive.counts(GUILD)).given_up == 0


async def test_a_line_is_given_up_after_a_day_of_trying(world, room, clock, line):
    """Everything that waits has a limit."""
    room.before = [ConnectionResetError("reset")] * (MOST_TRIES + 5)
    for _ in range(MOST_TRIES + 5):
        await say_unsaid(world)
        clock.forward(seconds=wait.LONGEST)
    assert len(room.before) == 5
    assert not await world.archive.unsaid()
    assert not room.messages
    assert (await world.archive.counts(GUILD)).given_up == 1


async def test_a_line_whose_post_is_gone_is_not_said(world, room, line):
    """Deleted before the answer came: there is nothing to reply to, and nothing is kept."""
    room.deleted = {line.reply_to}
    await say(world, line)
    assert not room.messages
    assert not await world.archive.unsaid()
    assert (await world.archive.counts(GUILD)).posts == {"deleted": 1}


async def test_a_line_that_changes_while_it_is_said_shows_its_newest_words(world, room, clock, line):
    """An edit comes while Discord takes its time: the message is posted, then changed."""
    room.held = asyncio.Event()
    saying = asyncio.create_task(say(world, line, fresh=True))
    await asyncio.sleep(0)
    newer = await world.archive.rewrite(line.id, Answer(notes=("Another note.",)), now=clock.now())
    await say(world, newer)
    room.held.set()
    await saying
    (said,) = room.messages
    assert said.answer.notes == ("Another note.",)
    assert not await world.archive.unsaid()


async def test_a_change_that_fails_is_made_by_a_later_tick(world, room, clock, line):
    await say(world, line, fresh=True)
    room.before = [ConnectionResetError()]
    await say(world, await world.archive.rewrite(line.id, Answer(notes=("Another note.",)), now=clock.now()))
    assert [said.answer.notes for said in room.messages] == [("A note.",)]
    clock.forward(minutes=1)
    await say_unsaid(world)
    assert [said.answer.notes for said in room.messages] == [("Another note.",)]
    assert not await world.archive.unsaid()


async def test_the_same_words_change_nothing(world, room, clock, line):
    await say(world, line, fresh=True)
    assert await world.archive.rewrite(line.id, line.answer, now=clock.now()) is None


async def test_a_change_before_the_first_saying_is_shown_whatever_was_posted(world, room, clock, line, restarted):
    """Killed after posting the first words: the message that stands there has the old ones, and gets the new."""
    room.after = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await say(world, line, fresh=True)
    await world.archive.rewrite(line.id, Answer(notes=("Another note.",)), now=clock.now())
    await resume(restarted(world))
    assert [said.answer.notes for said in room.messages] == [("Another note.",)]
    assert not await world.archive.unsaid()


def test_waits_grow_and_stay_bounded():
    """30 seconds, a minute, two …; never more than a quarter of an hour, so that a day is a hundred tries."""
    waits = [wait.after(tries) for tries in range(1, MOST_TRIES)]
    assert waits[:7] == [30, 60, 120, 240, 480, 900, 900]
    assert 0.9 < sum(waits) / 86_400 < 1.1

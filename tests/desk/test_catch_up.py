"""What a process that ended left behind: a crash at any point loses nothing and says nothing twice."""

import asyncio
from dataclasses import replace

import pytest

from bot.archive import SqlArchive
from bot.desk.catch_up import resume
from bot.desk.posts import read_post
from bot.desk.say import say_unsaid
from bot.errors import ArchiveFault
from bot.news.reply import Answer


@pytest.fixture
def message(site, page_of, post):
    return post(site.has("/a", page_of("Rebels enter Aleppo", "The rebels entered on 2024-11-29.")))


async def test_killed_while_reading(world, room, reader, message, restarted):
    """Claimed, not finished: read again at the next start."""
    reader.held = asyncio.Event()
    reading = asyncio.create_task(read_post(world, message))
    await reader.begun.wait()
    reading.cancel()
    await asyncio.wait({reading})
    reader.held = None
    await resume(restarted(world))
    assert [line.reply_to for line in room.messages] == [message.id]
    assert not await world.archive.unfinished()


async def test_killed_before_posting(world, room, message, restarted):
    """Stored with its line, never said: said at the next start."""
    room.before = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await read_post(world, message)
    assert not room.messages
    await resume(restarted(world))
    await resume(restarted(world))
    assert [line.reply_to for line in room.messages] == [message.id]


@pytest.mark.parametrize("minutes", [0, 1, 3, 600])
async def test_killed_after_posting(world, room, clock, message, restarted, minutes):
    """Said, not noted: whenever the next start is, there is one message."""
    room.after = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await read_post(world, message)
    clock.forward(minutes=minutes)
    await resume(restarted(world))
    await resume(restarted(world))
    assert len(room.messages) == 1
    assert not await world.archive.unsaid()


async def test_killed_before_storing(world, room, message, restarted):
    """Read, but the database did not take it: nothing is said that is not stored, and the next start reads it again."""

    class Failing(SqlArchive):
        async def finish(self, *args, **kwargs):
            raise ArchiveFault("The disk is full.")

    broken = Failing(world.archive._engine, world.archive._url)
    with pytest.raises(ArchiveFault):
        await read_post(replace(world, archive=broken), message)
    assert not room.messages
    await resume(restarted(world))
    assert len(room.messages) == 1


async def test_one_post_that_cannot_be_answered_keeps_no_other_waiting(world, room, site, page_of, post, caplog):
    """The unfinished are taken up side by side; the one that fails stays claimed and is logged."""
    posts = [post(site.has(f"/{n}", page_of(f"Article {n}", f"Item {n} was on 2024-11-29."))) for n in range(3)]
    for one in posts:
        await world.archive.claim(one, now=world.clock.now())
    doomed = posts[1].id

    class Failing(SqlArchive):
        async def finish(self, post, found, answer, *, state, now):
            if post.id == doomed:
                raise RuntimeError(post.id)
            return await super().finish(post, found, answer, state=state, now=now)

    await resume(replace(world, archive=Failing(world.archive._engine, world.archive._url)))
    assert sorted(line.reply_to for line in room.messages) == [posts[0].id, posts[2].id]
    assert [left.id for left in await world.archive.unfinished()] == [doomed]
    assert str(doomed) in caplog.text


async def test_the_local_page_leaves_alone_what_waits_for_discord(world, room, clock, message, post):
    """Started without its token by mistake: nothing of Discord is answered into the void."""
    await world.archive.claim(message, now=world.clock.now())
    other = post("something")
    answer = Answer(notes=("A note.",))
    await world.archive.finish(other, (), answer, state="failed", now=world.clock.now())
    clock.forward(minutes=5)
    await resume(world, guild=0)
    await say_unsaid(world, guild=0)
    assert not room.messages
    assert [line.reply_to for line in await world.archive.unsaid()] == [other.id]
    assert [left.id for left in await world.archive.unfinished()] == [message.id]


async def test_with_nothing_left_behind_nothing_happens(world, room):
    await resume(world)
    assert not room.messages

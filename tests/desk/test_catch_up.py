"""What a process that ended left behind: a crash at any point loses nothing and says nothing twice."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from bot.archive import SqlArchive
from bot.desk.catch_up import resume, take_up
from bot.desk.posts import FATAL, MOST_BEGINNINGS, read_post
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
        async def finish(self, post, found, answer, **how):
            if post.id == doomed:
                raise RuntimeError(post.id)
            return await super().finish(post, found, answer, **how)

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


@pytest.fixture
def fill_disk(world):
    """Leaves the database no room to grow, or gives it room again."""

    async def fill(*, pages: int) -> None:
        async with world.archive._engine.connect() as connection:
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    return fill


async def test_what_a_full_disk_left_is_taken_up_by_a_tick(world, room, clock, reader, site, page_of, post, fill_disk):
    """Without a restart, and after a minute; a full disk is no fault of the post, so it is never given up for it."""
    long = "\n".join(f"The {n}th house fell on 2024-11-29." for n in range(2_000))
    message = post(site.has("/long", page_of("Houses fall", long)))
    await world.archive.claim(message, now=world.clock.now())
    await fill_disk(pages=1)
    for _ in range(MOST_BEGINNINGS + 3):
        await take_up(world)
        await take_up(world)
        clock.forward(minutes=1)
    assert len(reader.sources) == MOST_BEGINNINGS + 3, "once a minute"
    assert not room.messages
    await fill_disk(pages=1_000_000)
    await take_up(world)
    assert [card.title for card in room.messages[0].answer.cards] == ["Houses fall"]
    assert not await world.archive.unfinished()


async def test_a_locked_database_keeps_posts_waiting(world, room, clock, message, caplog):
    """Somebody looks into the file with a tool that locks it; afterwards everything is answered."""
    await world.archive.claim(message, now=world.clock.now())
    async with world.archive._engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(world.archive._url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await take_up(world)
        other.execute("ROLLBACK")
    assert "database is locked" in caplog.text
    assert not room.messages
    clock.forward(minutes=1)
    await take_up(world)
    assert len(room.messages) == 1


async def test_a_post_over_which_each_process_ends_is_given_up_and_told(world, room, reader, message, restarted):
    """Else it would end every process from now on; the others are answered."""
    await world.archive.claim(message, now=world.clock.now())
    for _ in range(MOST_BEGINNINGS):
        reader.held, reader.begun = asyncio.Event(), asyncio.Event()
        taking = asyncio.create_task(take_up(restarted(world)))
        waiting = asyncio.create_task(reader.begun.wait())
        await asyncio.wait({taking, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        taking.cancel()
        await asyncio.wait({taking})
    reader.held = None
    await take_up(restarted(world))
    assert [card.doubts for card in room.messages[0].answer.cards] == [(FATAL,)]
    assert not await world.archive.unfinished()


async def test_many_posts_wait_in_the_archive_and_are_read_a_few_at_a_time(world, room, reader, post):
    news = "The rebels reached the western outskirts of the city on 2024-11-28 after a rapid advance. " * 4
    for number in range(120):
        await world.archive.claim(post(f"Despatch {number}\n\n{news}"), now=world.clock.now())
    await take_up(world)
    assert len({line.reply_to for line in room.messages}) == len(room.messages) == 120
    assert reader.most_under_way <= 2


async def test_with_nothing_left_behind_nothing_happens(world, room):
    await resume(world)
    assert not room.messages

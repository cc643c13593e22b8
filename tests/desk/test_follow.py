"""Scenes 6 and 7: an edited post's card follows it, a deleted post's card goes, and what is stored follows too."""

import asyncio
from dataclasses import replace

import pytest

from bot.desk.catch_up import resume
from bot.desk.follow import drop_channel, follow_delete, follow_edit
from bot.desk.posts import read_post
from bot.desk.say import say_unsaid

GUILD, CHANNEL = 11, 22


@pytest.fixture
def links(site, page_of):
    """Two articles' links."""
    return [site.has(f"/{name}", page_of(name, f"{name} happened on 2024-11-29.")) for name in ("First", "Second")]


@pytest.fixture
def titles(room):
    return lambda: [[card.title for card in line.answer.cards] for line in room.messages]


@pytest.fixture
def stored(world):
    """The headlines that the guild has stored."""

    async def ask() -> list[str]:
        return sorted(one.report.article.title for one in await world.archive.articles(GUILD))

    return ask


async def test_another_link_makes_the_reply_its_card(world, links, post, titles, stored):
    """Link A becomes link B: the same message shows B, and A goes since nobody else posted it."""
    message = post(links[0])
    await read_post(world, message)
    await follow_edit(world, replace(message, text=links[1]))
    assert titles() == [["Second"]]
    assert await stored() == ["Second"]
    assert not await world.archive.unsaid()


async def test_what_somebody_else_posted_stays(world, links, post, titles, stored):
    message = post(links[0])
    await read_post(world, message)
    await read_post(world, post(links[0]))
    await follow_edit(world, replace(message, text=links[1]))
    assert sorted(titles()) == [["First"], ["Second"]]
    assert await stored() == ["First", "Second"]


@pytest.mark.parametrize("text", ["{}", "look: {}", "{} \N{WHITE HEAVY CHECK MARK} heard it's 9 dead"])
async def test_an_unfurl_a_pin_or_another_remark_changes_nothing(world, room, reader, links, post, text):
    """Discord says 'edited' for these too; nothing is read again."""
    message = post(links[0])
    await read_post(world, message)
    await follow_edit(world, replace(message, text=text.format(links[0])))
    assert len(reader.sources) == 1
    assert room.edits == 0


async def test_a_link_that_is_put_in_later_is_read(world, links, post, titles):
    message = post("news in a minute")
    await read_post(world, message)
    await follow_edit(world, replace(message, text=links[0]))
    assert titles() == [["First"]]


async def test_a_link_that_is_taken_out_takes_its_card_away_and_may_come_back(world, room, links, post, titles, stored):
    """The second card has a nonce of its own: Discord still knows the first, and would post nothing."""
    message = post(links[0])
    await read_post(world, message)
    await follow_edit(world, replace(message, text="never mind"))
    assert titles() == []
    assert await stored() == []
    assert not await world.archive.lines(GUILD, CHANNEL)
    await follow_edit(world, replace(message, text=links[1]))
    assert titles() == [["Second"]]
    assert not await world.archive.unsaid()


async def test_an_edit_while_the_post_is_read_is_what_is_answered(world, room, reader, links, post, titles, stored):
    reader.held = asyncio.Event()
    message = post(links[0])
    reading = asyncio.create_task(read_post(world, message))
    await reader.begun.wait()
    reader.begun.clear()
    following = asyncio.create_task(follow_edit(world, replace(message, text=links[1])))
    await reader.begun.wait()
    reader.held.set()
    await asyncio.gather(reading, following)
    assert titles() == [["Second"]]
    assert await stored() == ["Second"]


@pytest.mark.parametrize("minutes", [0, 5])
async def test_killed_while_an_edited_post_is_read(world, room, clock, reader, links, post, titles, restarted, minutes):
    """The edit is kept like a new post: the next start reads it, and the card that stands there changes."""
    message = post(links[0])
    await read_post(world, message)
    reader.held = asyncio.Event()
    reader.begun.clear()
    following = asyncio.create_task(follow_edit(world, replace(message, text=links[1])))
    await reader.begun.wait()
    following.cancel()
    await asyncio.wait({following})
    reader.held = None
    clock.forward(minutes=minutes)
    await resume(restarted(world))
    assert titles() == [["Second"]]


async def test_a_deleted_post_takes_its_card_and_its_facts_along(world, links, post, titles, stored):
    message = post("\n".join(links))
    await read_post(world, message)
    await read_post(world, post(links[1]))
    await follow_delete(world, [message.id])
    assert titles() == [["Second"]]
    assert await stored() == ["Second"], "somebody else posted it too"
    assert (await world.archive.counts(GUILD)).posts == {"answered": 1, "deleted": 1}


async def test_many_are_deleted_at_once_and_unknown_ones_among_them(world, links, post, titles, stored):
    posts = [post(link) for link in links]
    for message in posts:
        await read_post(world, message)
    await follow_delete(world, [5, *(message.id for message in posts), 6])
    await follow_delete(world, [message.id for message in posts])
    assert titles() == []
    assert await stored() == []


async def test_a_post_that_is_deleted_while_it_is_read_is_not_answered(world, room, reader, links, post, stored):
    reader.held = asyncio.Event()
    message = post(links[0])
    reading = asyncio.create_task(read_post(world, message))
    await reader.begun.wait()
    await follow_delete(world, [message.id])
    reader.held.set()
    await reading
    assert not room.messages
    assert await stored() == []


async def test_a_deleted_post_is_not_claimed_again(world, room, links, post):
    """The gateway replays the message after a resume."""
    message = post(links[0])
    await read_post(world, message)
    await follow_delete(world, [message.id])
    await read_post(world, message)
    await follow_edit(world, replace(message, text=links[1]))
    assert not room.messages


async def test_a_card_that_cannot_be_taken_away_now_goes_later(world, room, clock, links, post):
    message = post(links[0])
    await read_post(world, message)
    room.before = [ConnectionResetError()]
    await follow_delete(world, [message.id])
    assert len(room.messages) == 1
    clock.forward(minutes=1)
    await say_unsaid(world)
    assert not room.messages
    assert not await world.archive.unsaid()


async def test_a_card_that_was_posted_by_a_process_that_died_is_found_and_taken_away(
    world, room, links, post, restarted
):
    room.after = [asyncio.CancelledError()]
    message = post(links[0])
    with pytest.raises(asyncio.CancelledError):
        await read_post(world, message)
    await follow_delete(restarted(world), [message.id])
    assert not room.messages


async def test_a_channel_that_is_gone_leaves_nothing_behind(world, links, post, stored):
    """Nothing can be said or deleted there any more; posts in other channels are untouched."""
    for channel, link in ((CHANNEL, links[0]), (33, links[1])):
        await read_post(world, post(link, channel=channel))
    waiting = post("A note.")
    await world.archive.claim(waiting, now=world.clock.now())
    await drop_channel(world, guild=GUILD, channel=CHANNEL)
    assert await stored() == ["Second"]
    assert not await world.archive.unsaid()
    assert not await world.archive.unfinished()
    assert [line.channel for line in await world.archive.lines(GUILD, 33)] == [33]

"""Forgetting from the desk's side: the channel follows, in-flight work is not stored, others' articles stay."""

import asyncio

import pytest

from bot.desk import ask, digests, forget
from bot.desk.posts import read_post
from bot.desk.say import say_unsaid
from bot.errors import NothingFound
from bot.ports import Forget

GUILD, CHANNEL = 11, 22


@pytest.fixture
async def read(world, room, site, page_of, post):
    """A function that has a page read; the id of its article."""

    async def do(title: str, **given) -> int:
        page = page_of(title, f"The {title} happened on 2024-11-28.")
        await read_post(world, post(site.has(f"/{title}", page), **given))
        return room.messages[-1].answer.cards[0].article

    return do


async def test_what_is_forgotten_is_in_no_answer_any_more(world, room, read):
    number = await read("flood")
    await read("fire")
    sheet = await forget.forget(world, Forget(GUILD, "article", number))
    assert sheet.intro == "1 article, and 1 message of Dateline."
    assert [len(line.answer.cards) for line in room.messages if line] == [1]
    told = await ask.timeline(world, guild=GUILD, channel=CHANNEL, since=None, until=None)
    assert "flood" not in str(told)
    assert "flood" not in str(await digests.now(world, guild=GUILD, channel=CHANNEL))
    with pytest.raises(NothingFound):
        await ask.facts(world, guild=GUILD, channel=CHANNEL, article=number)
    with pytest.raises(NothingFound, match="any more"):
        await forget.forget(world, Forget(GUILD, "article", number))


async def test_many_messages_follow_by_the_outbox(world, room, read, monkeypatch):
    monkeypatch.setattr(forget, "AT_ONCE", 2)
    for number in range(5):
        await read(f"flood{number}")
    await forget.forget(world, Forget(GUILD, "channel", CHANNEL))
    assert len([line for line in room.messages if line]) == 3
    await say_unsaid(world)
    assert [line for line in room.messages if line] == []


async def test_a_post_that_is_being_read_meanwhile_leaves_nothing(world, room, reader, site, page_of, post):
    reader.held = asyncio.Event()
    link = site.has("/flood", page_of("flood", "The flood happened on 2024-11-28."))
    reading = asyncio.create_task(read_post(world, post(link)))
    await reader.begun.wait()
    await forget.opt_out(world, guild=GUILD, person=7)
    reader.held.set()
    await reading
    assert room.messages == []
    assert await world.archive.articles(GUILD) == []
    assert await world.archive.unfinished() == []


async def test_who_opts_in_without_having_opted_out_is_told(world):
    with pytest.raises(NothingFound, match="You had not opted out"):
        await forget.opt_in(world, guild=GUILD, person=7)


async def test_a_copy_of_its_text_names_it_no_more(world, room, read, site, page_of, post):
    """The copy's own card stays, without the line that says whose text it has."""
    text = " ".join(
        f"Sentence {n} of the wire tells what happened to the flooded town on 2024-11-28." for n in range(20)
    )
    await read_post(world, post(site.has("/wire", page_of("Wire flood", text))))
    first = room.messages[-1].answer.cards[0].article
    await read_post(world, post(site.has("/copy", page_of("Copied flood", text))))
    assert any("Wire flood" in card.same for line in room.messages if line for card in line.answer.cards)
    await forget.forget(world, Forget(GUILD, "article", first))
    left = [card for line in room.messages if line for card in line.answer.cards]
    assert [(card.title, card.same) for card in left] == [("Copied flood", "")]

"""Scene 4: an article in several messages is one article, answered once; nothing is lost on the way."""

import asyncio
from dataclasses import replace

import pytest

from bot.desk.catch_up import resume
from bot.desk.follow import follow_delete, follow_edit
from bot.desk.posts import answer_post, read_post

GUILD, CHANNEL = 11, 22
FIRST = (
    "Rebels reach the city\n\nThe rebels reached the western outskirts of the city on 2024-11-28 after a rapid advance"
    " from their starting points in the north. The airstrikes killed 4 civilians on 2024-11-29, the civil defence said."
    " Officials said that verifiable details on casualties among"
)
SECOND = "the fighters of both sides are limited so far. The talks go on in the capital on 2024-12-02, they said."
REMARK = "heard it's 9 dead"


class Pastes(dict):
    """The pastes that wait; `begun` tells that one does."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    def __setitem__(self, channel, waiting) -> None:
        super().__setitem__(channel, waiting)
        self.begun.set()


@pytest.fixture
def patient(world, room):
    """A world that waits for the next part as long as it takes; the room knows what stands in it."""

    def make(quiet: float = 600.0):
        return replace(world, quiet=quiet, pastes=Pastes())

    return make


@pytest.fixture
def say(post, room, clock):
    """Makes a message that stands in the channel."""

    def make(text: str, **changes):
        clock.forward(seconds=20)
        one = replace(post(text), **changes)
        room.posts[one.id] = one
        return one

    return make


async def read_all(world, *posts):
    """Hands the posts over as the gateway does: each in its turn, none waiting for the others."""
    async with asyncio.TaskGroup() as group:
        for one in posts:
            await world.archive.claim(one, now=world.clock.now())
        for one in posts:
            group.create_task(answer_post(world, one))


async def test_two_messages_are_one_article_with_one_card(patient, room, reader, say):
    await read_all(patient(), one := say(FIRST), say(SECOND))
    (line,) = room.messages
    (card,) = line.answer.cards
    assert line.reply_to == one.id
    assert card.title == "Rebels reach the city"
    assert card.footer.startswith("Pasted text, 2 messages")
    assert [row.lead for row in card.timeline] == ["Thu 28 Nov 2024", "Fri 29 Nov 2024", "Mon 2 Dec 2024"]
    assert "casualties among the fighters" in reader.sources[0].text
    assert len(reader.sources) == 1


async def test_all_parts_are_finished_with_the_first(patient, world, say):
    await read_all(patient(), say(FIRST), say(SECOND))
    assert not await world.archive.unfinished()
    assert (await world.archive.counts(GUILD)).posts == {"answered": 1, "part": 1}


@pytest.mark.parametrize(
    ("text", "changes"), [(SECOND, {"author": 8}), (REMARK, {}), ("https://wire.example/nothing", {})]
)
async def test_what_is_no_next_part_ends_the_waiting(patient, room, reader, say, text, changes):
    """Not joined over another author; a remark is no part, and the paste before it is answered at once."""
    await read_all(patient(), say(FIRST), say(text, **changes))
    assert all("2 messages" not in card.footer for line in room.messages for card in line.answer.cards)
    assert "Rebels reach the city" in [card.title for line in room.messages for card in line.answer.cards]
    assert all(text not in source.text for source in reader.sources[:1])


async def test_a_part_that_never_comes_is_not_waited_for_for_ever(patient, room, say):
    await read_all(patient(quiet=0.01), say(FIRST))
    assert [card.title for card in room.messages[0].answer.cards] == ["Rebels reach the city"]
    assert "2 messages" not in room.messages[0].answer.cards[0].footer


async def test_a_restart_in_between_loses_nothing(patient, restarted, room, say):
    """The first part was claimed by a process that ended; the second comes after the next one began."""
    world = patient()
    reading = asyncio.create_task(read_post(world, say(FIRST)))
    await world.pastes.begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    again = replace(restarted(world), pastes=Pastes(), reading=set(), waits={})
    resuming = asyncio.create_task(resume(again))
    await again.pastes.begun.wait()
    await read_post(again, say(SECOND))
    await resuming
    (line,) = room.messages
    assert line.answer.cards[0].footer.startswith("Pasted text, 2 messages")
    assert not await world.archive.unfinished()


async def test_both_parts_unfinished_are_joined_at_the_next_start(patient, room, say):
    world = patient()
    for one in (say(FIRST), say(SECOND)):
        await world.archive.claim(one, now=world.clock.now())
    await resume(world)
    (line,) = room.messages
    assert line.answer.cards[0].footer.startswith("Pasted text, 2 messages")


async def test_an_edit_of_the_second_part_changes_the_one_card(patient, room, say):
    world = patient()
    await read_all(world, say(FIRST), two := say(SECOND))
    changed = replace(two, text=SECOND.replace("2024-12-02", "2024-12-05"))
    room.posts[two.id] = changed
    await follow_edit(world, changed)
    (line,) = room.messages
    assert [row.lead for row in line.answer.cards[0].timeline][-1] == "Thu 5 Dec 2024"
    await follow_edit(world, changed)  # an unfurl, a pin: nothing else stands there
    assert len(room.messages) == 1
    assert not await world.archive.unfinished()


async def test_an_edit_of_the_first_part_keeps_the_second(patient, room, say):
    world = patient()
    await read_all(world, one := say(FIRST), say(SECOND))
    changed = replace(one, text=FIRST.replace("Rebels reach the city", "Rebels reach the town"))
    room.posts[one.id] = changed
    await follow_edit(world, changed)
    (line,) = room.messages
    assert line.answer.cards[0].title == "Rebels reach the town"
    assert line.answer.cards[0].footer.startswith("Pasted text, 2 messages")


async def test_a_deleted_part_leaves_the_rest(patient, world, room, say):
    paste = patient()
    await read_all(paste, say(FIRST), two := say(SECOND))
    del room.posts[two.id]
    await follow_delete(paste, [two.id])
    (card,) = room.messages[0].answer.cards
    assert "2 messages" not in card.footer
    (stored,) = await world.archive.articles(GUILD)
    assert "capital" not in stored.report.article.text


async def test_all_parts_deleted_leave_nothing(patient, world, room, say):
    paste = patient()
    one, two = say(FIRST), say(SECOND)
    await read_all(paste, one, two)
    room.posts.clear()
    await follow_delete(paste, [one.id, two.id])
    assert not await world.archive.articles(GUILD)


async def test_a_part_that_is_deleted_while_it_waits_is_left_out(patient, room, reader, say):
    world = patient()
    one, two = say(FIRST), say(SECOND + " Officials said that")
    reading = [asyncio.create_task(read_post(world, one))]
    await world.pastes.begun.wait()
    await read_post(world, two)
    await follow_delete(world, [two.id])
    await read_post(world, say(REMARK))
    await asyncio.gather(*reading)
    assert all("capital" not in source.text for source in reader.sources)
    assert len(room.messages) == 1


async def test_without_a_quiet_time_each_message_stands_alone(world, reader, say):
    await read_all(world, say(FIRST), say(SECOND))
    assert all("casualties among the fighters" not in source.text for source in reader.sources)

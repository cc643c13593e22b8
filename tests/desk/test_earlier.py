"""Scene 2: what the guild has a card of already is not answered with a second one, but with a line that leads there."""

import asyncio
from dataclasses import replace

import pytest

from bot.desk.catch_up import resume
from bot.desk.follow import drop_channel, follow_delete, follow_edit
from bot.desk.posts import read_post
from bot.desk.say import AGAIN, say_unsaid
from bot.ports import Forget

GUILD, CHANNEL, ELSEWHERE = 11, 22, 23
PASTE = (
    "Bridge falls in the north\n\nA bridge over the river fell on 2024-11-28 and 4 people died, the police said on"
    " Friday. The road had been closed to trucks since the spring because of cracks in its pillars. Work to rebuild it"
    " starts on 2025-03-01 and will take two years, the ministry of transport said in a statement on Saturday."
)
CARD, LINE = (["First"], []), ([], [("First", 1)])


@pytest.fixture
def link(site, page_of):
    return site.has("/First", page_of("First", "First happened on 2024-11-29."))


@pytest.fixture
def other(site, page_of):
    return site.has("/Second", page_of("Second", "Second happened on 2024-11-29."))


@pytest.fixture
def told(room):
    """By message, oldest first: the headlines of its cards, and those that it leads to with the message."""

    def show() -> list[tuple[list[str], list[tuple[str, int]]]]:
        answers = [line.answer for line in room.messages]
        return [
            ([card.title for card in one.shown], [(card.title, card.first.message) for card in one.repeated])
            for one in answers
        ]

    return show


async def test_the_same_link_again_leads_to_the_first_card(world, room, site, clock, link, post, told):
    """However it is spelled, and long after it was read; the page is not asked for again."""
    await read_post(world, post(link))
    clock.forward(hours=3)
    again = post(f"{link}?utm_source=x#top")
    await read_post(world, again)
    assert told() == [CARD, LINE]
    assert room.signs == [(again.id, AGAIN, True)]
    assert site.asked.count("/First") == 1
    assert not await world.archive.unsaid()


async def test_the_same_paste_again_leads_to_the_first_card(world, post, told):
    await read_post(world, post(PASTE))
    await read_post(world, post(PASTE))
    assert [len(cards) for cards, _ in told()] == [1, 0]


async def test_each_link_of_a_post_is_judged_by_itself(world, link, other, post, told):
    await read_post(world, post(link))
    await read_post(world, post(f"{other} {link}"))
    assert told() == [CARD, (["Second"], [("First", 1)])]


async def test_two_that_are_read_at_once_make_one_card(world, link, post, told):
    """While the first card has no message yet, the line leads to the post below which it will stand."""
    posts = post(link), post(link)
    await asyncio.gather(*(read_post(world, one) for one in posts))
    assert sorted(len(cards) for cards, _ in told()) == [0, 1]
    (leads_to,) = [message for _, repeated in told() for _, message in repeated]
    assert leads_to in {1, 2, *(one.id for one in posts)}


@pytest.mark.parametrize("gone", ["deleted", "by a moderator", "forgotten", "failed"])
async def test_where_the_first_card_is_gone_it_is_read_anew(world, room, site, clock, link, post, told, gone):
    first, page = post(link), site.pages["/First"]
    if gone == "failed":
        site.pages["/First"] = (404, "text/html", b"gone")
    await read_post(world, first)
    if gone == "deleted":
        await follow_delete(world, [first.id])
    elif gone == "by a moderator":
        room.said.clear()
    elif gone == "forgotten":
        await world.archive.forget(Forget(GUILD, "post", first.id), now=clock.now())
        await say_unsaid(world)
    site.pages["/First"] = page
    clock.forward(hours=3)
    await read_post(world, post(link))
    assert told()[-1] == CARD
    assert site.asked.count("/First") == 2
    assert not room.signs


async def test_a_card_that_the_person_cannot_see_is_not_led_to(world, room, link, post, told):
    await read_post(world, post(link, channel=ELSEWHERE))
    room.hidden = {ELSEWHERE}
    await read_post(world, post(link))
    assert told() == [CARD, CARD]


async def test_a_card_of_another_channel_that_they_can_see_is_enough(world, link, post, told):
    await read_post(world, post(link, channel=ELSEWHERE))
    await read_post(world, post(link))
    assert told() == [CARD, LINE]


async def test_another_guild_has_its_own_card(world, link, post, told):
    await read_post(world, post(link))
    await read_post(world, replace(post(link), guild=12, channel=44))
    assert told() == [CARD, CARD]


async def test_a_lost_answer_a_replay_and_a_restart_say_it_once(world, room, restarted, link, post, told):
    await read_post(world, post(link))
    again = post(link)
    room.after = [ConnectionError()]
    await read_post(world, again)
    anew = restarted(world)
    await resume(anew)
    await read_post(anew, again)
    assert told() == [CARD, LINE]
    assert not await world.archive.unsaid()


@pytest.mark.parametrize("how", ["deleted", "edited", "forgotten"])
async def test_the_next_post_takes_the_card_over(world, room, clock, link, other, post, told, how):
    """Scene 7: what somebody else posted too stays with them; a third post leads to the new card."""
    first, second, third = post(link), post(link), post(link)
    for one in (first, second, third):
        await read_post(world, one)
    if how == "deleted":
        await follow_delete(world, [first.id])
    elif how == "edited":
        await follow_edit(world, replace(first, text=other))
    else:
        await world.archive.forget(Forget(GUILD, "post", first.id), now=clock.now())
        await say_unsaid(world)
    assert told()[-2:] == [CARD, ([], [("First", 2)])]
    assert [one for one in room.signs if one[0] == second.id] == [(second.id, AGAIN, True), (second.id, AGAIN, False)]
    assert "First" in [one.report.article.title for one in await world.archive.articles(GUILD)]
    assert not await world.archive.unsaid()


async def test_an_edit_there_and_back_leaves_one_card(world, link, other, post, told):
    """Scene 6: the second post has the card by then, and keeps it."""
    first = post(link)
    await read_post(world, first)
    await read_post(world, post(link))
    await follow_edit(world, replace(first, text=other))
    await follow_edit(world, replace(first, text=link))
    assert told() == [([], [("First", 2)]), CARD]


async def test_an_edit_that_keeps_a_link_keeps_its_card(world, link, other, post, told):
    first = post(link)
    await read_post(world, first)
    await read_post(world, post(link))
    await follow_edit(world, replace(first, text=f"{link} {other}"))
    assert told() == [(["First", "Second"], []), LINE]


async def test_a_repeat_that_is_edited_or_deleted_leaves_the_first_alone(world, room, link, other, post, told):
    await read_post(world, post(link))
    again = post(link)
    await read_post(world, again)
    await follow_edit(world, replace(again, text=other))
    assert told() == [CARD, (["Second"], [])]
    assert room.signs[-1] == (again.id, AGAIN, False)
    await follow_delete(world, [again.id])
    assert told() == [CARD]


async def test_a_channel_that_goes_hands_its_card_over(world, link, post, told):
    """Nothing can be done in the channel that is gone; what stands elsewhere changes."""
    await read_post(world, post(link, channel=ELSEWHERE))
    await read_post(world, post(link))
    await drop_channel(world, guild=GUILD, channel=ELSEWHERE)
    assert told() == [CARD, CARD]
    assert not await world.archive.unsaid()

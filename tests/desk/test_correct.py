"""Set date: the article is read again, the same card changes, everything follows, and it can be undone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.desk import ask
from bot.desk.correct import Editor, find_standing, read_day, set_date, undo_date
from bot.desk.posts import read_post
from bot.errors import NothingFound, WrongSetting

GUILD, CHANNEL = 11, 22
ED = Editor(GUILD, CHANNEL, 5, "@ed")
TODAY = date(2024, 11, 30)


@pytest.fixture
async def read(world, room, site, page_of, post):
    """Reads an undated article in the channel; its id."""
    link = site.has("/a", page_of("Undated", "The rebels entered Aleppo on Friday.", published=None))

    async def make() -> int:
        await read_post(world, post(link))
        return room.messages[-1].answer.cards[0].article

    return make


async def test_setting_a_date_changes_the_same_card(world, room, read):
    article = await read()
    assert "date" in room.messages[0].answer.cards[0].buttons
    sheet = await set_date(world, ED, article=article, day="29 Nov 2024", why="It says so on the site")
    (line,) = room.messages
    (card,) = line.answer.cards
    assert card.footer.startswith("date set by @ed")
    assert card.footer.endswith((await world.archive.article(article, guild=GUILD)).short)
    assert "published Fri 29 Nov 2024" in card.subtitle
    assert card.tone == "plain"
    assert "undo" in card.buttons
    assert "date" not in card.buttons
    assert [(row.lead, row.text) for row in sheet.sections[0].rows][:2] == [
        ("Before", "no publication date"), ("Now", "Fri 29 Nov 2024"),
    ]  # fmt: skip


async def test_undo_restores_what_was_and_both_stay_on_record(world, room, read):
    article = await read()
    before = room.messages[0].answer.cards
    await set_date(world, ED, article=article, day="2024-11-29", why="seen in print")
    await undo_date(world, Editor(GUILD, CHANNEL, 6, "@sue"), article=article)
    assert room.messages[0].answer.cards == before
    set_, undone = await world.archive.corrections(GUILD, article)
    assert (set_.who, set_.was, set_.now, set_.why) == (5, None, "2024-11-29", "seen in print")
    assert (undone.who, undone.was, undone.now, undone.undoes) == (6, "2024-11-29", None, set_.id)
    assert find_standing([set_, undone]) == []
    with pytest.raises(NothingFound, match="No date was set"):
        await undo_date(world, ED, article=article)


async def test_undo_of_the_second_goes_back_to_the_first(world, room, read):
    article = await read()
    await set_date(world, ED, article=article, day="2024-11-28")
    await set_date(world, ED, article=article, day="2024-11-29")
    await undo_date(world, ED, article=article)
    assert "Thu 28 Nov 2024" in room.messages[0].answer.cards[0].subtitle
    await undo_date(world, ED, article=article)
    assert room.messages[0].answer.cards[0].subtitle.endswith("no publication date")


async def test_every_card_of_the_article_is_changed(world, room, read):
    article = await read()
    assert await read() == article
    await set_date(world, ED, article=article, day="2024-11-29")
    assert all("Fri 29 Nov 2024" in str(line.answer.cards[0].subtitle) for line in room.messages)


async def test_a_post_that_brings_the_article_later_gets_the_corrected_card(world, clock, room, site, read, page_of):
    article = await read()
    await set_date(world, ED, article=article, day="2024-11-29")
    assert await read() == article
    assert "Fri 29 Nov 2024" in room.messages[-1].answer.cards[0].subtitle
    clock.forward(minutes=11)
    room.said.clear()  # somebody deleted the cards
    site.has("/a", page_of("Undated", "The rebels entered Aleppo on Friday. They met no one.", published=None))
    await read()
    assert "Fri 29 Nov 2024" in room.messages[-1].answer.cards[0].subtitle
    stored = await world.archive.article(article, guild=GUILD)
    assert stored.report.article.text.endswith("They met no one.")
    assert stored.report.article.published == "2024-11-29"


async def test_another_guild_keeps_its_own_reading(world, read, post, room, site):
    article = await read()
    await set_date(world, ED, article=article, day="2024-11-29")
    await read_post(world, replace(post(site.url("/a")), guild=99, channel=98))
    assert (await world.archive.article(article, guild=99)).report.article.published is None
    with pytest.raises(NothingFound):
        await set_date(world, Editor(97, 1, 5, "@ed"), article=article, day="2024-11-29")


async def test_setting_the_same_date_again_is_refused(world, read):
    article = await read()
    await set_date(world, ED, article=article, day="2024-11-29")
    with pytest.raises(WrongSetting, match="already"):
        await set_date(world, ED, article=article, day="29.11.2024")
    assert len(await world.archive.corrections(GUILD, article)) == 1


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2024-11-29", "2024-11-29"), (" 29 Nov 2024 ", "2024-11-29"), ("Nov. 29, 2024", "2024-11-29"),
        ("Friday, 29 November 2024", "2024-11-29"), ("29.11.2024", "2024-11-29"), ("13/11/2024", "2024-11-13"),
        ("2024-11-29T18:00+00:00", "2024-11-29T18:00:00+00:00"), ("2024-12-01", "2024-12-01"),
    ],
)  # fmt: skip
def test_days_are_read_as_newspapers_write_them(typed, iso):
    assert read_day(typed, today=TODAY) == iso


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("03/04/2024", "can be Mon 4 Mar 2024 or Wed 3 Apr 2024"), ("29 Nov", "has no year"), ("Friday", "no date"),
        ("2024-13-01", "no date"), ("30 Feb 2024", "no date"), ("published 29 Nov 2024", "no date"),
        ("2024", "no date"),
        ("2024-12-02", "still to come"), ("1066-10-14", "too long ago"), ("", "no date"), ("9" * 500, "no date"),
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_refused_with_the_reason(typed, says):
    with pytest.raises(WrongSetting, match=says):
        read_day(typed, today=TODAY)


async def test_the_seed_s_events_move_and_come_back(world, room, pool, post):
    """Scene 5 with the trained pipeline: 'Friday' and 'Tuesday' become days; all follows; undo restores."""
    world = pool(world)
    seed = (Path(__file__).parents[2] / "seeds" / "000_033617ba16ff4896.txt").read_text(encoding="utf-8")
    await read_post(world, post(seed))
    before = room.messages[0].answer
    article = before.cards[0].article
    await set_date(world, ED, article=article, day="29 Nov 2024")
    (card,) = room.messages[0].answer.cards
    leads = {row.lead for row in card.timeline}
    assert {"Dec 2016", "2020", "Tue 26 Nov 2024", "Fri 29 Nov 2024"} <= leads
    assert card.footer.startswith("date set by @ed")
    merged = await ask.timeline(world, guild=GUILD, channel=CHANNEL, since="2024-11-26", until="2024-11-29")
    assert "Tue 26 Nov 2024" in [row.lead for section in merged.sections for row in section.rows]
    (stored,) = await world.archive.articles(GUILD)
    assert stored.report.article.published == "2024-11-29"
    assert stored.report.article.title == before.cards[0].title

    await undo_date(world, ED, article=article)
    assert room.messages[0].answer.cards == before.cards
    with pytest.raises(NothingFound):
        await ask.timeline(world, guild=GUILD, channel=CHANNEL, since="2024-11-26", until="2024-11-29")

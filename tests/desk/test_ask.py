"""Questions are answered from what was stored, for the guild that asks."""

import pytest

from bot.desk import ask, digests, watching
from bot.desk.posts import read_post
from bot.errors import NothingFound, WrongSetting

GUILD, CHANNEL, OTHER_CHANNEL = 11, 22, 23
PLACE = {"guild": GUILD, "channel": CHANNEL}


@pytest.fixture
async def article(world, room, site, page_of, post):
    """The id of an article that was read in the channel."""
    text = "The airstrikes killed 4 civilians on 2024-11-29. The city fell on 2016-12-22."
    await read_post(world, post(site.has("/aleppo", page_of("Rebels enter Aleppo", text))))
    return room.messages[0].answer.cards[0].article


async def test_the_timeline_is_the_channels(world, article):
    sheet = await ask.timeline(world, **PLACE, since=None, until=None)
    assert [row.lead for section in sheet.sections for row in section.rows] == ["Thu 22 Dec 2016", "Fri 29 Nov 2024"]
    with pytest.raises(NothingFound):
        await ask.timeline(world, guild=GUILD, channel=OTHER_CHANNEL, since=None, until=None)
    with pytest.raises(NothingFound):
        await ask.timeline(world, guild=GUILD + 1, channel=CHANNEL, since=None, until=None)


@pytest.mark.parametrize(
    ("since", "until", "leads"),
    [
        ("today", None, ["Fri 29 Nov 2024"]),
        ("2024", "2024", ["Fri 29 Nov 2024"]),
        (None, "Dec 2016", ["Thu 22 Dec 2016"]),
        ("22 Dec 2016", "yesterday", ["Thu 22 Dec 2016"]),
    ],
)
async def test_the_timeline_is_narrowed(world, article, since, until, leads):
    sheet = await ask.timeline(world, **PLACE, since=since, until=until)
    assert [row.lead for section in sheet.sections for row in section.rows] == leads


async def test_a_span_without_events_says_which(world, article):
    with pytest.raises(NothingFound, match=r"\(1 Jan 2019 – 31 Dec 2020\)"):
        await ask.timeline(world, **PLACE, since="2019", until="2020")


async def test_an_unreadable_date_is_refused(world, article):
    with pytest.raises(WrongSetting, match="no date"):
        await ask.timeline(world, **PLACE, since="whenever", until=None)


async def test_today_is_the_channels_own_day(world, clock, article):
    """At 00:30 in Tokyo it is still yesterday in London."""
    await digests.set_digest(world, **PLACE, at="06:00", zone="Asia/Tokyo", weekdays=None, quiet="silent")
    clock.moment = clock.moment.replace(hour=15, minute=30)
    assert str(await ask.find_today(world, CHANNEL)) == "2024-11-30"
    assert str(await ask.find_today(world, OTHER_CHANNEL)) == "2024-11-29"


async def test_an_articles_timeline_gives_its_reasons(world, article):
    sheet = await ask.article_timeline(world, guild=GUILD, article=article)
    assert "as written" in str(sheet)


async def test_source_sentences_are_verbatim(world, article):
    sheet = await ask.sentences(world, guild=GUILD, article=article)
    quoted = [row.text for section in sheet.sections for row in section.rows]
    assert any("The airstrikes killed 4 civilians on 2024-11-29." in text for text in quoted)


async def test_facts_of_the_newest_article(world, article, site, page_of, post):
    """Without an article, the channel's newest."""
    newer = site.has("/newer", page_of("Council approves budget", "The vote was on 2024-11-28."))
    await read_post(world, post(newer))
    assert (await ask.facts(world, **PLACE, article=None)).title == "Council approves budget"
    assert (await ask.facts(world, **PLACE, article=article)).title == "Rebels enter Aleppo"


async def test_an_article_of_another_guild_is_not_shown(world, article):
    """What one newsroom reads is no other's business."""
    for question in (ask.article_timeline, ask.sentences):
        with pytest.raises(NothingFound):
            await question(world, guild=GUILD + 1, article=article)
    with pytest.raises(NothingFound):
        await ask.facts(world, guild=GUILD + 1, channel=CHANNEL, article=article)
    assert not await ask.suggest(world, guild=GUILD + 1, words="Aleppo")


async def test_nothing_read_yet_says_so(world):
    with pytest.raises(NothingFound, match="No article"):
        await ask.facts(world, **PLACE, article=None)


async def test_suggestions_fit_what_is_typed(world, article):
    assert list(await ask.suggest(world, guild=GUILD, words="alep")) == [(article, "Rebels enter Aleppo")]
    assert not await ask.suggest(world, guild=GUILD, words="budget")


async def test_the_status_counts_what_is_there(world, article):
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    sheet = await ask.status(world, guild=GUILD)
    rows = {row.lead: row.text for section in sheet.sections for row in section.rows}
    assert rows["Articles"] == "1"
    assert rows["Waiting to be said"] == "nothing"
    assert sheet.tone == "plain"


async def test_the_status_shows_what_waits_and_what_is_paused(world, room, clock, post):
    """Where something needs a look, the sheet says so with a word and not by its colour alone."""
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    await watching.pause(world, channel=CHANNEL, reason="Embed Links is missing.")
    room.before = [ConnectionResetError()]
    await read_post(world, post("http://127.0.0.1:9/x"))
    clock.forward(minutes=6)
    sheet = await ask.status(world, guild=GUILD)
    assert sheet.tone == "doubt"
    assert "needs a look" in sheet.intro
    assert "Embed Links is missing." in str(sheet)
    assert "1, the oldest since Fri 29 Nov 2024 18:30 Europe/London" in str(sheet)


def test_the_help_names_every_command():
    """Of this version: the rest come with later ones."""
    text = str(ask.show_help())
    assert all(command in text for command in ("/timeline", "/facts", "/watch", "/digest", "/status", "/help"))

"""Digests: set as people type them, posted once a day whatever happens."""

from datetime import UTC, datetime

import pytest

from bot.desk import digests
from bot.desk.posts import read_post
from bot.desk.say import say_unsaid
from bot.errors import NothingFound, UnknownZone, WrongSetting

GUILD, CHANNEL, OTHER_CHANNEL = 11, 22, 23
PLACE = {"guild": GUILD, "channel": CHANNEL}


@pytest.fixture
def read(world, site, page_of, post):
    """Reads a new article in the channel."""
    numbers = iter(range(1000))

    async def read_one(title: str, *, channel: int = CHANNEL) -> None:
        link = site.has(f"/{next(numbers)}", page_of(title, f"{title} was told on 2024-11-28."))
        await read_post(world, post(link, channel=channel))

    return read_one


@pytest.fixture
def said(room):
    """The digests that stand in the channel."""
    return lambda: [line.answer.sheets[0] for line in room.messages if line.answer.sheets]


async def set_daily(world, at="06:00", zone="Europe/London", weekdays=None, quiet="silent"):
    return await digests.set_digest(world, **PLACE, at=at, zone=zone, weekdays=weekdays, quiet=quiet)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_a_digest_is_posted_once_when_it_is_due(world, clock, read, said):
    """Ticks come every few seconds; the day has one digest."""
    await set_daily(world)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T05:59:50")
    await digests.tick(world)
    assert not said()
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    await digests.tick(world)
    (sheet,) = said()
    assert "1 article" in sheet.intro
    assert "Rebels enter Aleppo" in str(sheet.sections)
    clock.moment = at("2024-12-01T06:00:10")
    await digests.tick(world)
    assert len(said()) == 1, "nothing new, and silent"


async def test_a_digest_holds_its_own_channel_only(world, clock, read, said):
    """What was posted in another channel may not be for this one's eyes."""
    await set_daily(world)
    await read("Ours")
    await read("Theirs", channel=OTHER_CHANNEL)
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    (sheet,) = said()
    assert "Ours" in str(sheet)
    assert "Theirs" not in str(sheet)


async def test_killed_after_sending_and_before_saving(world, room, clock, read, said, restarted):
    """Scene 11: no second post."""
    await set_daily(world)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T06:00:10")
    room.after = [ConnectionResetError()]
    await digests.tick(world)
    clock.forward(minutes=20)
    await digests.tick(restarted(world))
    await say_unsaid(restarted(world))
    assert len(said()) == 1


@pytest.mark.parametrize(
    ("set_up", "now", "intro"),
    [
        ("2026-10-24T10:00", "2026-10-25T06:00:10", "Covers"),
        ("2027-03-27T10:00", "2027-03-28T05:00:10", "Covers"),
    ],
)
async def test_days_on_which_the_clocks_change(world, clock, read, said, set_up, now, intro):
    """Scene 11: 06:00 London is 06:00 UTC in October after the change and 05:00 UTC in March; posted once."""
    clock.moment = at(set_up)
    await set_daily(world, quiet="line")
    clock.moment = at(now)
    for _ in range(3):
        await digests.tick(world)
        clock.forward(minutes=61)
    assert [sheet.intro.startswith(intro) for sheet in said()] == [True]


async def test_an_hour_that_comes_twice_has_one_digest(world, clock, said):
    """Scene 11: 01:30 London on 25 Oct 2026 is 00:30 and 01:30 UTC."""
    clock.moment = at("2026-10-24T10:00")
    await set_daily(world, at="01:30", quiet="line")
    for moment in ("2026-10-25T00:30:10", "2026-10-25T01:30:10"):
        clock.moment = at(moment)
        await digests.tick(world)
    assert len(said()) == 1


async def test_down_at_the_time_and_back_soon_after(world, clock, read, said):
    """Scene 11: down 05:58 to 06:07 is one digest at 06:07 that says when it was due."""
    await set_daily(world)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T06:07")
    await digests.tick(world)
    (sheet,) = said()
    assert "due 06:00" in sheet.intro


async def test_down_for_three_days_is_one_digest(world, clock, read, said):
    """Scene 11: the gap is folded into the next one."""
    await set_daily(world)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-12-02T20:00")
    await digests.tick(world)
    assert not said()
    clock.moment = at("2024-12-03T06:00:10")
    await digests.tick(world)
    (sheet,) = said()
    assert "Rebels enter Aleppo" in str(sheet)


async def test_monday_covers_the_weekend(world, clock, read, said):
    """Scene 11: mon-fri posts nothing on Saturday."""
    await set_daily(world, weekdays="mon-fri")
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    assert not said()
    clock.moment = at("2024-12-02T06:00:10")
    await digests.tick(world)
    assert len(said()) == 1


async def test_nothing_new_is_one_line_for_a_desk_that_wants_it(world, clock, said):
    await set_daily(world, quiet="line")
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    (sheet,) = said()
    assert "nothing new" in sheet.intro
    assert not sheet.sections


async def test_nothing_is_told_twice(world, clock, read, said):
    """What one digest held is not in the next."""
    await set_daily(world)
    await read("First")
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    await read("Second")
    clock.moment = at("2024-12-01T06:00:10")
    await digests.tick(world)
    assert [("First" in str(sheet), "Second" in str(sheet)) for sheet in said()] == [(True, False), (False, True)]


async def test_now_takes_no_key(world, clock, read, said):
    """Asking early leaves the day's digest as it would have been."""
    await set_daily(world)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T05:00")
    assert "Rebels enter Aleppo" in str(await digests.now(world, **PLACE))
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    assert "Rebels enter Aleppo" in str(said()[0])


async def test_now_answers_where_no_digest_is_set(world, clock, read):
    """It covers the past day then, and promises no next one."""
    await read("Rebels enter Aleppo")
    clock.forward(hours=2)
    sheet = await digests.now(world, **PLACE)
    assert "Rebels enter Aleppo" in str(sheet)
    assert "next" not in sheet.intro


async def test_a_preview_says_that_it_is_one(world, read):
    await set_daily(world)
    await read("Rebels enter Aleppo")
    assert (await digests.preview(world, **PLACE)).title.startswith("Preview")


async def test_a_paused_digest_waits_and_then_covers_the_pause(world, clock, read, said):
    await set_daily(world)
    assert "paused" in str(await digests.pause(world, **PLACE))
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    assert not said()
    await digests.pause(world, **PLACE)
    clock.moment = at("2024-12-01T06:00:10")
    await digests.tick(world)
    assert "Rebels enter Aleppo" in str(said()[-1])


async def test_off_ends_it(world, clock, read, said):
    await set_daily(world)
    await digests.off(world, **PLACE)
    await read("Rebels enter Aleppo")
    clock.moment = at("2024-11-30T06:00:10")
    await digests.tick(world)
    assert not said()
    with pytest.raises(NothingFound, match="/digest set"):
        await digests.off(world, **PLACE)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"at": "25:00"}, WrongSetting),
        ({"zone": "Mars/Olympus"}, UnknownZone),
        ({"weekdays": "someday"}, WrongSetting),
        ({"quiet": "loud"}, WrongSetting),
    ],
)
async def test_what_cannot_be_meant_is_refused(world, given, fault):
    """Nothing is set then."""
    with pytest.raises(fault):
        await set_daily(world, **given)
    assert await world.archive.digest(CHANNEL) is None


async def test_what_is_left_out_stays_as_it_was(world):
    await set_daily(world, zone="America/New_York", weekdays="mon-fri")
    await set_daily(world, at="07:30", zone=None)
    digest = await world.archive.digest(CHANNEL)
    assert digest
    assert (digest.at, digest.zone, digest.weekdays) == ("07:30", "America/New_York", (0, 1, 2, 3, 4))


async def test_another_guild_cannot_touch_it(world):
    await set_daily(world)
    for touch in (digests.preview, digests.pause, digests.off):
        with pytest.raises(NothingFound):
            await touch(world, guild=GUILD + 1, channel=CHANNEL)


async def test_one_channels_trouble_is_not_the_others(world, clock, read, said, room):
    """A digest that cannot be said waits in the outbox; the next channel's is posted in the same tick."""
    await set_daily(world, quiet="line")
    await digests.set_digest(
        world, guild=GUILD, channel=OTHER_CHANNEL, at="06:00", zone="Europe/London", weekdays=None, quiet="line"
    )  # fmt: skip
    clock.moment = at("2024-11-30T06:00:10")
    room.before = [ConnectionResetError()]
    await digests.tick(world)
    assert [line.channel for line in room.messages] == [OTHER_CHANNEL]
    assert [line.channel for line in await world.archive.unsaid()] == [CHANNEL]

"""Which channels are read."""

import pytest

from bot.desk import watching
from bot.errors import NothingFound, WrongSetting

GUILD, CHANNEL, OTHER_CHANNEL = 11, 22, 23


async def test_a_channel_is_watched_until_it_is_removed(world):
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    watch = await watching.watched(world, CHANNEL)
    assert watch
    assert (watch.guild, watch.mode, watch.paused) == (GUILD, "links", None)
    await watching.remove(world, guild=GUILD, channel=CHANNEL)
    assert await watching.watched(world, CHANNEL) is None


async def test_what_is_not_watched_cannot_be_removed(world):
    with pytest.raises(NothingFound, match="not watched"):
        await watching.remove(world, guild=GUILD, channel=CHANNEL)


async def test_another_guild_cannot_remove_it(world):
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    with pytest.raises(NothingFound):
        await watching.remove(world, guild=GUILD + 1, channel=CHANNEL)
    assert await watching.watched(world, CHANNEL)


async def test_an_unknown_mode_is_refused(world):
    with pytest.raises(WrongSetting, match="links or asked"):
        await watching.add(world, guild=GUILD, channel=CHANNEL, mode="sometimes")


async def test_a_pause_shows_its_reason_and_ends_with_add(world):
    await watching.add(world, guild=GUILD, channel=CHANNEL, mode="asked")
    await watching.pause(world, channel=CHANNEL, reason="Embed Links is missing.")
    sheet = await watching.listed(world, guild=GUILD)
    assert "Embed Links is missing." in sheet.sections[0].rows[0].text
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    watch = await watching.watched(world, CHANNEL)
    assert watch
    assert (watch.mode, watch.paused) == ("links", None)


async def test_a_pause_of_a_channel_that_is_not_watched_does_nothing(world):
    await watching.pause(world, channel=OTHER_CHANNEL, reason="nothing")
    assert await watching.watched(world, OTHER_CHANNEL) is None


async def test_only_the_guilds_own_channels_are_listed(world):
    await watching.add(world, guild=GUILD, channel=CHANNEL)
    await watching.add(world, guild=GUILD + 1, channel=OTHER_CHANNEL)
    sheet = await watching.listed(world, guild=GUILD)
    assert [row.lead for row in sheet.sections[0].rows] == [f"<#{CHANNEL}>"]


async def test_no_watched_channel_says_what_to_do(world):
    with pytest.raises(NothingFound, match="/watch add"):
        await watching.listed(world, guild=GUILD)

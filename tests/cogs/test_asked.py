"""Channels that are read only when asked: a person's sign under a message has it read, once."""

import discord
import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."
SIGN = "\N{LEFT-POINTING MAGNIFYING GLASS}"


@pytest.fixture
def link(site):
    return site.has("/bridge", "Bridge falls", TOLL)


@pytest.fixture
async def asked(editor, desk):
    await editor.slash(desk, "watch add", read="asked")
    return desk


@pytest.fixture
def titles(answers):
    return lambda channel: [[embed.title for embed in one.embeds] for one in answers(channel)]


async def test_nothing_is_read_until_somebody_asks(link, asked, reporter, editor, reader, answers, titles):
    """Whoever asks again gets no second answer."""
    post = await reporter.send(asked, link)
    assert reader.asked == []
    await editor.react(post, SIGN)
    await reporter.react(post, SIGN)

    assert titles(asked) == [["Bridge falls"]]
    assert answers(asked)[0].reference.message_id == post.id


@pytest.mark.parametrize("sign", ["\N{EYES}", "\N{CLOCKWISE RIGHTWARDS AND LEFTWARDS OPEN CIRCLE ARROWS}"])
async def test_another_sign_asks_for_nothing(link, asked, reporter, answers, sign):
    await reporter.react(await reporter.send(asked, link), sign)
    assert answers(asked) == []


async def test_a_bots_sign_asks_for_nothing(env, guild, link, asked, reporter, answers):
    feed = guild.add_member(env.create_user("feed", bot=True))
    await feed.react(await reporter.send(asked, link), SIGN)
    assert answers(asked) == []


async def test_where_nothing_is_watched_a_sign_asks_for_nothing(link, desk, reporter, answers):
    await reporter.react(await reporter.send(desk, link), SIGN)
    assert answers(desk) == []


async def test_where_every_link_is_read_a_sign_adds_nothing(link, watched, reporter, titles):
    await reporter.react(await reporter.send(watched, link), SIGN)
    assert titles(watched) == [["Bridge falls"]]


async def test_who_opted_out_is_not_read_for_others(env, guild, link, asked, reporter, editor, answers):
    await env.bot.world.archive.opt_out(guild.id, reporter.id, now=env.now())
    await editor.react(await reporter.send(asked, link), SIGN)
    assert answers(asked) == []


async def test_without_a_permission_the_channel_is_paused(env, guild, link, asked, reporter, reader):
    post = await reporter.send(asked, link)
    channel = env.bot.get_guild(guild.id).get_channel(asked.id)
    await channel.set_permissions(channel.guild.me, embed_links=False)
    await env.settle()
    await reporter.react(post, SIGN)
    assert reader.asked == []
    assert "Embed Links" in (await env.bot.world.archive.watched(asked.id)).paused


async def test_signs_of_a_downtime_are_found_at_the_next_start(happen, env, link, asked, reporter, titles, monkeypatch):
    """Nobody heard the reaction; what nobody asked for stays unread."""
    post, other = await reporter.send(asked, link), await reporter.send(asked, f"{link}?other=1")
    monkeypatch.setattr(env.bot.get_cog("Asked"), "_read", _hear_nothing)
    await reporter.react(post, SIGN)
    assert titles(asked) == []
    await happen("ready")
    assert titles(asked) == [["Bridge falls"]]
    assert other.id != post.id


async def _hear_nothing(_: discord.RawReactionActionEvent) -> None:
    """A process that is away."""


async def test_the_list_says_how_a_channel_is_read(asked, editor, said):
    listed = await editor.slash(asked, "watch list")
    assert SIGN in said(listed.response.message if hasattr(listed.response, "message") else listed.response)


async def test_a_channel_can_be_switched_to_every_link(link, asked, editor, reporter, titles):
    await reporter.send(asked, f"{link}?before=1")
    await editor.slash(asked, "watch add")
    await reporter.send(asked, link)
    assert titles(asked) == [["Bridge falls"]]

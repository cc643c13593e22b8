"""Scenes 6 and 7 in Discord: edits, deletions one by one and many at once, also while the bot was away."""

import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."


@pytest.fixture
def link(site):
    return site.has("/bridge", "Bridge falls", TOLL)


@pytest.fixture
def other(site):
    return site.has("/tower", "Tower falls", TOLL.replace("bridge", "tower"))


@pytest.fixture
def titles(answers, watched):
    return lambda: [one.embeds[0].title for one in answers(watched) if one.embeds]


async def test_an_edited_link_changes_the_card_where_it_stands(env, link, other, watched, reporter, answers, titles):
    post = await reporter.send(watched, link)
    (before,) = answers(watched)

    await reporter.edit(post, other)

    (after,) = answers(watched)
    assert titles() == ["Tower falls"]
    assert after.id == before.id
    (sent,) = [one for one in env.http_requests if one.method == "PATCH" and f"/messages/{after.id}" in one.path]
    assert sent.json["allowed_mentions"] == {"parse": []}


async def test_a_deleted_post_takes_its_card_along(link, watched, reporter, editor, titles, told):
    post = await reporter.send(watched, link)
    await reporter.delete(post)
    assert titles() == []
    assert "No dated event" in told(await editor.slash(watched, "timeline"))


async def test_many_posts_are_deleted_at_once(env, link, other, watched, reporter, titles):
    posts = [await reporter.send(watched, one) for one in (link, other)]
    await in_channel(env, watched).delete_messages([in_channel(env, watched).get_partial_message(p.id) for p in posts])
    await env.settle()
    assert titles() == []


async def test_a_card_that_a_person_deleted_stays_away(env, link, other, watched, reporter, titles, answers):
    post = await reporter.send(watched, link)
    (card,) = answers(watched)
    await in_channel(env, watched).get_partial_message(card.id).delete()
    await reporter.edit(post, other)
    assert titles() == []
    assert not await env.bot.world.archive.unsaid()


async def test_edits_and_deletions_are_followed_that_nobody_heard_of(
    env, new_bot, site, link, other, watched, reporter, titles
):
    """Scenes 6 and 7: while the bot is down a link is changed, another post goes, a third one comes."""
    third = site.has("/gate", "Gate falls", TOLL.replace("bridge", "gate"))
    posts = [await reporter.send(watched, one) for one in (link, third)]
    assert titles() == ["Bridge falls", "Gate falls"]

    env.bot.work.stopping = True  # a process that takes no more work misses what happens
    await reporter.edit(posts[0], other)
    await reporter.delete(posts[1])
    await reporter.send(watched, site.has("/wall", "Wall falls", TOLL.replace("bridge", "wall")))
    await env.restart_bot(new_bot())

    assert titles() == ["Tower falls", "Wall falls"]


async def test_a_card_that_was_denied_comes_once_it_is_allowed(env, link, watched, reporter, titles):
    env.inject_error("POST", f"/channels/{watched.id}/messages", status=403, code=50013)
    await reporter.send(watched, link)
    assert titles() == []

    channel = in_channel(env, watched)
    await channel.set_permissions(channel.guild.me, embed_links=True)
    await env.settle()

    assert titles() == ["Bridge falls"]


async def test_a_channel_that_is_deleted_is_forgotten(env, link, watched, guild, editor, reporter, said):
    other = guild.create_text_channel("other")
    await reporter.send(watched, link)
    await in_channel(env, watched).delete()
    await env.settle()

    assert not await env.bot.world.archive.watches()
    assert not await env.bot.world.archive.articles(guild.id)
    status = await editor.slash(other, "status")
    assert "use /watch add" in said(status.response.message)


async def test_a_server_that_is_left_is_paused_and_keeps_what_is_stored(env, link, watched, guild, reporter):
    await reporter.send(watched, link)
    await env.bot.get_guild(guild.id).leave()
    await env.settle()

    (watch,) = await env.bot.world.archive.watches()
    assert "not in this server" in watch.paused
    assert await env.bot.world.archive.articles(guild.id)


def in_channel(env, handle):
    """The channel as the bot knows it."""
    return env.bot.get_channel(handle.id)

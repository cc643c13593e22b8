"""Posts of watched channels: each answered once, nothing else touched, nothing lost."""

import discord
import pytest
import simcord

from bot.desk.catch_up import take_up
from bot.errors import ArchiveFault

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."
PASTE = (
    "Bridge falls in the north\n\nA bridge over the river fell on 2024-11-28 and 4 people died, the police said on"
    " Friday. The road had been closed to trucks since the spring because of cracks in its pillars. Work to rebuild it"
    " starts on 2025-03-01 and will take two years, the ministry of transport said in a statement on Saturday."
)


@pytest.fixture
def link(site):
    return site.has("/bridge", "Bridge falls", TOLL)


async def test_a_link_gets_one_card_that_pings_nobody(link, watched, reporter, answers, said):
    post = await reporter.send(watched, f"look: {link}")

    (card,) = answers(watched)
    assert card.reference.message_id == post.id
    assert (card.embeds[0].title, card.embeds[0].url) == ("Bridge falls", link)
    assert "**Thu 28 Nov 2024**" in said(card)
    assert "⚠️ **Doubt** No publication date found." in said(card)
    assert card.embeds[0].colour.value == 0xE0A100
    assert not card.mentions
    assert [button.label for row in card.components for button in row.children] == [
        "Timeline", "Source sentences", "Set date",
    ]  # fmt: skip


async def test_the_line_is_sent_with_its_nonce_and_without_mentions(env, link, watched, reporter):
    post = await reporter.send(watched, link)

    (sent,) = [
        one.json for one in env.http_requests if (one.method, one.path) == ("POST", f"/channels/{watched.id}/messages")
    ]
    assert sent["nonce"] == f"post{post.id}"
    assert sent["enforce_nonce"] is True
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert sent["message_reference"]["fail_if_not_exists"] is True


async def test_links_of_one_post_are_answered_together_in_their_order(site, watched, reporter, answers, said):
    one, two = site.has("/1", "First", TOLL), site.has("/2", "Second", TOLL.replace("bridge", "tower"))
    gone = f"http://127.0.0.1:{site.port}/gone"

    await reporter.send(watched, f"{one} {gone} {two} heard it's 9 dead")

    (answer,) = answers(watched)
    titles = [embed.title for embed in answer.embeds]
    assert (titles[0], titles[2]) == ("First", "Second")
    assert "⛔ **Failed** Page not found (404)." in said(answer)
    assert "9 dead" not in said(answer)
    labels = [button.label for row in answer.components for button in row.children]
    assert labels == [
        "1 · Timeline", "1 · Source sentences", "1 · Set date", "3 · Timeline", "3 · Source sentences", "3 · Set date",
    ]  # fmt: skip


async def test_a_pasted_article_is_read(watched, reporter, answers):
    await reporter.send(watched, PASTE)

    (card,) = answers(watched)
    assert card.embeds[0].title == "Bridge falls in the north"


@pytest.mark.parametrize("name", ["message.txt", "story.txt"])
async def test_a_text_file_is_read_by_its_extension(watched, reporter, answers, name):
    await reporter.send(watched, attachments=[(name, PASTE.encode())])

    (card,) = answers(watched)
    assert card.embeds[0].title == "Bridge falls in the north"


async def test_a_page_as_a_file_is_read(watched, reporter, answers):
    page = f"<html><body><h1>Saved page</h1><p>{TOLL}</p></body></html>"
    await reporter.send(watched, attachments=[("saved.html", page.encode())])

    (card,) = answers(watched)
    assert card.embeds[0].title == "Saved page"


async def test_a_file_over_the_limit_is_refused_by_name(watched, reporter, answers, said):
    await reporter.send(watched, attachments=[("huge.txt", b"x" * 1_100_000)])

    (answer,) = answers(watched)
    assert "huge.txt" in said(answer)


async def test_talk_is_left_alone(watched, reporter, answers):
    await reporter.send(watched, "morning all, who has the early shift?")
    assert answers(watched) == []


async def test_channels_that_are_not_watched_are_left_alone(link, desk, reporter, reader, answers):
    await reporter.send(desk, link)
    assert answers(desk) == []
    assert reader.asked == []


async def test_other_bots_are_left_alone(env, guild, link, watched, answers):
    feed = guild.add_member(env.create_user("feed", bot=True))
    await feed.send(watched, link)
    assert answers(watched) == []


async def test_a_replayed_event_is_answered_once(happen, link, watched, reporter, answers):
    post = await reporter.send(watched, link)
    await happen("message", post)
    assert len(answers(watched)) == 1


async def test_a_link_that_unfurls_or_a_pin_changes_nothing(link, watched, reporter, editor, guild, answers):
    post = await reporter.send(watched, link)
    await reporter.edit(post, post.content)
    assert len(answers(watched)) == 1


async def test_a_hostile_headline_stays_text(site, watched, reporter, answers):
    link = site.has("/x", "**Big** @everyone [here](http://evil.example) \u202egnp.exe\u200b `x` <@1>", TOLL)

    await reporter.send(watched, link)

    (card,) = answers(watched)
    title = card.embeds[0].title
    assert "\u202e" not in title
    assert "@everyone" not in title
    assert r"\*\*Big\*\*" in title
    assert r"\[here\]" in title


async def test_a_faltering_discord_gets_the_same_nonce_again(env, link, watched, reporter, answers):
    env.inject_error("POST", f"/channels/{watched.id}/messages", status=503, times=1)
    await reporter.send(watched, link)

    nonces = [
        one.json["nonce"]
        for one in env.http_requests
        if one.path == f"/channels/{watched.id}/messages" and one.method == "POST"
    ]
    assert len(nonces) == 2
    assert len(set(nonces)) == 1
    assert len(answers(watched)) == 1


async def test_posts_that_were_missed_are_answered_once_after_a_restart(
    env, new_bot, link, site, watched, reporter, answers
):
    await reporter.send(watched, link)
    second = site.has("/2", "Second", TOLL.replace("bridge", "tower"))
    env.bot.work.stopping = True  # a process that takes no more work misses what is posted
    await reporter.send(watched, second)
    assert len(answers(watched)) == 1

    await env.restart_bot(new_bot())

    titles = [card.embeds[0].title for card in answers(watched)]
    assert titles == ["Bridge falls", "Second"]


async def test_the_first_post_after_watching_began_is_not_missed_either(env, new_bot, link, watched, reporter, answers):
    env.bot.work.stopping = True
    await reporter.send(watched, link)

    await env.restart_bot(new_bot())

    assert len(answers(watched)) == 1


async def test_what_was_posted_while_nobody_watched_stays_unread(env, new_bot, link, editor, desk, reporter, answers):
    await editor.slash(desk, "watch add")
    await reporter.send(desk, "hello")
    await editor.slash(desk, "watch remove")
    await reporter.send(desk, link)
    await env.advance_time(600)
    await editor.slash(desk, "watch add")

    await env.restart_bot(new_bot())

    assert answers(desk) == []


async def test_a_second_ready_reads_the_gap_and_starts_nothing_twice(env, happen, link, watched, reporter, answers):
    env.bot.work.stopping = True
    await reporter.send(watched, link)
    env.bot.work.stopping = False

    for event in ("connect", "ready", "ready"):
        await happen(event)

    assert len(answers(watched)) == 1


async def test_a_missing_permission_pauses_the_channel_and_is_said_once(
    env, guild, link, watched, reporter, editor, answers, said
):
    lobby = guild.create_text_channel("lobby")
    guild_of_bot = env.bot.get_guild(guild.id)
    await guild_of_bot.get_channel(watched.id).set_permissions(guild_of_bot.me, embed_links=False)
    await env.settle()

    await reporter.send(watched, link)
    await reporter.send(watched, link)

    (told,) = answers(watched)
    assert "Embed Links" in said(told)
    assert answers(lobby) == []
    listed = await editor.slash(watched, "watch list")
    assert "Embed Links" in said(listed.response.message)


async def test_reading_goes_on_by_itself_once_the_permission_is_back(env, guild, link, watched, reporter, answers):
    guild_of_bot = env.bot.get_guild(guild.id)
    channel = guild_of_bot.get_channel(watched.id)
    await channel.set_permissions(guild_of_bot.me, embed_links=False)
    await env.settle()
    await reporter.send(watched, link)

    await channel.set_permissions(guild_of_bot.me, overwrite=None)
    await env.settle()

    assert [one.embeds[0].title for one in answers(watched) if one.embeds] == ["Bridge falls"]


async def test_discord_denying_an_answer_pauses_the_channel_without_a_storm(
    env, link, site, watched, reporter, editor, said
):
    env.inject_error("POST", f"/channels/{watched.id}/messages", status=403, code=50013, times=None)
    await reporter.send(watched, link)
    await reporter.send(watched, site.has("/2", "Second", TOLL))

    tries = [one for one in env.http_requests if (one.method, one.path) == ("POST", f"/channels/{watched.id}/messages")]
    assert len(tries) == 1
    status = await editor.slash(watched, "status")
    assert "paused" in said(status.response.message)


async def test_watching_again_after_a_pause_reads_what_came_meanwhile(
    env, site, link, watched, reporter, editor, answers
):
    env.inject_error("POST", f"/channels/{watched.id}/messages", status=403, code=50013)
    await reporter.send(watched, link)
    await reporter.send(watched, site.has("/2", "Second", TOLL))
    assert answers(watched) == []

    await editor.slash(watched, "watch add")

    assert "Second" in [card.embeds[0].title for card in answers(watched)]


async def test_posts_wait_for_the_database_and_the_channel_hears_why(
    env, world, link, watched, reporter, answers, said, monkeypatch
):
    async def broken(*args, **kwargs):
        raise ArchiveFault("The database cannot be written: the disk is full.")

    monkeypatch.setattr(world.archive, "finish", broken)
    await reporter.send(watched, link)
    await reporter.send(watched, link)
    (told,) = answers(watched)
    assert "the disk is full" in said(told)
    monkeypatch.undo()
    await env.advance_time(60)
    with env._bot_scope():  # what the clock ticks for
        await take_up(env.bot.world)

    _, card, line = answers(watched)
    assert [embed.title for embed in card.embeds] == ["Bridge falls"]
    assert line.content.startswith("Read already: Bridge falls")


async def test_what_could_not_be_claimed_is_found_in_the_history(
    env, world, link, watched, reporter, answers, said, monkeypatch
):
    """The database is away when the post comes: nothing of it is stored, and still it is answered."""

    async def broken(*args, **kwargs):
        raise ArchiveFault("The database cannot be written: the disk is full.")

    monkeypatch.setattr(world.archive, "claim", broken)
    await reporter.send(watched, link)
    assert "the disk is full" in said(answers(watched)[0])
    monkeypatch.undo()
    await env.advance_time(60)
    assert [one.embeds[0].title for one in answers(watched) if one.embeds] == ["Bridge falls"]


async def test_a_forwarded_article_is_read(env, guild, link, watched, desk, reporter, answers):
    other = guild.create_text_channel("elsewhere")
    original = await reporter.send(other, link)
    await reporter.forward(original, watched)
    assert [card.embeds[0].title for card in answers(watched)] == ["Bridge falls"]


async def test_without_the_content_intent_the_bot_does_not_start(new_bot):
    approved = discord.Intents.all()
    approved.message_content = False
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with simcord.run(new_bot(), approved_intents=approved):
            pass

"""What the desk says and looks up: once, found again, and refused for good only where a further try is useless."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.desk import digests
from bot.errors import FetchFailed, NotAllowed, TooLarge
from bot.news.message import Attachment
from bot.news.reply import Answer, Card, Sheet
from bot.ports import Line

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."
CARD = Card(None, "Bridge falls", None, "The Example", (), (), (), "", "plain")
DIGEST = Answer(sheets=(Sheet("Digest", "Covers the night", ()),), mark="digest 2026-01-01")


@pytest.fixture
def voice(env):
    return env.bot.channel


@pytest.fixture
def line(world, desk):
    return Line(1, desk.guild.id, desk.id, None, "nonce", DIGEST, world.clock.now(), 0)


@pytest.fixture
def in_bot(env):
    """Runs what the clock would run: as the bot's own work."""

    async def run(job):
        with env._bot_scope():
            return await job

    return run


async def test_a_digest_is_found_by_its_mark(voice, line, in_bot, reporter, desk):
    await reporter.send(desk, "digest 2026-01-01")
    assert await in_bot(voice.find(line)) is None
    message = await in_bot(voice.say(line))
    assert await in_bot(voice.find(line)) == message
    another = replace(line, answer=replace(DIGEST, mark="digest 2026-01-02"))
    assert await in_bot(voice.find(another)) is None


async def test_a_card_is_found_by_the_post_it_replies_to(voice, line, in_bot, reporter, desk):
    post = await reporter.send(desk, "https://example.org/a")
    reply = replace(line, reply_to=post.id, answer=Answer((CARD,), mark="post1"))
    assert await in_bot(voice.find(reply)) is None
    message = await in_bot(voice.say(reply))
    assert await in_bot(voice.find(reply)) == message
    assert await in_bot(voice.find(replace(reply, reply_to=post.id + 1))) is None


async def test_a_card_whose_post_is_gone_is_said_all_the_same(voice, line, in_bot, reporter, desk, answers):
    post = await reporter.send(desk, "https://example.org/a")
    await reporter.delete(post)
    await in_bot(voice.say(replace(line, reply_to=post.id, answer=Answer((CARD,)))))
    assert len(answers(desk)) == 1


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003)])
async def test_what_is_denied_for_good_is_not_tried_again(env, voice, line, in_bot, desk, status, code):
    env.inject_error("*", f"/channels/{desk.id}/messages", status=status, code=code, times=None)
    with pytest.raises(NotAllowed):
        await in_bot(voice.say(line))
    with pytest.raises(NotAllowed):
        await in_bot(voice.find(line))
    assert sum(one.path == f"/channels/{desk.id}/messages" for one in env.http_requests) == 2


async def test_a_refused_message_is_no_missing_permission(env, voice, line, in_bot, desk):
    """It stays in the outbox and shows in the status; pausing the channel would not mend it."""
    env.inject_error("POST", f"/channels/{desk.id}/messages", status=400, code=50035)
    with pytest.raises(discord.HTTPException):
        await in_bot(voice.say(line))


async def test_files_are_read_up_to_their_limit_and_missed_by_name(voice, in_bot, reporter, desk):
    post = await reporter.send(desk, attachments=[("story.txt", b"text")])
    kept = Attachment("story.txt", post.attachments[0].url, 4)
    assert await in_bot(voice.attachment(kept, limit=4)) == b"text"
    with pytest.raises(TooLarge, match=r"story\.txt"):
        await in_bot(voice.attachment(kept, limit=3))
    with pytest.raises(FetchFailed, match=r"gone\.txt"):
        await in_bot(voice.attachment(replace(kept, name="gone.txt", url="https://cdn.example/gone.txt"), limit=4))


async def test_a_due_digest_is_an_ordinary_message_that_is_posted_once(
    env, new_bot, site, watched, editor, reporter, in_bot, answers, said
):
    await editor.slash(watched, "digest set", at="06:00", zone="UTC")
    await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    await env.advance_time(timedelta(hours=6, minutes=1).total_seconds())

    await in_bot(digests.tick(env.bot.world))
    await in_bot(digests.tick(env.bot.world))
    await env.restart_bot(new_bot())
    await in_bot(digests.tick(env.bot.world))

    card, digest = answers(watched)
    assert "Bridge falls" in said(digest)
    assert digest.reference is None
    assert not digest.mentions
    assert card.reference is not None

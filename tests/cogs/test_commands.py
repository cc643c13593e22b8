"""Every command: what it answers, who sees it, who may use it, and how a fault reads."""

import discord
import pytest
from discord import app_commands

from bot.errors import ArchiveFault
from bot.settings import known_zone

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."
OLD = "The bridge was opened on 1998-05-04 by the queen. It was painted on 2012-07-01 in red."


@pytest.fixture
async def read(site, watched, reporter):
    """The channel, with two articles read."""
    await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    await reporter.send(watched, site.has("/old", "A bridge's life", OLD))
    return watched


async def test_timeline_merges_the_channel_oldest_first(read, reporter, said):
    result = await reporter.slash(read, "timeline")

    text = said(result.response.message)
    assert not result.ephemeral
    days = ["Mon 4 May 1998", "Sun 1 Jul 2012", "Thu 28 Nov 2024", "Sat 1 Mar 2025"]
    places = [text.index(day) for day in days]
    assert places == sorted(places)


async def test_timeline_keeps_to_since_and_until(read, reporter, said):
    result = await reporter.slash(read, "timeline", since="2012", until="2024-12-31")

    text = said(result.response.message)
    assert "1 Jul 2012" in text
    assert "28 Nov 2024" in text
    assert "1998" not in text
    assert "2025" not in text


@pytest.mark.parametrize(("command", "options"), [("timeline", {"since": "soonish"}), ("timeline", {}), ("facts", {})])
async def test_a_fault_is_one_sentence_that_only_the_asker_sees(watched, reporter, answers, command, options, told):
    result = await reporter.slash(watched, command, **options)

    assert told(result).endswith(".")
    assert answers(watched) == []


async def test_facts_of_the_newest_article(read, reporter, said):
    result = await reporter.slash(read, "facts")
    assert "A bridge's life" in said(result.response.message)
    assert not result.ephemeral


async def test_facts_of_a_chosen_article_with_its_sentence(read, reporter, said):
    (choice,) = await reporter.autocomplete(read, "facts", "article", "falls")
    assert choice["name"].startswith("Bridge falls")

    result = await reporter.slash(read, "facts", article=choice["value"])

    assert "4 people" in said(result.response.message)


async def test_facts_by_a_title_as_typed_or_none(read, reporter, said, told):
    found = await reporter.slash(read, "facts", article="bridge falls")
    lost = await reporter.slash(read, "facts", article="volcano")

    assert "Bridge falls" in said(found.response.message)
    assert "volcano" in told(lost)


async def test_another_server_sees_nothing_of_it(env, read, reporter, told):
    (choice,) = await reporter.autocomplete(read, "facts", "article", "falls")
    elsewhere = env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    stranger = elsewhere.add_member(env.create_user("stranger"))

    result = await stranger.slash(channel, "facts", article=choice["value"])

    assert await stranger.autocomplete(channel, "facts", "article", "bridge") == []
    assert "not stored" in told(result)


async def test_watch_add_list_and_remove(desk, editor, said, told):
    added = await editor.slash(desk, "watch add")
    listed = await editor.slash(desk, "watch list")
    removed = await editor.slash(desk, "watch remove")
    none = await editor.slash(desk, "watch list")

    assert added.ephemeral
    assert "watched" in said(added.response.message)
    assert desk.mention in said(listed.response.message)
    assert "no longer" in said(removed.response.message)
    assert "No channel is watched" in told(none)


async def test_another_channel_can_be_watched_by_name(site, guild, desk, editor, reporter, answers):
    other = guild.create_text_channel("wire")
    await editor.slash(desk, "watch add", channel=other)
    await reporter.send(other, site.has("/1", "Bridge falls", TOLL))
    assert len(answers(other)) == 1


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("watch add", {}),
        ("watch remove", {}),
        ("digest set", {"at": "06:00"}),
        ("digest pause", {}),
        ("digest off", {}),
    ],
)
async def test_settings_need_manage_channels(desk, reporter, world, command, options, told):
    result = await reporter.slash(desk, command, **options)

    assert "Manage Channels" in told(result)
    assert await world.archive.watches() == []
    assert await world.archive.digests() == []


async def test_manage_channels_here_is_not_enough_for_a_channel_elsewhere(env, guild, desk, editor, world, told):
    closed = guild.create_text_channel(
        "closed", overwrites={editor: discord.PermissionOverwrite(manage_channels=False)}
    )
    result = await editor.slash(desk, "watch add", channel=closed)
    assert "Manage Channels" in told(result)
    assert await world.archive.watches() == []


async def test_watching_without_permissions_says_which_are_missing(env, guild, editor, said):
    me = env.bot.get_guild(guild.id).me
    silent = guild.create_text_channel(
        "silent", overwrites={me: discord.PermissionOverwrite(send_messages=False, embed_links=False)}
    )

    added = await editor.slash(silent, "watch add")

    text = said(added.response.message)
    assert "Send Messages" in text
    assert "Embed Links" in text
    assert "⚠️" in text


async def test_digest_is_set_shown_paused_and_ended(desk, editor, said, world, told):
    put = await editor.slash(desk, "digest set", at="6:00", zone="Europe/London", weekdays="mon-fri", quiet="line")
    assert put.ephemeral
    text = said(put.response.message)
    assert "06:00 Europe/London" in text
    assert "Monday to Friday" in text
    assert (await world.archive.digest(desk.id)).quiet == "line"

    assert "paused" in said((await editor.slash(desk, "digest pause")).response.message)
    assert "goes on" in said((await editor.slash(desk, "digest pause")).response.message)
    assert "off" in said((await editor.slash(desk, "digest off")).response.message)
    gone = await editor.slash(desk, "digest off")
    assert "No digest is set" in told(gone)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"at": "06:00", "zone": "Mars/Olympus"}, "'Mars/Olympus' is no time zone"),
        ({"at": "25:00"}, "25:00"),
        ({"at": "06:00", "weekdays": "someday"}, "someday"),
    ],
)
async def test_a_digest_that_cannot_be_meant_is_refused_in_one_sentence(desk, editor, world, options, says, told):
    result = await editor.slash(desk, "digest set", **options)
    assert says in told(result)
    assert await world.archive.digest(desk.id) is None


async def test_digest_now_and_preview(env, read, editor, reporter, said):
    await env.advance_time(60)
    await editor.slash(read, "digest set", at="06:00")
    now = await reporter.slash(read, "digest now")
    preview = await reporter.slash(read, "digest preview")

    assert "Bridge falls" in said(now.response.message)
    assert not now.ephemeral
    assert preview.ephemeral
    assert "Preview" in said(preview.response.message)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("lond", "Europe/London"), ("new york", "America/New_York"), ("UTC", "UTC"), ("kolk", "Asia/Kolkata")],
)
async def test_time_zones_are_suggested(desk, editor, typed, first):
    choices = await editor.autocomplete(desk, "digest set", "zone", typed, at="06:00")
    names = [choice["value"] for choice in choices]
    assert first in names[:2]
    assert len(names) <= 25
    assert all(known_zone(name) for name in names)


async def test_nothing_that_was_typed_gives_no_zone_and_no_crash(desk, editor):
    assert await editor.autocomplete(desk, "digest set", "zone", "xyzzy", at="06:00") == []


async def test_status_and_help_are_for_the_asker_alone(read, reporter, said):
    status = await reporter.slash(read, "status")
    manual = await reporter.slash(read, "help")

    assert status.ephemeral
    assert read.mention in said(status.response.message)
    assert manual.ephemeral
    assert "/timeline" in said(manual.response.message)


async def test_a_database_that_is_away_is_said_and_not_logged_as_a_crash(
    env, watched, reporter, world, monkeypatch, told
):
    async def away(*args, **kwargs):
        raise ArchiveFault("The database cannot be read: the disk is gone.")

    monkeypatch.setattr(world.archive, "told", away)
    monkeypatch.setattr(world.archive, "suggest", away)

    result = await reporter.slash(watched, "timeline")

    assert told(result) == "The database cannot be read: the disk is gone."
    assert await reporter.autocomplete(watched, "facts", "article", "x") == []


async def test_a_fault_of_ours_is_one_plain_sentence_and_a_traceback_in_the_log(
    watched, reporter, world, monkeypatch, caplog, told
):
    async def broken(*args, **kwargs):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(world.archive, "told", broken)

    result = await reporter.slash(watched, "timeline")

    assert "secret" not in told(result)
    assert told(result).startswith("Something failed inside Dateline")
    assert "ZeroDivisionError" in caplog.text


async def test_commands_are_sent_once_and_again_only_when_they_differ(env, new_bot):
    def sent():
        return [one for one in env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]

    assert len(sent()) == 1
    await env.restart_bot(new_bot())
    assert len(sent()) == 1

    assert {command["name"] for command in sent()[0].json} >= {"timeline", "facts", "watch", "digest", "status", "help"}

    changed = new_bot()
    changed.tree.add_command(app_commands.Command(name="other", description="Another", callback=other))
    await env.restart_bot(changed)
    assert len(sent()) == 2


async def other(interaction: discord.Interaction):
    """A command of the next version."""


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("timeline", {}), ("facts", {}), ("status", {}), ("help", {}), ("watch add", {}), ("watch remove", {}),
        ("watch list", {}), ("digest set", {"at": "06:00"}), ("digest now", {}), ("digest preview", {}),
        ("digest pause", {}), ("digest off", {}),
    ],
)  # fmt: skip
async def test_every_command_is_deferred_first(env, desk, editor, command, options):
    await editor.slash(desk, command, **options)
    first = next(one for one in env.http_requests if one.path.startswith(("/interactions/", "/webhooks/")))
    assert first.path.endswith("/callback")
    assert first.json["type"] == discord.InteractionResponseType.deferred_channel_message.value

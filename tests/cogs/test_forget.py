"""/forget, /optout and 'Forget this': asked first, done once it is confirmed, by those who may."""

import discord
import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."
OLD = "The bridge was opened on 1998-05-04 by the queen. It was painted on 2012-07-01 in red."


@pytest.fixture
async def posted(site, watched, reporter):
    """The first of two posts of a reporter, each with its card."""
    first = await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    await reporter.send(watched, site.has("/old", "A bridge's life", OLD))
    return first


async def titles(world, guild) -> list[str]:
    return sorted(one.report.article.title for one in await world.archive.articles(guild.id))


async def test_an_article_goes_once_it_is_confirmed(world, guild, watched, posted, editor, answers, said):
    (choice,) = await editor.autocomplete(watched, "forget", "article", "falls")
    asked = await editor.slash(watched, "forget", article=choice["value"])
    assert asked.ephemeral
    assert "1 article and 1 message of Dateline would be deleted" in said(asked.response.message)
    assert len(answers(watched)) == 2

    await editor.click(asked.response, label="Forget for good")

    assert "Forgotten" in said(asked.response.message)
    assert asked.response.message.components == []
    assert await titles(world, guild) == ["A bridge's life"]
    assert ["A bridge's life" in said(one) for one in answers(watched)] == [True]


async def test_a_channel_goes_whole_and_is_read_on(site, world, guild, watched, posted, editor, reporter, answers):
    asked = await editor.slash(watched, "forget", channel=watched)
    await editor.click(asked.response, label="Forget for good")
    assert await titles(world, guild) == []
    assert answers(watched) == []
    await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    assert await titles(world, guild) == ["Bridge falls"]


async def test_the_confirmation_works_after_a_restart(env, new_bot, world, guild, watched, posted, editor):
    asked = await editor.slash(watched, "forget", channel=watched)
    await env.restart_bot(new_bot())
    await editor.click(asked.response, label="Forget for good")
    assert await titles(world, guild) == []


@pytest.mark.parametrize("options", [{}, {"article": "Bridge falls", "channel": True}])
async def test_one_thing_is_named(watched, posted, editor, told, options):
    given = {name: watched if value is True else value for name, value in options.items()}
    assert told(await editor.slash(watched, "forget", **given)) == "Name an article or a channel: one of both."


async def test_only_editors_forget(world, guild, watched, posted, reporter, answers, told):
    for result in (
        await reporter.slash(watched, "forget", article="Bridge falls"),
        await reporter.slash(watched, "forget", channel=watched),
        await reporter.context_menu(watched, "Forget this", answers(watched)[0]),
    ):
        assert told(result) == "This needs the permission Manage Messages or Manage Channels."
    assert len(await titles(world, guild)) == 2


async def test_who_lost_the_permission_meanwhile_confirms_nothing(env, world, guild, watched, posted, editor):
    asked = await editor.slash(watched, "forget", article="Bridge falls")
    (role,) = [role for role in env.bot.get_guild(guild.id).roles if role.name == "Editors"]
    await role.edit(permissions=discord.Permissions.none())
    await env.settle()
    result = await editor.click(asked.response, label="Forget for good")
    assert "needs the permission" in result.followups[-1].content
    assert len(await titles(world, guild)) == 2


@pytest.mark.parametrize("on_card", [True, False])
async def test_the_menu_forgets_what_a_post_brought(world, guild, watched, posted, editor, answers, on_card):
    target = answers(watched)[0] if on_card else posted
    asked = await editor.context_menu(watched, "Forget this", target)
    await editor.click(asked.response, label="Forget for good")
    assert await titles(world, guild) == ["A bridge's life"]
    assert len(answers(watched)) == 1


async def test_everybody_may_forget_their_own_post(world, guild, watched, posted, reporter):
    asked = await reporter.context_menu(watched, "Forget this", posted)
    await reporter.click(asked.response, label="Forget for good")
    assert await titles(world, guild) == ["A bridge's life"]


async def test_a_post_that_brought_nothing_says_so(watched, reporter, told):
    talk = await reporter.send(watched, "lunch?")
    assert told(await reporter.context_menu(watched, "Forget this", talk)) == "Nothing of that is stored here."


async def test_who_opts_out_is_forgotten_and_read_no_more(
    env, site, world, guild, watched, posted, reporter, editor, answers, said, told
):
    asked = await reporter.slash(watched, "optout")
    assert asked.ephemeral
    assert "2 articles and 2 messages of Dateline" in said(asked.response.message)
    assert len(await titles(world, guild)) == 2

    await reporter.click(asked.response, label="Opt out and forget")
    assert await titles(world, guild) == []
    assert answers(watched) == []

    again = await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    assert answers(watched) == []
    result = await editor.context_menu(watched, "Read this article", again)
    assert told(result) == "Whoever wrote this has asked not to be read."
    await editor.send(watched, site.has("/old", "A bridge's life", OLD))
    assert await titles(world, guild) == ["A bridge's life"]

    back = await reporter.slash(watched, "optout")
    assert "opted out" in said(back.response.message)
    await reporter.click(back.response, label="Opt in again")
    await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    assert await titles(world, guild) == ["A bridge's life", "Bridge falls"]


async def test_help_names_the_way_to_deletion(watched, reporter, said):
    text = said((await reporter.slash(watched, "help")).response.message)
    assert all(name in text for name in ("/forget", "/optout", "Forget this"))

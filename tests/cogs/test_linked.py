"""Links to other messages: what stands there is read, where Dateline and the one who links to it may see it."""

import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."


@pytest.fixture
async def there(guild, site, editor):
    """A channel with a message that links to an article, and the link to that message."""
    channel = guild.create_text_channel("archive")
    message = await editor.send(channel, f"for later: {site.has('/bridge', 'Bridge falls', TOLL)}")
    return channel, message, f"https://discord.com/channels/{guild.id}/{channel.id}/{message.id}"


async def test_a_linked_message_is_read_in_its_place(there, watched, reporter, answers):
    post = await reporter.send(watched, f"as said in {there[2]}")
    (card,) = answers(watched)
    assert card.reference.message_id == post.id
    assert [embed.title for embed in card.embeds] == ["Bridge falls"]


async def test_what_the_person_may_not_see_is_not_read_for_them(
    env, guild, there, watched, reporter, answers, said, reader
):
    channel = env.bot.get_guild(guild.id).get_channel(there[0].id)
    await channel.set_permissions(channel.guild.me, view_channel=True, read_message_history=True)
    await channel.set_permissions(channel.guild.default_role, view_channel=False)
    await env.settle()
    await reporter.send(watched, there[2])
    (card,) = answers(watched)
    assert "may not see it" in said(card)
    assert reader.asked == []


async def test_what_dateline_may_not_see_is_said(env, guild, there, watched, editor, answers, said, reader):
    channel = env.bot.get_guild(guild.id).get_channel(there[0].id)
    await channel.set_permissions(channel.guild.me, read_message_history=False)
    await env.settle()
    await editor.send(watched, there[2])
    assert "may not see it" in said(answers(watched)[0])
    assert reader.asked == []


async def test_a_message_that_is_gone_is_said(there, watched, reporter, editor, answers, said):
    await editor.delete(there[1])
    await reporter.send(watched, there[2])
    assert "That message is gone." in said(answers(watched)[0])


async def test_a_message_of_another_server_is_said(env, there, watched, reporter, answers, said):
    link = there[2].replace(there[2].split("/")[4], "123456789012345678")
    await reporter.send(watched, link)
    assert "another server" in said(answers(watched)[0])


async def test_a_message_without_an_article_is_said(guild, watched, desk, reporter, answers, said):
    other = guild.create_text_channel("talk")
    message = await reporter.send(other, "good morning")
    await reporter.send(watched, f"https://ptb.discord.com/channels/{guild.id}/{other.id}/{message.id}")
    assert "Nothing to read was found" in said(answers(watched)[0])

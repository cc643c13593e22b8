"""Scene 2 in Discord: the same link again gets a sign and one line that leads to the first card."""

import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."


@pytest.fixture
def link(site):
    return site.has("/bridge", "Bridge *falls*", TOLL)


@pytest.fixture
def signs(env):
    """The signs that were put under messages of people, or taken away, in order."""

    def read(post) -> list[str]:
        path = f"/channels/{post.channel.id}/messages/{post.id}/reactions/"
        return [one.method for one in env.http_requests if one.path.startswith(path)]

    return read


async def test_the_second_post_gets_a_sign_and_a_line(link, watched, reporter, answers, signs):
    await reporter.send(watched, link)
    again = await reporter.send(watched, f"{link}?utm_source=x#top")

    card, line = answers(watched)
    leads_to = f"https://discord.com/channels/{watched.guild.id}/{watched.id}/{card.id}"
    assert line.content == rf"Read already: Bridge \*falls\* · {leads_to}"
    assert line.reference.message_id == again.id
    assert not line.embeds
    assert not line.components
    assert not line.mentions
    assert signs(again) == ["PUT"]


async def test_when_the_first_post_is_deleted_the_line_becomes_the_card(link, watched, reporter, answers, signs):
    first = await reporter.send(watched, link)
    again = await reporter.send(watched, link)
    await reporter.delete(first)

    (card,) = answers(watched)
    assert card.reference.message_id == again.id
    assert [embed.title for embed in card.embeds] == [r"Bridge \*falls\*"]
    assert not card.content
    assert next(button.label for row in card.components for button in row.children) == "Timeline"
    assert signs(again) == ["PUT", "DELETE"]


async def test_a_card_that_a_moderator_deleted_is_said_anew(env, link, watched, reporter, answers):
    await reporter.send(watched, link)
    (card,) = answers(watched)
    await env.bot.get_partial_messageable(watched.id).get_partial_message(card.id).delete()
    await reporter.send(watched, link)

    (anew,) = answers(watched)
    assert [embed.title for embed in anew.embeds] == [r"Bridge \*falls\*"]


@pytest.mark.parametrize("hidden", [True, False])
async def test_a_card_of_another_channel_is_told_of_where_the_poster_can_see_it(
    env, guild, link, watched, editor, reporter, answers, hidden
):
    other = guild.create_text_channel("other")
    await editor.slash(other, "watch add")
    await editor.send(other, link)
    channel = env.bot.get_guild(guild.id).get_channel(other.id)
    await channel.set_permissions(channel.guild.me, view_channel=True, read_message_history=True)
    await channel.set_permissions(channel.guild.default_role, view_channel=not hidden)
    await env.settle()
    await reporter.send(watched, link)

    assert [bool(one.embeds) for one in answers(watched)] == [hidden]

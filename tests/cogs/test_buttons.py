"""Buttons and the message menu, also after a restart."""

import pytest

TOLL = "A bridge fell on 2024-11-28 and 4 people died. Work to rebuild it starts on 2025-03-01."


@pytest.fixture
async def card(site, watched, reporter, answers):
    await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    return answers(watched)[-1]


async def test_timeline_shows_each_date_with_its_reason(card, reporter, said):
    result = await reporter.click(card, label="Timeline")
    text = said(result.response.message)
    assert result.ephemeral
    assert "'2024-11-28' as written" in text
    assert "Sat 1 Mar 2025" in text


async def test_source_sentences_are_verbatim(card, reporter, said):
    result = await reporter.click(card, label="Source sentences")
    text = said(result.response.message)
    assert result.ephemeral
    assert "A bridge fell on 2024-11-28 and 4 people died." in text
    assert "Work to rebuild it starts on 2025-03-01." in text


async def test_buttons_of_old_cards_work_after_a_restart(env, new_bot, card, reporter, said):
    await env.restart_bot(new_bot())
    result = await reporter.click(card, label="Timeline")
    assert "Thu 28 Nov 2024" in said(result.response.message)


async def test_a_long_answer_has_pages_that_turn_also_after_a_restart(env, new_bot, site, watched, reporter, said):
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    text = " ".join(
        f"On {day} the council met for the usual hour in the hall of the town and voted on roads." for day in days
    )
    await reporter.send(watched, site.has("/long", "The council's year", text))
    shown = await reporter.slash(watched, "timeline")
    first = shown.response
    assert "page 1 of" in said(first.message)

    turned = await reporter.click(first, label="Next ▶")
    assert "page 2 of" in said(first.message)
    assert turned.acknowledged

    await env.restart_bot(new_bot())
    await reporter.click(first, label="Next ▶")
    assert "page 3 of" in said(first.message)
    await reporter.click(first, label="◀ Back")
    assert "page 2 of" in said(first.message)


async def test_a_button_for_an_article_that_is_gone_says_so(card, reporter, world, monkeypatch, told):
    async def gone(*args, **kwargs):
        return None

    monkeypatch.setattr(world.archive, "article", gone)
    result = await reporter.click(card, label="Timeline")
    assert "not stored" in told(result)


async def test_the_menu_reads_a_message_where_nothing_is_watched(site, desk, reporter, answers, said):
    post = await reporter.send(desk, site.has("/bridge", "Bridge falls", TOLL))
    assert answers(desk) == []

    result = await reporter.context_menu(desk, "Read this article", post)

    (card,) = answers(desk)
    assert card.reference.message_id == post.id
    assert card.embeds[0].title == "Bridge falls"
    assert result.ephemeral
    assert "below that message" in said(result.response.message)


async def test_the_menu_on_a_message_that_was_read_posts_no_second_card(site, watched, reporter, answers, said):
    post = await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    result = await reporter.context_menu(watched, "Read this article", post)
    assert len(answers(watched)) == 1
    assert "below that message" in said(result.response.message)


async def test_the_menu_reads_what_other_bots_post(env, site, guild, desk, reporter, answers):
    feed = guild.add_member(env.create_user("feed", bot=True))
    post = await feed.send(desk, site.has("/bridge", "Bridge falls", TOLL))
    await reporter.context_menu(desk, "Read this article", post)
    assert len(answers(desk)) == 1


async def test_the_menu_says_when_there_is_nothing_to_read(desk, reporter, answers, told):
    post = await reporter.send(desk, "good morning")
    result = await reporter.context_menu(desk, "Read this article", post)
    assert told(result).startswith("Nothing to read")
    assert answers(desk) == []


async def test_the_menu_refuses_our_own_cards(card, watched, reporter, told):
    result = await reporter.context_menu(watched, "Read this article", card)
    assert "own message" in told(result)


@pytest.fixture
async def failed(site, watched, reporter, answers):
    """The post of a link that failed, and the card that says so."""
    site.failing.add("/bridge")
    post = await reporter.send(watched, site.has("/bridge", "Bridge falls", TOLL))
    return post, answers(watched)[-1]


async def test_a_site_that_falters_leaves_a_card_with_retry(failed, watched, env):
    """⏳ stood under the post while it was asked again, and is gone."""
    post, card = failed
    assert "(500) instead of the page. Try again later. Asked 3 times." in card.embeds[0].description
    assert [button.label for row in card.components for button in row.children] == ["Retry"]
    assert not post.reactions
    asked = [f"{request.method} {request.path}" for request in env.http_requests if "/reactions/" in request.path]
    assert [line.split()[0] for line in asked] == ["PUT", "DELETE"]


async def test_retry_changes_the_card_also_after_a_restart(
    env, new_bot, failed, site, watched, reporter, answers, said
):
    """Pressed in vain it says the same; then the page is there, and the very message becomes its card."""
    _, card = failed
    await reporter.click(card, label="Retry")
    assert "Asked 3 times." in answers(watched)[-1].embeds[0].description
    site.failing.clear()
    await env.restart_bot(new_bot())
    result = await reporter.click(card, label="Retry")
    assert "shows what came of it" in said(result.response.message)
    (message,) = answers(watched)
    assert (message.id, message.embeds[0].title) == (card.id, "Bridge falls")


async def test_retry_on_a_post_that_is_gone_says_so(failed, reporter, told):
    post, card = failed
    await post.delete()
    assert "was deleted" in told(await reporter.click(card, label="Retry"))

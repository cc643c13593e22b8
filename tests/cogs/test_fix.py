"""Corrections in Discord: the button and its modal, `/fix`, who may, and that the same message changes."""

import pytest

UNDATED = "A bridge fell on Friday and 4 people died. Work to rebuild it starts on 2025-03-01."


@pytest.fixture
async def card(site, watched, reporter, answers):
    await reporter.send(watched, site.has("/bridge", "Bridge falls", UNDATED))
    return answers(watched)[-1]


def labels(message) -> list[str]:
    return [button.label for row in message.components for button in row.children]


async def fill(editor, card, day, why=""):
    shown = await editor.click(card, label="Set date")
    return await editor.submit_modal(shown, {"day": day, "why": why})


async def test_set_date_changes_the_same_card_and_undo_restores_it(card, watched, editor, answers, said):
    before = said(card)
    result = await fill(editor, card, "29 Nov 2024", "It stands in the paper")
    assert result.ephemeral
    assert "Date set" in said(result.response.message)
    (changed,) = answers(watched)
    assert changed.id == card.id
    assert "published Fri 29 Nov 2024" in said(changed)
    assert "date set by @ed" in said(changed)
    assert labels(changed)[-1] == "Undo date"

    await editor.click(changed, label="Undo date")
    (restored,) = answers(watched)
    assert said(restored) == before
    assert labels(restored)[-1] == "Set date"


async def test_two_editors_may_have_the_form_of_one_article_open(card, watched, editor, answers, told, said):
    """The second is answered too, although the first one's form is done with."""
    first, second = [await editor.click(card, label="Set date") for _ in range(2)]
    await editor.submit_modal(first, {"day": "2024-11-29"})
    assert "Date set" in said((await editor.submit_modal(second, {"day": "2024-11-28"})).response.message)
    assert "published Thu 28 Nov 2024" in said(answers(watched)[0])


async def test_a_form_that_was_open_while_dateline_restarted_is_taken(
    env, new_bot, card, watched, editor, answers, said
):
    shown = await editor.click(card, label="Set date")
    await env.restart_bot(new_bot())
    await editor.submit_modal(shown, {"day": "2024-11-29"})
    assert "published Fri 29 Nov 2024" in said(answers(watched)[0])


async def test_who_is_no_editor_is_told_and_gets_no_form(card, reporter, told):
    result = await reporter.click(card, label="Set date")
    assert told(result) == "This needs the permission Manage Messages or Manage Channels."


async def test_who_is_no_editor_undoes_nothing(card, watched, editor, reporter, told, answers, said):
    await fill(editor, card, "2024-11-29")
    result = await reporter.click(answers(watched)[0], label="Undo date")
    assert "Manage Messages" in told(result)
    assert "date set by @ed" in said(answers(watched)[0])


async def test_a_day_that_cannot_be_meant_says_why_and_changes_nothing(card, watched, editor, told, answers, said):
    result = await fill(editor, card, "03/04/2024")
    assert "can be" in told(result)
    assert said(answers(watched)[0]) == said(card)


async def test_the_buttons_work_after_a_restart(env, new_bot, card, watched, editor, answers, said):
    await env.restart_bot(new_bot())
    await fill(editor, card, "2024-11-29")
    await env.restart_bot(new_bot())
    await editor.click(answers(watched)[0], label="Undo date")
    assert "no publication date" in said(answers(watched)[0])


async def test_the_command_does_the_same_for_any_article(card, watched, editor, reporter, answers, told, said):
    result = await editor.slash(watched, "fix date", article="Bridge", day="2024-11-29", why="seen")
    assert "Date set" in said(result.response.message)
    assert "date set by @ed" in said(answers(watched)[0])
    assert "Manage Messages" in told(await reporter.slash(watched, "fix undo", article="Bridge"))
    await editor.slash(watched, "fix undo", article="Bridge")
    assert "no publication date" in said(answers(watched)[0])

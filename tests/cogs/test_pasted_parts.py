"""Scene 4 in Discord: an article in two messages, twenty seconds apart."""

from dataclasses import replace

import pytest

from bot.desk.paste import Waiting

FIRST = (
    "Bridge falls in the north\n\nA bridge over the river fell on 2024-11-28 and 4 people died, the police said on"
    " Friday. Rescuers worked through the night. The road had been"
    " closed to trucks since the spring because of cracks in its pillars, and the ministry of"
)
SECOND = "transport had asked for repairs. Work to rebuild it starts on 2025-03-01 and will take two years, it said."


@pytest.fixture
def world(world):
    return replace(world, quiet=30.0)


@pytest.fixture(autouse=True)
def waiting_is_told(env, monkeypatch):
    """The simulator is told that this wait is meant, and lets its time pass when a test says so."""
    hear = Waiting.hear

    async def told(self, seconds):
        return await env.external_wait(hear(self, seconds), reason="the next part of a paste")

    monkeypatch.setattr(Waiting, "hear", told)


async def test_two_messages_get_one_card_after_the_quiet_time(env, watched, reporter, answers, said):
    first = await reporter.send(watched, FIRST)
    assert answers(watched) == []
    await env.advance_time(20)
    await reporter.send(watched, SECOND)

    (card,) = answers(watched)
    assert card.reference.message_id == first.id
    assert card.embeds[0].title == "Bridge falls in the north"
    assert "Pasted text, 2 messages" in said(card)
    assert "Sat 1 Mar 2025" in said(card)


async def test_what_never_goes_on_is_answered_alone(env, watched, reporter, answers):
    await reporter.send(watched, FIRST)
    await env.advance_time(31)
    assert len(answers(watched)) == 1
    await reporter.send(watched, SECOND)
    assert len(answers(watched)) == 1


async def test_another_author_in_between_parts_them(watched, reporter, editor, answers, said):
    await reporter.send(watched, FIRST)
    await editor.send(watched, "is that confirmed by anybody?")
    (card,) = answers(watched)
    assert "2 messages" not in said(card)


async def test_an_edited_part_changes_the_card_and_a_deleted_one_leaves_it(watched, reporter, answers, said):
    await reporter.send(watched, FIRST)
    second = await reporter.send(watched, SECOND)
    await reporter.edit(second, SECOND.replace("2025-03-01", "2025-04-01"))
    (card,) = answers(watched)
    assert "Tue 1 Apr 2025" in said(card)
    await reporter.delete(second)
    (card,) = answers(watched)
    assert "Tue 1 Apr 2025" not in said(card)
    assert "2 messages" not in said(card)


async def test_a_part_that_was_deleted_while_nobody_listened_is_missed(env, new_bot, watched, reporter, answers, said):
    await reporter.send(watched, FIRST)
    second = await reporter.send(watched, SECOND)
    assert "2 messages" in said(answers(watched)[0])

    env.bot.work.stopping = True  # a process that takes no more work misses what happens
    await reporter.delete(second)
    await env.restart_bot(new_bot())

    (card,) = answers(watched)
    assert "2 messages" not in said(card)
    assert "1 Mar 2025" not in said(card)

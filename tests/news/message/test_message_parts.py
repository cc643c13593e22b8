"""Which messages go on with a paste, and how they join."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.message import Attachment, Post, goes_on, join_posts, may_go_on, name_paste

SENTENCE = "The rebels reached the outskirts of the city on Thursday after a rapid advance from the north. "
LONG = SENTENCE * 14
OPEN = SENTENCE * 4 + "Officials said that details on casualties among"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def post(number, text, *, author=7, channel=22, seconds=0, files=()):
    return Post(number, 11, channel, author, text, NOW + timedelta(seconds=seconds), files)


def test_a_long_paste_and_one_that_ends_inside_a_sentence_may_go_on():
    assert may_go_on(post(1, LONG))
    assert may_go_on(post(1, OPEN))


@pytest.mark.parametrize(
    "text", [SENTENCE * 4, SENTENCE * 4 + "“It is over.”", "morning all, who has the", "https://wire.example/a", ""]
)
def test_what_is_whole_or_no_copy_goes_on_with_nothing(text):
    assert not may_go_on(post(1, text))


def test_the_next_message_of_the_author_goes_on():
    assert goes_on(post(1, OPEN), post(2, "the fighters of both sides are limited so far.", seconds=20), within=30)


@pytest.mark.parametrize(
    "other",
    [
        post(2, SENTENCE, author=8), post(2, SENTENCE, channel=23), post(2, SENTENCE, seconds=31), post(0, SENTENCE),
        post(2, "heard it's 9 dead"), post(2, "can you please check with the police whether this is confirmed"),
        post(2, "<@123> " + SENTENCE), post(2, SENTENCE + " https://wire.example/a"),
        post(2, SENTENCE, files=(Attachment("a.txt", "u", 1),)),
    ],
    ids=["author", "channel", "late", "older", "remark", "talk", "mention", "link", "file"],
)  # fmt: skip
def test_what_is_of_somebody_else_late_or_a_remark_does_not(other):
    assert not goes_on(post(1, OPEN), other, within=30)


def test_a_parted_sentence_is_whole_again_and_paragraphs_stay_apart():
    joined = join_posts([post(1, OPEN), post(2, "the fighters are limited."), post(3, SENTENCE)])
    assert "casualties among the fighters are limited.\n\nThe rebels" in joined.text
    assert (joined.id, joined.parts) == (1, (2, 3))
    assert (name_paste(1), name_paste(3)) == ("Pasted text", "Pasted text, 3 messages")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_joining_loses_no_word(texts):
    joined = join_posts([post(n, text) for n, text in enumerate(texts)])
    assert joined.text.split() == " ".join(texts).split()

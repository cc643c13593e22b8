"""One text is known again, two are kept apart, in every process."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.article import Article
from bot.news.story import SAME, article_key, likeness, repeats, same_text, shingles, sketch, text_key

WIRE = """A ferry carrying 80 people ran aground in thick fog near Bergen on Tuesday, the coastguard said.
Nobody was hurt, and all passengers were taken ashore by fishing boats within two hours. The
operator, Vestlinjen, said the ship would be towed to port on Wednesday. An investigation has begun,
and the captain is being questioned by the police in Bergen."""
FOLLOW_UP = """The captain of a ferry that hit a rock was charged with negligence, prosecutors in Bergen said on
Friday. They said that he had been warned twice of the fog and had not slowed down. His lawyer
denied this. A ferry carrying 80 people ran aground in thick fog near Bergen on Tuesday. The hearing
will be held in January, before the maritime court."""


def article(text=WIRE, url=None):
    return Article(None, url, None, None, None, None, None, None, None, "unknown", "en", 0, text)


def test_a_copy_with_another_head_and_ending_is_the_same_text():
    assert same_text(
        WIRE,
        "Ferry hits rock. " + WIRE.replace("\n", " ").replace("Nobody was hurt, and all", "All"),
    )


def test_an_extract_repeats_what_it_is_from_and_not_the_other_way_round():
    whole = shingles(WIRE + " ".join(f"Nobody had seen sign {n} of it before that day." for n in range(40)))
    assert likeness(shingles(WIRE), whole) < SAME
    assert repeats(shingles(WIRE), whole)
    assert not repeats(whole, shingles(WIRE))


def test_a_few_words_of_a_text_are_no_extract():
    long = shingles(WIRE + " ".join(f"Nobody had seen sign {n} of it before that day." for n in range(90)))
    assert not repeats(shingles("The operator said the ship would be towed to port on Wednesday."), long)


@given(st.lists(st.integers(0, 10**6)), st.lists(st.integers(0, 10**6)))
def test_what_is_alike_repeats_and_nothing_repeats_what_it_shares_nothing_with(one, other):
    if likeness(tuple(one), tuple(other)) >= SAME and min(len(set(one)), len(set(other))) >= 20:
        assert repeats(one, other)
    if not set(one) & set(other):
        assert not repeats(one, other)
    assert set(sketch(one)) <= set(one)
    assert sketch(one) == sketch(sorted(one, reverse=True))


def test_two_alerts_that_differ_in_a_word_are_two():
    one = "Quake of magnitude 6.1 hits the coast of Aceh, five dead, agency says"
    assert not repeats(shingles(one.replace("five", "seven")), shingles(one))
    assert repeats(shingles(one), shingles(one))


def test_a_copy_shares_some_of_the_sketch():
    copy = "BERGEN (AP) - Ferry hits rock. " + WIRE.replace("Nobody was hurt, and all", "All")
    assert set(sketch(shingles(WIRE))) & set(sketch(shingles(copy)))
    assert not set(sketch(shingles(WIRE))) & set(sketch(shingles("Rates rose in Oslo. " * 40)))


def test_case_quotes_and_line_breaks_do_not_matter():
    assert likeness(shingles(WIRE), shingles(WIRE.upper().replace(" ", "\n").replace("ferry", "fer\u200bry"))) == 1


def test_a_follow_up_that_quotes_a_quarter_is_another_text():
    assert not same_text(WIRE, FOLLOW_UP)


@pytest.mark.parametrize(
    ("one", "other", "same"), [("", "", False), ("Fire", "fire!", True), ("Fire out", "Fire in", False)]
)
def test_short_texts(one, other, same):
    assert same_text(one, other) is same


def test_shingles_are_the_same_in_every_process_and_fit_a_database():
    code = f"from bot.news.story import shingles; print(shingles({WIRE!r}))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert other.stdout.strip() == str(shingles(WIRE))
    assert all(0 <= shingle < 2**63 for shingle in shingles(WIRE))


@given(st.text(), st.text())
def test_likeness_is_a_share_and_symmetric(one, other):
    a, b = shingles(one), shingles(other)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert text_key(one) == text_key(one)


def test_the_key_is_the_link_without_trackers_or_the_text():
    assert article_key(article(url="https://www.paper.example/a?utm_source=x#top")) == "https://paper.example/a"
    assert article_key(article(WIRE)) == article_key(article(f"\n{WIRE.upper()}\n")) == f"text:{text_key(WIRE)}"
    assert article_key(article(WIRE)) != article_key(article(FOLLOW_UP))

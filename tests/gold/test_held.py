"""The held-out labels: they carry no text, and what they point at is there to be scored."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gold.build_held import EDITORS, FACTS, LABELS, PLACED, write_held
from tests.gold.measure import SHARED, is_there

MOST_CLAIMS = 6
"""Of one editor about one article, as the guide says."""
OUR_WORDS = ("percent", "dollars", "US dollars", "men")
"""Nouns that the text implies by a sign or leaves to the reader."""
APPROX = frozenset({"exact", "about", "at least", "up to"})

FACTS_OF = {row["id"]: row for row in map(json.loads, FACTS.read_text(encoding="utf-8").splitlines())}


def test_every_labelled_article_has_its_facts() -> None:
    """Timelines and facts are of the same articles."""
    assert set(FACTS_OF) == {json.loads(line)["id"] for line in LABELS.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("name", FACTS_OF)
def test_the_facts_carry_no_text(name: str) -> None:
    """All but kinds, editors, calendar units, numbers and four words of our own are offsets."""
    facts = FACTS_OF[name]
    assert [place for place in _places(facts) if not (isinstance(place, list) and 0 <= place[0] < place[1])] == []
    assert all(not set(day) - set("0123456789-") for day in facts["when"])
    assert {figure["approx"] for figure in facts["figures"]} <= APPROX
    assert {type(figure["value"]) for figure in facts["figures"]} <= {int, float}
    assert {claim["kind"] for claim in facts["claims"]} <= {"quote", "reported"}
    assert {row["editors"] for row in facts["figures"] + facts["claims"]} <= {"1", "2", "12"}


@pytest.mark.parametrize("name", FACTS_OF)
def test_no_editor_names_more_claims_than_the_guide_allows(name: str) -> None:
    """At most six: the scorer's precision counts on it."""
    claims = FACTS_OF[name]["claims"]
    assert all(sum(editor in claim["editors"] for claim in claims) <= MOST_CLAIMS for editor in EDITORS)


def test_no_offset_cuts_a_word(tmp_path: Path) -> None:
    """Each place in a text begins and ends where a word does; so a text that moved would be noticed."""
    if not is_there("held"):
        pytest.skip("the corpora of the held-out articles are not beside the checkout (../shared)")
    docs = write_held(SHARED / "corpora", tmp_path / "held") / "docs.jsonl"
    cut = []
    for doc in map(json.loads, docs.read_text(encoding="utf-8").splitlines()):
        for place in _places(FACTS_OF[doc["id"]]):
            cut += [(doc["id"], place) for edge in place if _within_a_word(doc["text"], edge)]
    assert cut == []


def _places(facts: dict[str, Any]) -> Iterator[Any]:
    """Whatever should be a pair of offsets."""
    for kind in PLACED:
        yield from facts[kind]
    for figure in facts["figures"]:
        yield from (figure[key] for key in ("noun", "what", "evidence") if figure[key] not in OUR_WORDS)
    for claim in facts["claims"]:
        yield from (claim["source"], claim["claim"])


def _within_a_word(text: str, edge: int) -> bool:
    return text[edge - 1 : edge].isalpha() and text[edge : edge + 1].isalpha()

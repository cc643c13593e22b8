"""Names of small articles: full names, roles, kinds; each with its answer, on the real pipeline."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.document.pipeline import parse
from bot.news.facts.entities import find_entities
from tests.news.facts.names import BODIES, LABELS, LATER, ROLES


def names_of(nlp, text):
    return find_entities(parse(nlp, text), [])


@pytest.mark.parametrize(
    ("text", "expected"), [*LATER.values(), *BODIES.values(), *ROLES.values()], ids=[*LATER, *BODIES, *ROLES]
)
def test_full_name_and_role(nlp, text, expected):
    """Every mention has the name and the role that stand beside the text."""
    found = {entity.text: (entity.name, entity.role) for entity in reversed(names_of(nlp, text))}
    assert {said: found.get(said) for said in expected} == expected


@pytest.mark.parametrize(("text", "expected"), LABELS.values(), ids=LABELS)
def test_kinds_of_names(nlp, text, expected):
    """A name's words and its other mentions say of what kind it is, everywhere in the text."""
    found = [(entity.text, entity.label) for entity in names_of(nlp, text) if entity.text in expected]
    assert set(found) == set(expected.items())


ODD = [
    "PRIME MINISTER KEIR STARMER SAID ON MONDAY THAT STARMER, THE LABOUR LEADER, WOULD GO.",
    "prime minister keir starmer said on monday that starmer would go.",
    "Q: Who is Ann Lee?\nA: Ann Lee, the mayor, is ill.\n\nQ: And Lee's deputy?\nA: Lee has none.",
    "Leeds 2 - 1 Derby\nLee 12, Hall 80 (pen); Moore 44\nAtt: 30,012",
    "10:04 Lee, the mayor, is in\n10:10 Lee out\n10:31 (Reuters) Mr. Lee (left) and Mrs. Lee (right)",
    "Lee, Lee, the Lee, of Lee, who is Lee (LEE) and Lee-Lee's Lee.",
    "Mr. Mr. President, President,, the, a, his, of,",
]
WORDS = "Ann Lee Mr. Mrs. Keller the a an Ministry of Defence ( MoD ) HTS 45 , . who is was former mayor spokesman"
MORE = ["al-Amr", "Ahmed", "'s", "-", "Prime Minister", "Acme Ltd", "Jr.", "von der", "\n", "his wife", "group", "said"]
PIECES = st.sampled_from([*WORDS.split(), *MORE])


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_have_slices_for_names(nlp, text):
    """Capitals, none, interviews, tables, live blogs: no exception, and the laws hold."""
    _check(nlp, text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=30))
def test_laws_of_names(nlp, pieces):
    """Every string is a slice of the text; a full name is a mention of its own, and its name is itself."""
    _check(nlp, " ".join(pieces))


def _check(nlp, text):
    found = names_of(nlp, text)
    said = {entity.text for entity in found}
    for entity in found:
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.name in said
        assert entity.role is None or entity.role in text
        assert len(entity.name) >= len(entity.text) or entity.name.casefold() != entity.text.casefold()
    people = {entity.text: entity.name for entity in found if entity.label == "PERSON"}
    assert all(people[name] == name for name in people.values() if name in people)

"""The facts of whole articles, from the real pipeline: answers, names, key sentences, and the laws of offsets."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from bot.news.facts.find import find_facts
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

ARTICLE = """Ferry hits sandbank off Velmar, killing seven

VELMAR, March 3 (Wire) — A ferry hit a sandbank near Velmar on Tuesday because its radar had failed, police said.

Seven people were killed. Rescuers pulled 41 passengers from the water.

"The sea was very rough and we had little time," said Captain Olga Brandt, who led the operation.

Brandt said divers would search the wreck on Thursday.

The ferry was built in 1987. It had been repaired twice.
"""


def facts_of(nlp, text, published="2026-03-04"):
    reading = read_source(Source("a", "copy", text=text, published=published), today=date(2026, 3, 5))
    document = analyse(parse(nlp, reading.article.text), aside=reading.aside)
    times = read_times(document, dct=reading.dct, grammar=load_grammar())
    facts, doubts = find_facts(reading, document, times)
    return reading, document, facts, doubts


@pytest.fixture(scope="module")
def ferry(nlp):
    return facts_of(nlp, ARTICLE)


def test_who_what_when_where(ferry):
    """The lede answers; the dateline's day and place do not stand in for its own."""
    answers = ferry[2].answers
    assert answers.who[0].text == "ferry"
    assert "ferry hit a sandbank" in answers.what[0].text
    assert (answers.when[0].text.split()[-1], answers.when[0].date) == ("Tuesday", "2026-03-03")
    assert [where.text for where in answers.where[:1]] in (["Velmar"], [])
    assert answers.why[0].text == "its radar had failed"


def test_answers_stand_behind_the_dateline(ferry):
    """No answer is taken from the dateline, none is a pronoun or the agency that reports."""
    reading, _, facts, _ = ferry
    for answers in (facts.answers.who, facts.answers.what, facts.answers.where):
        for found in answers:
            assert not any(start < found.end and found.start < end for start, end in reading.aside)
            assert found.text.lower() not in {"he", "she", "it", "they", "who", "wire"}


def test_people_have_their_full_name_and_role(ferry):
    """A surname points to the full name; the title before the name is its role."""
    people = [e for e in ferry[2].entities if e.label == "PERSON"]
    assert {e.name for e in people if e.text.endswith("Brandt")} == {"Olga Brandt"}
    assert "Captain" in {e.role for e in people}


def test_key_sentences_stand_alone(ferry):
    """At most five, the lede first, none that begins with a pronoun."""
    reading, document, facts, _ = ferry
    texts = [reading.article.text[document.sentences[n].start : document.sentences[n].end] for n in facts.key_sentences]
    assert len(texts) <= 5
    assert "ferry hit" in texts[0]
    assert not any(text.startswith("It ") for text in texts)
    assert len(set(facts.key_sentences)) == len(facts.key_sentences)


def test_figures_and_claims_of_an_article(ferry):
    """Seven killed and 41 passengers; the police and the captain are heard; 1987 is no figure."""
    facts = ferry[2]
    assert {7, 41} <= {figure.value for figure in facts.figures}
    assert 1987 not in {figure.value for figure in facts.figures}
    assert {"police", "Olga Brandt"} <= {claim.source.removeprefix("Captain ") for claim in facts.claims}
    assert ferry[3] == ()


def test_nothing_is_made_of_nothing(nlp):
    """A text without events has no answers, figures, claims or key sentences."""
    _, _, facts, _ = facts_of(nlp, "Red, green and blue. Chairs and tables. " * 3)
    assert facts.answers.who == facts.answers.what == facts.answers.when == facts.answers.where == ()
    assert facts.figures == facts.claims == facts.key_sentences == ()


@pytest.mark.parametrize(
    ("text", "who", "what", "where"),
    [
        (
            "The Bush administration on Tuesday asked Congress for $80 billion to fight the war in Iraq.",
            "Bush administration",
            "The Bush administration on Tuesday asked Congress for $80 billion",
            "Iraq",
        ),
        (
            "The man who shot two people when police raided his home in Leeds was sentenced on Monday to life.",
            "man",
            "was sentenced on Monday to life",
            "Leeds",
        ),
        (
            "LeBron James became the youngest player in NBA history to score 20,000 points on Tuesday in Oakland.",
            "LeBron James",
            "LeBron James became the youngest player in NBA history",
            "Oakland",
        ),
        (
            "Striking dock workers at the port of Valparaiso voted to end their walkout on Friday.",
            "Striking dock workers",
            "voted to end their walkout",
            "Valparaiso",
        ),
        (
            "The European Union's top court ruled on Tuesday that Google must pay a fine of 2.4 billion euros.",
            "European Union's top court",
            "The European Union's top court ruled on Tuesday that Google must pay a fine",
            None,
        ),
        ("The Lakers beat the Phoenix Suns on Monday night.", "Lakers", "The Lakers beat the Phoenix Suns", None),
        (
            "The US $ 20,000 bail was posted by his family in Houston.",
            "his family",
            "The US $ 20,000 bail was posted by his family",
            "Houston",
        ),
    ],
)
def test_answers_of_one_sentence(nlp, text, who, what, where):
    """Who is the whole subject of what, never a word inside it; what keeps its complements; where has its word."""
    answers = facts_of(nlp, text)[2].answers
    assert answers.who[0].text == who
    assert answers.what[0].text.startswith(what)
    assert [place.text for place in answers.where[:1]] == ([where] if where else [])
    assert not answers.what[0].text.endswith((" the", " their", " of", " to", " who", ","))


ODD = [
    "POLICE SAID 12 PEOPLE WERE KILLED IN AN ATTACK ON THE CITY OF VELMAR ON FRIDAY.",
    "police said 12 people were killed in an attack on the city of velmar on friday.",
    "P0lice sa1d l2 pe0ple were ki11ed , , in an att ack\n\n\n- 4\n- 5\n- 6 | 7 | 8",
    "Q: How many were hurt?\nA: Twelve.\n\nQ: And killed?\nA: Four, I think.",
    "12:04 Two hurt, police say\n12:10 Three hurt\n12:31 Road closed",
    "def f(x):\n    return x[1:3] if x > 2 else 'four'",
    "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,",
    '"' * 40,
    "According to",
    "said " * 50,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read(nlp, text):
    """Capitals, noise, lists, live blogs, interviews, verse and code: no exception, and offsets hold."""
    _check(*facts_of(nlp, text)[:3])


WORDS = (
    "Police said that 12 people were killed according to the mayor , . “ ” he told and 2024 10% from 9 to at least $5"
)
PIECES = st.sampled_from([*WORDS.split(), '"', "\n\n", "on Friday", "in Velmar", "million"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_every_span_is_a_slice(nlp, pieces):
    """Whatever stands there, each string of the facts is the slice of the text that its offsets name."""
    text = " ".join(pieces)
    if any(sign.isalnum() for sign in text):
        _check(*facts_of(nlp, text)[:3])


def _check(reading, document, facts):
    text, sentences = reading.article.text, document.sentences
    answers = facts.answers
    for found in (*answers.who, *answers.what, *answers.when, *answers.where, *answers.why, *answers.how):
        assert text[found.start : found.end] == found.text != ""
        assert sentences[found.sentence].start <= found.start < sentences[found.sentence].end
        assert 0 <= found.score <= 1
    for entity in facts.entities:
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.name in text
        assert entity.role is None or entity.role in text
    for figure in facts.figures:
        assert sentences[figure.sentence].start <= figure.start < figure.end <= sentences[figure.sentence].end
        assert figure.noun is None or text[figure.noun_start : figure.noun_end] == figure.noun
        assert figure.source is None or text[figure.source_start : figure.source_end] == figure.source
    for claim in facts.claims:
        assert text[claim.source_start : claim.source_end] == claim.source != ""
        assert sentences[claim.sentence].start <= claim.start < claim.end <= len(text)
    assert all(0 <= number < len(sentences) for number in facts.key_sentences)

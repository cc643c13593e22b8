"""Event mentions: predicates and nouns, their tense, polarity, modality and the clause an editor would print."""

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from tests.news.document.trees import load_trees, ruin

TREES = load_trees()


def event(name, word):
    document = analyse(TREES[name])
    return document.doc.text, next(e for e in document.events if document.doc[e.token].text == word)


def words(text, span):
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("name", "word", "tense", "modal", "clause"),
    [
        ("police", "arrested", "past", False, "at least 12 people had been arrested"),
        ("toll", "risen", "past", False, "The number of people killed in the fire has risen to nine"),
        ("will", "vote", "future", True, "The council will vote on the plan on Tuesday"),
        ("expected", "open", "future", True, "The trial is due to open in Leeds on Monday"),
        ("plans", "visit", "future", True, "The minister plans to visit Oslo tomorrow"),
        ("passive", "opened", "past", False, "The bridge was opened by the mayor in 1998"),
        ("perfect", "legal", "present", False, "the tax is legal"),
        ("spokes", "saw", "past", False, "We saw no warning"),
        ("rescue", "rescued", "past", False, "Fishermen rescued over 700 migrants"),
        ("rescue", "saved", "past", False, "the navy saved 200 more"),
    ],
)
def test_tense_modality_and_clause(name, word, tense, modal, clause):
    """Tense is that of the governing finite verb; the clause has no attribution, no 'that', no full stop."""
    text, found = event(name, word)
    assert (found.tense, found.modal, words(text, found.clause)) == (tense, modal, clause)


@pytest.mark.parametrize(
    ("name", "word", "subject", "object_"),
    [
        ("airstrikes", "killed", "airstrikes on Friday", "four civilians"),
        ("airstrikes", "injured", "airstrikes on Friday", "25 others"),
        ("participle", "killing", "The crane", "nine people"),
        ("relative", "stole", "The man", "the car"),
        ("relative", "arrested", "The man", None),
        ("plans", "visit", "The minister", "Oslo"),
        ("offensive", "launched", "Rebels", "an offensive against the city"),
    ],
)
def test_subject_and_object(name, word, subject, object_):
    """Coordinated verbs share their subject; a relative clause and a participle have the noun they describe."""
    text, found = event(name, word)
    assert (words(text, found.subject), words(text, found.object)) == (subject, object_)


@pytest.mark.parametrize(
    ("name", "word", "reporting"),
    [("police", "said", True), ("denies", "denied", True), ("perfect", "ruled", True), ("will", "vote", False)],
)
def test_reporting(name, word, reporting):
    """Verbs of saying are marked, so that a timeline can leave the telling out."""
    assert event(name, word)[1].reporting is reporting


@pytest.mark.parametrize(
    ("name", "word", "negated"),
    [("notheld", "held", True), ("failed", "failed", False), ("spokes", "saw", True), ("passive", "opened", False)],
)
def test_negated(name, word, negated):
    """'Not held' and 'saw no warning' did not happen."""
    assert event(name, word)[1].negated is negated


def test_due_to_open_is_one_event():
    """A word that only places an act ahead is no event beside it."""
    document = analyse(TREES["expected"])
    assert [e.lemma for e in document.events if not e.nominal] == ["open"]


def test_nominal_events():
    """A noun that is an event has the clause it stands in when the verb only says that it took place."""
    text, found = event("offensive", "offensive")
    assert found.nominal
    assert words(text, found.clause) == "Rebels launched an offensive against the city in March"
    text, found = event("notheld", "talks")
    assert (found.negated, found.tense) == (True, "past")


@pytest.mark.parametrize("name", TREES)
def test_finite_verbs_are_events_whatever_the_parse(name):
    """No event hangs on one arc: with every arc ruined the finite main verbs are still found."""
    doc = ruin(TREES[name])
    found = {e.token for e in analyse(doc).events}
    finite = {t.i for t in doc if t.tag_ in {"VBD", "VBZ", "VBP"} and t.pos_ == "VERB"}
    assert finite <= found


@pytest.mark.parametrize("name", TREES)
def test_spans_stay_in_their_sentence(name):
    """Clause, subject and object are parts of the text between their sentence's ends, without white space at theirs."""
    for doc in (TREES[name], ruin(TREES[name])):
        document = analyse(doc)
        for found in document.events:
            sentence = document.sentences[found.sentence]
            assert sentence.first <= found.token < sentence.last
            for span in filter(None, (found.clause, found.subject, found.object)):
                assert sentence.start <= span[0] < span[1] <= sentence.end
                assert doc.text[slice(*span)] == doc.text[slice(*span)].strip()


@pytest.mark.parametrize(
    ("text", "subject", "predicate"),
    [
        (
            "Substitute Danny Wren headed in deep into stoppage time on Sunday to give Aldmoor a 2-1 victory.",
            "Substitute Danny Wren",
            "headed",
        ),
        (
            "The Bank of England cut rates to 2 percent on Thursday, saying the economy was weak.",
            "The Bank of England",
            "cut",
        ),
    ],
)
def test_a_verb_that_the_tagger_missed(nlp, text, subject, predicate):
    """A participle behind a name in a sentence without a verb, and a main verb tagged as a noun, tell of the past."""
    document = analyse(parse(nlp, text))
    event = next(event for event in document.events if document.doc[event.token].text == predicate)
    assert event.tense == "past"
    assert text[slice(*event.subject)] == subject
    assert text[event.clause[0] : event.clause[1]].startswith(f"{subject} {predicate}")

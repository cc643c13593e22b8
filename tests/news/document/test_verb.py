"""Main verbs that the parser lost: found again with their subjects, and only where nothing else can be the verb."""

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse


def acts(nlp, text):
    """(subject, verb) of each act told in the past by a verb."""
    document = analyse(parse(nlp, text))
    return [
        (text[slice(*event.subject)] if event.subject else None, document.doc[event.token].text)
        for event in document.events
        if not event.nominal and event.tense == "past"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ghana beat hosts Chile 1 – 0.", ("Ghana", "beat")),
        ("Belgium defeated debutants Panama 3 – 0.", ("Belgium", "defeated")),
        ("The Bank of England cut rates to 2 percent on Thursday.", ("The Bank of England", "cut")),
        ("The current contract expired on March 31.", ("The current contract", "expired")),
        ("According to its report, 41 companies bid for work last year.", ("41 companies", "bid")),
        ("It was read on the newsgroup, which posted internal church documents in 1994.", ("the newsgroup", "posted")),
        (
            "The number of people killed when a coach left a road in eastern Sarvia has risen to nine, officials say.",
            ("The number of people", "risen"),
        ),
        ("Yesterday, day five of the cup, Sweden defeated South Korea 1 – 0.", ("Sweden", "defeated")),
        ("The union's secretary, Dolores Amaya, called the move an insult.", ("The union's secretary", "called")),
    ],
)
def test_the_main_verb_is_told_with_its_subject(nlp, text, told):
    """Whatever the tagger took it for: a noun, a participle, an adjective, a part of another clause."""
    assert told in acts(nlp, text)


@pytest.mark.parametrize("text", ["The Bank of England cut was welcomed.", "A group led by Ana Ruiz won the vote."])
def test_a_sentence_with_a_verb_of_its_own_keeps_it(nlp, text):
    assert len(acts(nlp, text)) <= 2
    assert "cut" not in {verb for _, verb in acts(nlp, text)}

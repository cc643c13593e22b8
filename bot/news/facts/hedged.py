"""A predicate with the words that say that it has not happened: 'could cost', 'plans to hire', 'did not pay'."""

from spacy.tokens import Doc, Token

from bot.news.document.phrase import base
from bot.news.facts.lexicon import load_lexicon

MODALS = frozenset(
    {"could", "would", "may", "might", "will", "shall", "should", "can", "must", "'ll", "’ll", "wo", "ca"}
)
NEGATING = frozenset({"not", "n't", "n’t", "never", "cannot"})
HELPING = frozenset({"be", "been", "being", "have", "has", "had", "do", "does", "did", "is", "are", "was", "were"})
DOUBTING = frozenset({"feared", "believed", "presumed", "thought", "suspected"})
"""Participles that leave open what stands behind them ('feared dead')."""
REACH = 6
"""Tokens before a verb among which its helping verbs stand."""
JOINED = 60
"""Characters from a helping verb to a second verb that shares it ('will close 12 stores and cut')."""


def predicate_words(doc: Doc, floor: int, verb: Token) -> str:
    """Return the predicate, verbatim: the verb alone, or from the word that says that it did not, or not yet, happen.

    `floor` is the first token of the sentence.
    """
    first = _first_word(doc, floor, verb)
    if first == verb.i and base(verb.dep_) == "conj" and verb.tag_ == "VB" and verb.head.i < verb.i:
        shared = _first_word(doc, floor, verb.head)
        if shared != verb.head.i and verb.idx + len(verb) - doc[shared].idx <= JOINED:
            first = shared
    return doc.text[doc[first].idx : verb.idx + len(verb)]


def _first_word(doc: Doc, floor: int, verb: Token) -> int:
    first = verb.i
    for i in range(verb.i - 1, max(floor, verb.i - REACH) - 1, -1):
        word = doc[i].lower_
        if word in MODALS | DOUBTING:
            first = i
        elif word in NEGATING:
            first = i - 1 if i > floor and doc[i - 1].lower_ in HELPING | MODALS else i
        elif word == "to" and i > floor and doc[i - 1].lower_ in load_lexicon().intending:
            return i - 1
        elif word not in HELPING and doc[i].pos_ != "ADV":
            break
    return first

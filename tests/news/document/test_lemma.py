"""Lemmas that are words: the dictionary of the word table rules over the guess."""

import pytest
import spacy
from spacy.tokens import Doc

from bot.news.document.lemma import known_lemmas, table_of
from bot.news.document.pipeline import load_pipeline, parse
from bot.news.document.wordtable import PARTS_AT, Part

TABLE = {word: int(Part.VERB) << PARTS_AT for word in ("resign", "stop", "carry", "agree")}
VOCAB = spacy.blank("en").vocab


def doc_of(word, tag, lemma):
    return Doc(VOCAB, words=[word], tags=[tag], lemmas=[lemma])


@pytest.mark.parametrize(
    ("word", "tag", "guess", "lemma"),
    [
        ("resigned", "VBD", "resigne", "resign"),
        ("stopped", "VBN", "stopp", "stop"),
        ("carries", "VBZ", "carrie", "carry"),
        ("agreed", "VBD", "agreede", "agree"),
    ],
)
def test_a_guess_that_is_no_word_gives_way(word, tag, guess, lemma):
    """The ending comes off, a doubled consonant is made single, 'ied' and 'ies' become 'y'."""
    assert list(known_lemmas(doc_of(word, tag, guess), TABLE)) == [(0, lemma)]


@pytest.mark.parametrize(("word", "tag", "guess"), [("stopped", "VBD", "stop"), ("googled", "VBD", "googl")])
def test_a_known_lemma_stays_and_so_does_one_that_no_rule_betters(word, tag, guess):
    assert list(known_lemmas(doc_of(word, tag, guess), TABLE)) == []


def test_the_pipeline_brings_its_table_and_another_needs_none():
    nlp = load_pipeline()
    assert table_of(nlp)
    assert table_of(spacy.blank("en")) == {}
    assert [token.lemma_ for token in parse(nlp, "She resigned.")][1] == "resign"

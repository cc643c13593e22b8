"""Names of people in the tree: the first word is the head, whatever the parser made of them."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from bot.news.document.flat import flatten_names

VOCAB = spacy.blank("en").vocab


def doc_of(words, heads, deps, *people):
    doc = Doc(VOCAB, words=words.split(), heads=heads, deps=deps.split())
    doc.ents = [Span(doc, first, last, "PERSON") for first, last in people]
    return doc


def tree(doc):
    return [(token.text, token.dep_, token.head.text) for token in doc]


def test_the_first_word_takes_the_place_of_the_name_and_all_that_hangs_on_it():
    doc = doc_of("Envoy Ada Quill left", [2, 2, 3, 3], "compound compound nsubj ROOT", (1, 3))
    flatten_names(doc)
    assert tree(doc) == [
        ("Envoy", "compound", "Ada"),
        ("Ada", "nsubj", "left"),
        ("Quill", "flat", "Ada"),
        ("left", "ROOT", "left"),
    ]


def test_a_name_that_the_sentence_hangs_on_stays_its_root():
    doc = doc_of("Ada Quill , envoy", [1, 1, 1, 1], "compound ROOT punct appos", (0, 2))
    flatten_names(doc)
    assert [(token.dep_, token.head.text) for token in doc] == [
        ("ROOT", "Ada"),
        ("flat", "Ada"),
        ("punct", "Ada"),
        ("appos", "Ada"),
    ]


def test_a_hyphen_in_a_name_stays_punctuation():
    doc = doc_of("Omar al - Karim left", [4, 0, 3, 4, 4], "nsubj flat punct obj ROOT", (0, 4))
    flatten_names(doc)
    assert [(token.dep_, token.head.text) for token in doc][1:4] == [
        ("flat", "Omar"),
        ("punct", "Omar"),
        ("flat", "Omar"),
    ]


@pytest.mark.parametrize("people", [(), ((1, 2),)])
def test_other_names_are_left_as_parsed(people):
    doc = doc_of("In New York", [2, 2, 2], "case amod ROOT", *people)
    before = tree(doc)
    flatten_names(doc)
    assert tree(doc) == before

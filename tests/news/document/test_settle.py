"""Names set right over a whole text: ends, labels by their words and their other mentions, mentions missed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.document.settle import Text, settle, spelt


def text_of(written):
    """The text of words parted by blanks; '_' before a word ties it to the one before."""
    parts = written.split()
    words = [part.removeprefix("_") for part in parts]
    spaces = [not following.startswith("_") for following in [*parts[1:], ""]]
    return Text(words, spaces, [word[:1].isupper() for word in words])


def settled(written, *names):
    """What the names become: their words and labels, in text order."""
    text = text_of(written)
    return [(text.said(first, last), label) for first, last, label in settle(text, names)]


@pytest.mark.parametrize(
    ("written", "name", "becomes"),
    [
        ("Leung Yiu _- _chung won", (0, 2, "PERSON"), ("Leung Yiu - chung", "PERSON")),
        ("Vladimir Putin _- _backed rebels", (0, 2, "PERSON"), ("Vladimir Putin", "PERSON")),
        ("a Trump _- _style speech", (1, 2, "PERSON"), ("Trump", "PERSON")),
        ("the Turkish _- _Armenia talks", (1, 3, "NORP"), ("Turkish", "NORP")),
        ("on Justice Antonin Scalia again", (1, 4, "PERSON"), ("Antonin Scalia", "PERSON")),
        ("on Lord Byron again", (1, 3, "PERSON"), ("Lord Byron", "PERSON")),
        ("the Serbian Gendarmerie said", (1, 2, "NORP"), ("Serbian Gendarmerie", "ORG")),
        (
            "near Mother Teresa International Airport today",
            (1, 5, "ORG"),
            ("Mother Teresa International Airport", "FAC"),
        ),
        ("by Harakat Nour today", (1, 3, "PERSON"), ("Harakat Nour", "ORG")),
        ("at the University of Leeds today", (2, 5, "GPE"), ("University of Leeds", "ORG")),
        ("the West Bank was", (1, 3, "GPE"), ("West Bank", "LOC")),
        ("the Commanders of the Korean Army were", (1, 6, "MISC"), ("Commanders of the Korean Army", "MISC")),
        ("Acme Widgets Ltd was", (0, 3, "PERSON"), ("Acme Widgets Ltd", "ORG")),
        ("the River Thames was", (1, 3, "GPE"), ("River Thames", "LOC")),
    ],
)
def test_a_name_is_whole_and_what_its_words_say(written, name, becomes):
    assert settled(written, name) == [becomes]


@pytest.mark.parametrize(
    ("written", "acronym", "at"),
    [
        ("the Union of Rationalist Atheists and Agnostics", "UAAR", None),
        ("the Union of Atheists and Agnostic Rationalists", "UAAR", 1),
        ("the World Health Organization", "WHO", 1),
        ("the National Union of Workers", "NUOW", 1),
        ("the National Union of Workers", "NUW", 1),
        ("says the health organization", "HO", None),
        ("Union", "EU", None),
    ],
)
def test_an_acronym_is_spelt_by_its_initials(written, acronym, at):
    """Small words may count or not; the long form begins with a capital."""
    words = written.split()
    assert spelt(words, len(words), acronym) == at


def test_an_acronym_lengthens_its_name_and_is_one():
    """What was found of 'Tribunal for Former Yugoslavia (TFY)' becomes one body, its acronym one wherever."""
    written = "The Tribunal for Former Yugoslavia ( _TFY _) met . TFY said"
    assert settled(written, (1, 2, "ORG"), (4, 5, "GPE")) == [
        ("Tribunal for Former Yugoslavia", "ORG"),
        ("TFY", "ORG"),
        ("TFY", "ORG"),
    ]


def test_a_surname_is_a_person_wherever_it_stands():
    """The party leader of the full name is no people and no place later on, and is missed nowhere."""
    written = "Imer Selmani spoke . Selmani left . A rival of Selmani stayed . Selmani : We won"
    names = [(0, 2, "PERSON"), (4, 5, "NORP"), (10, 11, "GPE")]
    assert settled(written, *names) == [("Imer Selmani", "PERSON"), *[("Selmani", "PERSON")] * 3]


def test_first_name_and_surname_are_one_person():
    """Side by side they are one name; behind a mark they are two."""
    names = [(0, 1, "PERSON"), (1, 2, "PERSON"), (3, 4, "PERSON")]
    assert settled("Alvin Yeung , Ann left", *names) == [("Alvin Yeung", "PERSON"), ("Ann", "PERSON")]


def test_a_body_does_not_begin_inside_a_compound():
    assert settled("the pro _- _Beijing New Dawn Party won") == [("New Dawn Party", "ORG")]


def test_a_word_that_no_full_name_explains_is_the_place():
    written = "to Mecca . Mecca was full . from Mecca . in Mecca now"
    names = [(1, 2, "PERSON"), (3, 4, "PERSON"), (8, 9, "GPE")]
    assert {label for _, label in settled(written, *names)} == {"GPE"}


def test_a_missed_name_is_no_part_of_another_and_no_common_word():
    """'Rathbun' is found again; 'Hill Street' is not Mrs. Hill, nor is a 'lane' the family Lane."""
    written = "Ann Hill met Bo Lane and Mark Rathbun . Rathbun left Hill Street by a lane . Lane stayed"
    found = settled(written, (0, 2, "PERSON"), (3, 5, "PERSON"), (6, 8, "PERSON"))
    assert found == [("Ann Hill", "PERSON"), ("Bo Lane", "PERSON"), ("Mark Rathbun", "PERSON"), ("Rathbun", "PERSON")]


def test_a_body_is_called_by_its_head():
    """'the Observatory' is a name once the body was named; 'the Observatory of Jena' is another's."""
    written = "The Syrian Observatory spoke . The Observatory counts . the observatory and the Observatory of Jena"
    assert settled(written, (1, 3, "ORG")) == [("Syrian Observatory", "ORG"), ("Observatory", "ORG")]


def test_in_capitals_nothing_is_told_by_capitals():
    written = "MINISTER KEIR STARMER MET ANGELA RAYNER WHEN STARMER WAS IN LONDON"
    assert settled(written, (1, 3, "PERSON")) == [("KEIR STARMER", "PERSON")]


PIECES = st.sampled_from(
    ["Ann", "Hill", "the", "The", "Union", "of", "UN", "(", ")", "_-", "_yu", "Mr.", "said", ".", "Bank", "Army", "_’s"]
)
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC"])


@given(st.lists(PIECES, min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(1, 4), LABELS)))
def test_names_stay_apart_and_come_to_rest(pieces, drawn):
    """Whatever stands there: no name is empty, over another or outside the text, and all stand in order."""
    text = text_of(" ".join(pieces))
    size = len(text.words)
    names = [(first, min(size, first + length), label) for first, length, label in drawn if first < size]
    found = settle(text, names)
    assert found == sorted(found)
    assert all(0 <= first < last <= size for first, last, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))

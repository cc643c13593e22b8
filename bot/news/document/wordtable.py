"""What is known of a word before any text is read: what it can name, its parts of speech, its Brown cluster.

A table holds one whole number a word or phrase, packed as the masks below say. It is built by
`bot.training.wordtable`, where its sources are named, and travels inside the weights' files of `bot/model`.
"""

from collections.abc import Sequence
from enum import IntFlag

Table = dict[str, int]
LONGEST_PHRASE = 5


class WordClass(IntFlag):
    """What a word can be; a word may be several ('Jordan': first name, last name, country)."""

    FIRST_NAME = 1
    LAST_NAME = 2
    PLACE = 4
    COUNTRY = 8
    DEMONYM = 16
    TITLE = 32
    ORGANISATION_WORD = 64
    ORGANISATION = 128
    FACILITY_WORD = 256
    LAND_WORD = 512
    EVENT_WORD = 1024
    # Not a class: a phrase of the table begins with this word.
    OPENS_PHRASE = 2048


class Part(IntFlag):
    """The parts of speech that a dictionary gives a form, with its ending ('left': adjective, noun, verb's past)."""

    ADJECTIVE = 1
    COMPARED = 2
    ADVERB = 4
    NOUN = 8
    PLURAL = 16
    VERB = 32
    VERB_S = 64
    VERB_PAST = 128
    VERB_ING = 256


CLASSES = 2047
OPENS = int(WordClass.OPENS_PHRASE)
PARTS_AT = 12
PARTS = 511
CLUSTER_AT = 21
# Clusters are paths in a tree, its root in the lowest bit: so many bits give one of 64 branches.
BRANCH = 63


def entries(table: Table, words: Sequence[str]) -> list[int]:
    """Return the packed number of each word, with the classes of the longest phrase over it."""
    found = [_entry(table, word) for word in words]
    after = 0
    for i, entry in enumerate(found):
        if i < after or not entry & OPENS:
            continue
        for end in range(min(len(words), i + LONGEST_PHRASE), i + 1, -1):
            phrase = table.get(" ".join(words[i:end]))
            if phrase is not None:
                found[i:end] = [entry | (phrase & CLASSES) for entry in found[i:end]]
                after = end
                break
    return found


def classes(table: Table, words: Sequence[str]) -> list[WordClass]:
    """Return what each word can name."""
    return [WordClass(entry & CLASSES) for entry in entries(table, words)]


def _entry(table: Table, word: str) -> int:
    """Return a word's number; words in capitals are looked up as names, others unknown as words in lower case."""
    entry = table.get(word)
    if entry is None and len(word) > 3 and word.isupper():
        entry = table.get(word.title())
    if entry is None:
        return table.get(word.lower(), 0) & ~(CLASSES | OPENS)
    return entry

"""The word lists of names and event mentions; `words/README.md` says what each holds and where it comes from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.news.message import read_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists by the names of their files."""

    saying: frozenset[str]
    announcing: frozenset[str]
    ahead: frozenset[str]
    promising: frozenset[str]
    happening: frozenset[str]
    light: frozenset[str]
    failing: frozenset[str]
    opening: frozenset[str]
    unchanged: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heads:
    """Words that say what a name names; `closing` and `opening` give the label of names that end or begin so."""

    closing: Mapping[str, str]
    opening: Mapping[str, str]
    bodies_of: frozenset[str]
    """Words before an 'of' that make a name that of a body ('Ministry of …')."""
    titles: frozenset[str]
    """What stands before a person's name and is no part of it; small letters."""
    whole: Mapping[str, str]
    """Names that are known as they stand, with their label."""
    short: frozenset[str]
    """Words by which a body is called again, with 'the' and a capital."""
    compounds: frozenset[str]
    """Words that a hyphen ties to a name without making them part of it."""
    sure: frozenset[str]
    """Words of `closing` that nothing but a name ends in."""
    generic: frozenset[str]
    """Words behind a body's name that say no more than what kind of body it is; small letters."""
    again: Mapping[str, str]
    """Nouns that, behind 'the', point back to a name, with its label."""
    broad: frozenset[str]
    """Those of them that any body may be called by."""
    countries: frozenset[str]
    """Those of them that stand for countries."""
    he: frozenset[str]
    she: frozenset[str]
    """Words before or behind a name that show which pronoun it takes; small letters."""


@cache
def load_heads() -> Heads:
    """Return what names are told by, read once."""
    held = json.loads(files(__package__).joinpath("words", "heads.json").read_text(encoding="utf-8"))
    closing, opening, whole, again = (
        {word: label for label, words in held[kind].items() for word in words}
        for kind in ("closing", "opening", "whole", "again")
    )
    lists = {
        kind: frozenset(held[kind])
        for kind in ("bodies_of", "titles", "short", "compounds", "sure", "generic", "broad", "countries", "he", "she")
    }
    lists["generic"] |= {word.lower() for word in held["closing"]["ORG"]}
    return Heads(closing=closing, opening=opening, whole=whole, again=again, **lists)


@cache
def load_lexicon() -> Lexicon:
    """Return the word lists, read once."""
    return Lexicon(
        saying=_words("saying"),
        announcing=_words("announcing"),
        ahead=_words("ahead"),
        promising=_words("promising"),
        happening=_words("happening"),
        light=_words("light"),
        failing=_words("failing"),
        opening=_words("opening"),
        unchanged=_words("unchanged"),
    )


def _words(name: str) -> frozenset[str]:
    return read_words(__package__, f"words/{name}.txt")

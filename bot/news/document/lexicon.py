"""The word lists of the event mentions; `words/README.md` says what each holds and where it comes from."""

from dataclasses import dataclass
from functools import cache

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
    )


def _words(name: str) -> frozenset[str]:
    return read_words(__package__, f"words/{name}.txt")

"""The word lists of the doubts; `words/README.md` says what each holds."""

from collections.abc import Mapping
from functools import cache

from bot.news.message import read_words


def load_words(name: str) -> frozenset[str]:
    """Return the words of one list, read once."""
    return read_words(__package__, f"words/{name}.txt")


@cache
def load_fates() -> Mapping[str, str]:
    """Return the fate that each word tells: 'dead' for 'killing'."""
    rows = (row.partition(": ") for row in load_words("fates"))
    return {word: fate for fate, _, words in rows for word in words.split()}

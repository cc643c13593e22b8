"""The word lists of the doubts; `words/README.md` says what each holds and where it comes from."""

from bot.news.message import read_words


def load_words(name: str) -> frozenset[str]:
    """The lemmas or words of one list, read once."""
    return read_words(__package__, f"words/{name}.txt")

"""Whether a text is spelled the American or the British way."""

import re
from functools import cache
from typing import Literal

from bot.news.message import read_table

Spelling = Literal["American", "British"]
CLEAR = 3
"""How many times as many words of one spelling there must be as of the other: a quoted name can bring one of either."""
_WORD = re.compile(r"(?<![A-Za-z])[a-z]{3,}")


def find_spelling(text: str) -> Spelling | None:
    """The spelling that the text keeps to; None when it has no such word, or words of both."""
    american, british = _words()
    words = _WORD.findall(text)
    ours, theirs = sum(word in american for word in words), sum(word in british for word in words)
    if ours > CLEAR * theirs:
        return "American"
    return "British" if theirs > CLEAR * ours else None


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    rows = read_table(__package__, "spelling.txt")
    return frozenset(row[0] for row in rows), frozenset(row[1] for row in rows)

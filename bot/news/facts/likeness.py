"""How alike two texts are by their words: the same fact told twice. No model, no parse."""

import re

from bot.news.facts.lexicon import load_lexicon

STEM = 5
"""Letters by which words are the same ('attacks', 'attacked'); shorter words compare whole."""
SAME, FEWEST = 0.65, 4
"""Share of the stems by which one sentence repeats another, of at least four."""


def stem(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")[:STEM]


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's content words (four letters and more, numbers, names)."""
    words = re.findall(r"[^\W_]+", text)
    return frozenset(stem(word) for word in words if len(word) > 3 or word.isdigit() or word[:1].isupper())


def content(text: str) -> frozenset[str]:
    """Return the stems without those that all texts share."""
    return stems(text) - load_lexicon().common


def is_same(one: frozenset[str], two: frozenset[str]) -> bool:
    """Say whether the shorter of two texts, by their stems, tells nothing beside the longer."""
    fewer = min(len(one), len(two))
    return fewer >= FEWEST and len(one & two) >= SAME * fewer

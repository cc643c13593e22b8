"""A number as a text writes it, in digits or in words."""

import re

from bot.news.timex.grammar import load_grammar

_NTH = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")


def cardinal(word: str) -> int | None:
    """3 of 'three', in small letters; None of digits, and of what is no number."""
    return _worth(word, "cardinal")


def ordinal(word: str) -> int | None:
    """3 of 'third' and of '3rd', in small letters; None of what is no ordinal."""
    digits = _NTH.fullmatch(word)
    return int(digits[1]) if digits else _worth(word, "ordinal")


def _worth(word: str, category: str) -> int | None:
    value = load_grammar().lexicon.words.get(word, {}).get(category)
    return int(value) if value is not None else None

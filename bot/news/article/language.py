"""Which language a text is in."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.news.message import read_table, visible

_SAMPLE = 4000
"""Characters that are looked at: .993 are right at 50 already, more only costs time."""
_SHORT = 60
"""Letters below which Latin script is taken for English: there a headline's names decide, not its words."""
_SURE = 0.9
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|to|in|was|were|said|for|that|with|on|by|from|has|have|his|her|their)\b", re.IGNORECASE
)


def find_language(text: str) -> str | None:
    """ISO 639-1 of the language of `text`; None when there are no letters. English unless another is sure."""
    sample = visible(text[: 2 * _SAMPLE])[:_SAMPLE]
    letters = _count(_LETTERS, sample)
    if not letters:
        return None
    latin = _count(_LATIN, sample) * 2 > letters
    # One word in eight is one of these in English of any topic; a text full of foreign names keeps them.
    english = latin and len(_ENGLISH_WORDS.findall(sample)) * 8 > len(sample.split())
    if english or (latin and letters < _SHORT):
        return "en"
    code, probability = load_identifier().classify(sample)
    return "en" if latin and probability < _SURE else str(code)


def _count(signs: re.Pattern[str], sample: str) -> int:
    return sum(map(len, signs.findall(sample)))


def language_name(code: str) -> str:
    """The English name of a language; the code itself where it is not in the table."""
    names = {row[0]: row[1] for row in read_table(__package__, "languages.txt")}
    return names.get(code, code)


@cache
def load_identifier() -> LanguageIdentifier:
    """py3langid, held to the languages of the table; loading takes about a second and is done once."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([row[0] for row in read_table(__package__, "languages.txt")])
    return identifier

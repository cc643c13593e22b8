"""Which pronoun a person takes, where the words beside the name show it."""

from spacy.tokens import Doc

from bot.news.document.called import Gender
from bot.news.document.lexicon import load_heads

APPOSED = 4
"""Tokens behind the comma of a name within which its apposition's noun stands ('a Taliban spokesman')."""


def shown_gender(doc: Doc, first: int, last: int) -> Gender | None:
    """Return 'he' or 'she' for the person named by the tokens `first`:`last`; None where nothing beside them tells.

    That is a title or a noun before the name ('Mrs.', 'his wife,'), one in apposition, or 'X and her husband'.
    """
    before = first - 2 if first > 1 and doc[first - 1].text == "," else first - 1
    if before >= 0 and (gender := _of_word(doc[before].lower_)) is not None:
        return gender
    behind = [token.lower_ for token in doc[last : last + APPOSED]]
    if behind[:1] in (["and"], ["with"]) and behind[1:2] in (["his"], ["her"]):
        return "he" if behind[1] == "his" else "she"
    if behind[:2] in ([",", "a"], [",", "the"]):
        return next((gender for word in behind[2:] if (gender := _of_word(word)) is not None), None)
    return None


def _of_word(word: str) -> Gender | None:
    heads = load_heads()
    return "he" if word in heads.he else "she" if word in heads.she else None

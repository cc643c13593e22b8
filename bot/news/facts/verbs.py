"""Verbs by their written forms: a lemmatiser guesses ('insisted' as 'insiste'), a list does not."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.facts.lexicon import load_lexicon

IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel",
    "found": "find", "made": "make", "knew": "know", "known": "know", "forecast": "forecast", "shown": "show",
    "foresaw": "foresee", "swore": "swear", "sworn": "swear", "saw": "see", "began": "begin", "held": "hold",
}  # fmt: skip
VOWELS = "aeiou"


def verb_of(token: Token) -> str:
    """Return the infinitive of a verb that this package knows, else its lemma; small letters."""
    return _forms().get(token.lower_) or token.lemma_.lower()


def is_saying(token: Token) -> bool:
    """Say whether the token is a form of a verb of saying, whatever the tagger takes it for."""
    words, verb = load_event_words(), verb_of(token)
    return verb in words.saying | words.announcing | load_lexicon().telling and token.pos_ != "ADJ"


@cache
def _forms() -> dict[str, str]:
    words, events = load_lexicon(), load_event_words()
    verbs = events.saying | events.announcing | words.telling | words.denying | words.hedging | words.charging
    forms = {form: verb for verb in sorted(verbs, key=len, reverse=True) for form in _inflect(verb)}
    return forms | IRREGULAR


def _inflect(verb: str) -> Iterator[str]:
    """Yield the third person, past and participle of a regular verb, its own form first."""
    stem = verb.removesuffix("e")
    yield from (verb, stem + "ing")
    if verb[-1] == "y" and verb[-2] not in VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield stem + "ed"
    if verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3:-2] not in VOWELS:
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")

"""The spaCy pipeline and what it makes of an article: sentences, names, quantities, event mentions."""

from bot.news.document.analyse import analyse, behind
from bot.news.document.document import Document, Event, Sentence, Tense
from bot.news.document.events import is_predicate, subject_of
from bot.news.document.phrase import FINITE, base, characters, names, phrase
from bot.news.document.tense import auxiliaries, finite, negated

__all__ = [
    "FINITE",
    "Document",
    "Event",
    "Sentence",
    "Tense",
    "analyse",
    "auxiliaries",
    "base",
    "behind",
    "characters",
    "finite",
    "is_predicate",
    "names",
    "negated",
    "phrase",
    "subject_of",
]

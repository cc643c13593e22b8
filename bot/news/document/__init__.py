"""The spaCy pipeline and what it makes of an article: sentences, names, quantities, event mentions."""

from bot.news.document.analyse import analyse
from bot.news.document.document import Document, Event, Sentence, Tense
from bot.news.document.phrase import characters, phrase

__all__ = ["Document", "Event", "Sentence", "Tense", "analyse", "characters", "phrase"]

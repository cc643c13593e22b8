"""The spaCy pipeline and what it makes of an article: sentences, names, quantities, event mentions."""

from bot.news.document.document import Document, Event, Sentence, Tense

__all__ = ["Document", "Event", "Sentence", "Tense"]

"""Stretches of tokens as answers, and what is cut off at their ends."""

from spacy.tokens import Doc, Span

from bot.news.document import Event
from bot.news.document.phrase import names, phrase
from bot.news.facts.fact import Answer
from bot.news.facts.salience import Story
from bot.news.facts.sources import TIMES

APPOSED = 30
"""Tokens of a description between a subject and its verb ('Ann Lee, who …, died')."""


def make_answer(story: Story, first: int, last: int, score: float) -> Answer:
    """Return the answer over the tokens `first`:`last`."""
    doc = story.document.doc
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    number = story.document.sentence_at(start)
    return Answer(doc.text[start:end], start, end, number, round(max(0.0, min(1.0, score)), 3))


def without_article(doc: Doc, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    while first < last - 1 and doc[first].pos_ in {"DET", "PUNCT"}:
        first += 1
    return first, last


def is_possessive(span: Span) -> bool:
    behind = span.doc[span.end] if span.end < len(span.doc) else None
    return behind is not None and behind.tag_ == "POS"


def unpossessed(span: Span) -> int:
    """Return where a name ends that the model closed with its 's."""
    return span.end - 1 if span[-1].tag_ == "POS" and len(span) > 1 else span.end


def subject_span(doc: Doc, event: Event) -> Span | None:
    """Return an event's subject: the name that opens the sentence where a description stands between it and its verb.

    In 'Ann Lee, whose films won prizes, died' a parser may take the films for what died, and in 'a storm yesterday
    caused' the day for what caused it.
    """
    token = doc[event.token]
    opening = next(names(doc, token.sent.start, token.sent.start + 1), None)
    if (
        opening is not None
        and opening.label_ in {"PERSON", "ORG"}
        and opening.end + 2 < token.i < opening.end + APPOSED
    ):
        closes = [i for i in range(opening.end + 1, token.i) if doc[i].text == ","]
        helpers = doc[closes[-1] + 1 : token.i] if closes else None
        if doc[opening.end].text == "," and helpers is not None and all(t.pos_ in {"AUX", "ADV"} for t in helpers):
            return opening
    if event.subject is None:
        return None
    subject = doc.char_span(*event.subject, alignment_mode="expand")
    if subject is not None and len(subject) == 1 and subject[0].lower_ in TIMES and subject.start > token.sent.start:
        before = doc[subject.start - 1]
        return doc[slice(*phrase(before))] if before.pos_ in {"NOUN", "PROPN"} else None
    return subject

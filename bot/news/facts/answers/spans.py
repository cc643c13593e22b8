"""Stretches of tokens as answers, and what is cut off at their ends."""

from spacy.tokens import Doc, Span, Token

from bot.news.document import Event
from bot.news.document.events import subject_of
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import FINITE, names, phrase
from bot.news.facts.fact import Answer
from bot.news.facts.salience import Story
from bot.news.facts.sources import TIMES

ROLE = 4
"""Words of a role before a name that opens a sentence ('The Norwegian novelist Ann Lee, …')."""
PERSONAL = frozenset({"he", "she", "it", "they"})
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
    opening = opening_name(doc, token)
    if opening is not None and opening[1] <= token.i and _is_next(doc, opening[1], token):
        return opening[0]
    if event.subject is None:
        return None
    subject = doc.char_span(*event.subject, alignment_mode="expand")
    if subject is not None and len(subject) == 1 and subject[0].lower_ in TIMES and subject.start > token.sent.start:
        before = doc[subject.start - 1]
        return doc[slice(*phrase(before))] if before.pos_ in {"NOUN", "PROPN"} else None
    return subject


def opening_name(doc: Doc, token: Token) -> tuple[Span, int] | None:
    """Return the name that opens a token's sentence, and where the description behind its comma ends."""
    start = token.sent.start
    while start < token.sent.start + ROLE and doc[start].pos_ in {"NOUN", "ADJ", "DET"} and not doc[start].ent_type_:
        start += 1
    name = next(names(doc, start, start + 1), None)
    if name is None or name.label_ not in {"PERSON", "ORG"} or name.end >= len(doc) or doc[name.end].text != ",":
        return None
    for i in range(name.end + 2, min(token.sent.end - 1, name.end + APPOSED)):
        if doc[i].text == "," and _begins_verb(doc, i + 1):
            return name, i + 1
    return None


def _begins_verb(doc: Doc, first: int) -> bool:
    while first < len(doc) - 1 and doc[first].pos_ == "ADV":
        first += 1
    return doc[first].tag_ in FINITE


def _is_next(doc: Doc, first: int, token: Token) -> bool:
    return all(t.pos_ in {"AUX", "ADV"} for t in doc[first : token.i])


def antecedent(doc: Doc, event: Event, subject: Span | None) -> Span | None:
    """Return who says it where a pronoun is the subject of what is said: 'The president says he will go'."""
    if subject is None or len(subject) != 1 or subject[0].lower_ not in PERSONAL or subject.start < 2:
        return subject
    verb = doc[event.token].head
    if verb.i >= subject.start or verb.lemma_.lower() not in load_lexicon().saying | load_lexicon().announcing:
        return subject
    speaker = subject_of(verb)
    return subject if speaker is None or speaker.i > verb.i else doc[slice(*phrase(speaker))]

"""Stretches of tokens as answers, and what is cut off at their ends."""

from spacy.tokens import Doc, Span, Token

from bot.news.document import Event
from bot.news.document.events import subject_of
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import FINITE, names, phrase
from bot.news.facts.fact import Answer
from bot.news.facts.salience import Story, story_start
from bot.news.facts.sources import TIMES

LEADING = 14
"""Words from a sentence's beginning within which its leading verb stands."""
NOMINAL_WORDS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP", "ADV", "CCONJ", "SYM", "PUNCT"})
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


def subject_span(story: Story, event: Event) -> Span | None:
    """Return an event's subject: the name that opens the sentence where a description stands between it and its verb.

    In 'Ann Lee, whose films won prizes, died' a parser may take the films for what died, and in 'a storm yesterday
    caused' the day for what caused it.
    """
    doc = story.document.doc
    token = doc[event.token]
    first, verb = lead_of(story, event)
    if verb is not None and is_leading(doc, verb, event.token):
        return leading_subject(doc, first, verb)
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


def lead_of(story: Story, event: Event) -> tuple[int, int | None]:
    """Return the first token of an event's sentence behind a dateline, and its leading verb."""
    doc, sentence = story.document.doc, story.document.sentences[event.sentence]
    start = story_start(story, sentence.start, sentence.end)
    first = next((i for i in range(sentence.first, sentence.last) if doc[i].idx >= start and not doc[i].is_space), None)
    if first is None:
        return sentence.first, None
    return first, leading_verb(doc, first, sentence.last)


def leading_verb(doc: Doc, first: int, last: int) -> int | None:
    """Return the first finite verb of tokens `first`:`last` behind nothing but a noun phrase, whatever the arcs say.

    In 'The union imposed tariffs' no other word can be what the sentence tells.
    """
    for i in range(first, min(last, first + LEADING)):
        token = doc[i]
        if token.tag_ in FINITE:
            return i if i > first and any(t.pos_ in {"NOUN", "PROPN"} for t in doc[first:i]) else None
        if token.pos_ not in NOMINAL_WORDS or token.text in {",", ";", ":", "(", '"', "“"}:
            return None
    return None


def is_leading(doc: Doc, verb: int | None, token: int) -> bool:
    """Say whether a predicate is the leading verb or the one that it helps ('has resigned')."""
    if verb is None or not verb <= token < verb + APPOSED:
        return False
    return verb == token or (doc[verb].pos_ == "AUX" and all(t.pos_ in {"AUX", "ADV", "PART"} for t in doc[verb:token]))


def leading_subject(doc: Doc, first: int, verb: int) -> Span:
    """Return the noun phrase before the leading verb, without a time or an adverb between them."""
    last = verb
    while last - 1 > first and (doc[last - 1].pos_ in {"ADV", "ADP"} or doc[last - 1].lower_ in TIMES):
        last -= 1
    return doc[first:last]


def noun_of(span: Span) -> Token:
    """Return the head of a noun phrase: by the parse where that is a noun, else the last noun before its 'of'."""
    if span.root.pos_ in {"NOUN", "PROPN", "NUM", "X"}:
        return span.root
    cut = next((t.i for t in span if t.pos_ == "ADP"), span.end)
    nouns = [t for t in span.doc[span.start : cut] if t.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else span.root


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

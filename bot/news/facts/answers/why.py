"""Why, as far as the text says it in plain words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from bot.news.document import Event
from bot.news.document.phrase import base
from bot.news.facts.fact import Answer
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.salience import Story
from bot.news.timex import Resolution

ATTRIBUTED = r",[^,;]{1,40} (?:said|says|told|announced|added|reported)\b"
"""', police said' ends what is told."""
CLAUSE_END = (
    r"[;—]|, (?=(?:and|but|which|who|while|although|he|she|they|it|the|said|leaving)\b|\w+ing\b)|[.!?][\"”’)]*$"
)
REACH = 8
"""Sentences of the body in which a reason of the main event is looked for."""
WEAKEST = 0.3
"""Under it a word such as 'after' tells only the order of things: it counts in the first two sentences alone."""
STEP = 0.08
"""What every sentence further down takes from a reason."""
PURPOSE = 0.45
"""What the infinitive of purpose weighs."""
LONGEST = 25
OPENING, LENGTH = 12, 25
"""Characters of a stretch within which a time, a length of time, makes it none."""
QUOTES = {'"': '"', "“": "”", "‘": "’"}


def find_why(story: Story, events: Sequence[Event], times: Sequence[Resolution]) -> Iterator[Answer]:
    """Yield the stretches behind words of cause, and purposes, the strongest in the first sentences first."""
    found = [*behind(story, load_lexicon().causes, times), *_purposes(story, events)]
    yield from sorted(found, key=lambda answer: (-answer.score, answer.start))


def behind(
    story: Story, patterns: Sequence[tuple[str, float]], times: Sequence[Resolution] = (), *, keep_word: bool = False
) -> Iterator[Answer]:
    """Yield the stretches behind the patterns' words, with the words where `keep_word` says so.

    A time behind the words is no reason: 'after three days'.
    """
    text = story.document.doc.text
    for place, number in enumerate(story.body[:REACH]):
        sentence = story.document.sentences[number]
        for pattern, weight in patterns:
            score = weight - STEP * place
            if score < WEAKEST:
                continue
            for match in _compiled(pattern).finditer(text, sentence.start, sentence.end):
                span = _stretch(text, match.start() if keep_word else match.end(), sentence.end)
                if span is not None and not _opens_with_time(text, span[0], times):
                    yield Answer(text[slice(*span)], *span, number, round(score, 3))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


def _opens_with_time(text: str, start: int, times: Sequence[Resolution]) -> bool:
    """Say whether a stretch only tells a time or how long: 'after 6 p.m.', 'after a break of nine months'."""
    for time in times:
        first, last = time.timex.start, time.timex.end
        reach = LENGTH if time.timex.type == "DURATION" else OPENING
        if first < start + reach and start < last and not text[last : last + 2].endswith("s"):
            return True
    return False


def _purposes(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield what the main event is done for: the infinitive that closes its clause ('closes schools to save money')."""
    doc = story.document.doc
    for place, event in enumerate(events[:2]):
        for token in doc[event.token].subtree:
            if token.i <= event.token + 1 or token.tag_ != "VB" or not _is_purpose(token):
                continue
            start = doc[token.i - 1].idx
            number = story.document.sentence_at(start)
            span = _stretch(doc.text, start, story.document.sentences[number].end)
            if span is not None:
                yield Answer(doc.text[slice(*span)], *span, number, round(PURPOSE - STEP * place, 3))


def _is_purpose(verb: Token) -> bool:
    """Say whether an infinitive tells what its verb is done for; 'the first to', 'agreed to' and 'able to' do not."""
    mark, before = verb.doc[verb.i - 1], verb.doc[verb.i - 2]
    if mark.lower_ != "to" or base(verb.dep_) != "advcl" or verb.head.i >= verb.i:
        return False
    if verb.head.lemma_.lower() in load_lexicon().control or verb.head.pos_ not in {"VERB", "NOUN"}:
        return False
    if before.pos_ == "ADJ" or before.lower_ in {"first", "last", "next", "only", "so", "as"}:
        return False
    return not any(base(child.dep_) in {"nsubj", "cop"} for child in verb.children)


def _stretch(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what follows up to the clause's end: a comma before a new clause, a semicolon, the sentence's end."""
    while start < end and text[start] in " ,:":
        start += 1
    closing = text.find(QUOTES.get(text[start : start + 1], "\n"), start + 1, end)
    if text[start : start + 1] in QUOTES and closing > 0:
        return (start, closing + 1) if " " in text[start:closing] else None
    stop = re.search(rf"{ATTRIBUTED}|{CLAUSE_END}", text[start:end])
    last = start + stop.start() if stop else end
    words = list(re.finditer(r"\S+", text[start:last]))
    if len(words) < 2:
        return None
    if len(words) > LONGEST:
        last = start + words[LONGEST - 1].end()
    return start, start + len(text[start:last].rstrip(" ,.;:"))

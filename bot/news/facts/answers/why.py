"""Why, as far as the text says it in plain words."""

import re
from collections.abc import Iterator, Sequence

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
PURPOSE = 0.5
LONGEST = 25


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
            for match in re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE).finditer(
                text, sentence.start, sentence.end
            ):
                span = _stretch(text, match.start() if keep_word else match.end(), sentence.end)
                if span is not None and not _opens_with_time(span[0], times):
                    yield Answer(text[slice(*span)], *span, number, round(score, 3))


def _opens_with_time(start: int, times: Sequence[Resolution]) -> bool:
    return any(start <= time.timex.start <= start + 12 for time in times)


def _purposes(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield what the main event is done for: the infinitive that closes its clause ('closes schools to save money')."""
    doc = story.document.doc
    for place, event in enumerate(events[:2]):
        for token in doc[event.token].subtree:
            mark = token.nbor(-1) if token.i > event.token + 1 else None
            if mark is None or mark.lower_ != "to" or token.tag_ != "VB" or base(token.dep_) != "advcl":
                continue
            if any(base(child.dep_) in {"nsubj", "cop"} for child in token.children):
                continue
            number = story.document.sentence_at(mark.idx)
            span = _stretch(doc.text, mark.idx, story.document.sentences[number].end)
            if span is not None:
                yield Answer(doc.text[slice(*span)], *span, number, PURPOSE - STEP * place)


def _stretch(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what follows up to the clause's end: a comma before a new clause, a semicolon, the sentence's end."""
    while start < end and text[start] in " ,:":
        start += 1
    stop = re.search(rf"{ATTRIBUTED}|{CLAUSE_END}", text[start:end])
    last = start + stop.start() if stop else end
    words = list(re.finditer(r"\S+", text[start:last]))
    if len(words) < 2:
        return None
    if len(words) > LONGEST:
        last = start + words[LONGEST - 1].end()
    return start, start + len(text[start:last].rstrip(" ,.;:"))

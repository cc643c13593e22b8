"""Why and how, as far as the text says it in plain words."""

import re
from collections.abc import Iterator

from bot.news.facts.fact import Answer
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.salience import Story

ATTRIBUTED = r",[^,;]{1,40} (?:said|says|told|announced|added|reported)\b"
"""', police said' ends what is told."""
CLAUSE_END = r"[;—]|, (?=(?:and|but|which|who|while|although|he|she|they|it|the|said)\b)|[.!?][\"”’)]*$"
REACH = 8
"""Sentences of the body in which a reason of the main event is looked for."""
WEAKEST = 0.3
"""Under it a word such as 'after' tells only the order of things: it counts in the first two sentences alone."""
LONGEST = 25


def find_why(story: Story) -> Iterator[Answer]:
    """Return the stretches behind words of cause, the strongest in the first sentences first."""
    return _behind(story, load_lexicon().causes, keep_word=False)


def find_how(story: Story) -> Iterator[Answer]:
    """Return the stretches that tell the means: 'by firing …', 'using …'."""
    return (found for found in _behind(story, load_lexicon().means, keep_word=True) if found.sentence in story.body[:3])


def _behind(story: Story, patterns: tuple[tuple[str, float], ...], *, keep_word: bool) -> Iterator[Answer]:
    found = []
    text = story.document.doc.text
    for place, number in enumerate(story.body[:REACH]):
        sentence = story.document.sentences[number]
        for pattern, weight in patterns:
            score = weight - 0.08 * place
            for match in re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE).finditer(
                text, sentence.start, sentence.end
            ):
                span = _stretch(text, match.start() if keep_word else match.end(), sentence.end)
                if span is not None and score >= WEAKEST:
                    found.append(Answer(text[slice(*span)], *span, number, round(score, 3)))
    yield from sorted(found, key=lambda answer: (-answer.score, answer.start))


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

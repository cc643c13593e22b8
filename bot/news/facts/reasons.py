"""Why and how, as far as the text says it in plain words."""

import re
from collections.abc import Iterator

from bot.news.facts.fact import Answer
from bot.news.facts.salience import Story

REACH = 8
"""Sentences of the body in which a reason of the main event is looked for."""
LONGEST = 25
CAUSES = (
    (r"because of|because|due to|owing to|thanks to|as a result of|on account of", 1.0),
    (
        r"(?:was|were|been|is|are) (?:caused|prompted|triggered|sparked|provoked) by|in response to|in protest (?:at|against|over)",
        0.9,
    ),
    (
        r"in retaliation for|in reaction to|results? from|resulted from|resulting from|blamed on|stems? from|stemmed from",
        0.85,
    ),
    (
        r"in order to|so that|in an (?:effort|attempt|bid) to|as part of|for failing to|(?:charged|accused|convicted) (?:with|of)",
        0.6,
    ),
    (r"following|after|amid", 0.4),
)
MEANS = ((r"by (?=\w+ing\b)", 0.8), (r"using|by means of|with the help of|through the use of", 0.7))


def find_why(story: Story) -> Iterator[Answer]:
    """Return the stretches behind words of cause, the strongest in the first sentences first."""
    return _behind(story, CAUSES, keep_word=False)


def find_how(story: Story) -> Iterator[Answer]:
    """Return the stretches that tell the means: 'by firing …', 'using …'."""
    return _behind(story, MEANS, keep_word=True)


def _behind(story: Story, patterns: tuple[tuple[str, float], ...], *, keep_word: bool) -> Iterator[Answer]:
    found: list[tuple[float, Answer]] = []
    text = story.document.doc.text
    for place, number in enumerate(story.body[:REACH]):
        sentence = story.document.sentences[number]
        for pattern, weight in patterns:
            for match in re.finditer(
                rf"\b(?:{pattern})\b" if not pattern.endswith(")") else rf"\b(?:{pattern})",
                text[sentence.start : sentence.end],
                re.IGNORECASE,
            ):
                start = sentence.start + (match.start() if keep_word else match.end())
                span = _stretch(text, start, sentence.end)
                score = weight - 0.08 * place
                if span is not None and score > 0:
                    found.append((score, Answer(text[slice(*span)], *span, number, round(score, 3))))
    yield from (a for _, a in sorted(found, key=lambda pair: (-pair[0], pair[1].start)))


def _stretch(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what follows up to the clause's end: a comma before a new clause, a semicolon, the sentence's end."""
    while start < end and text[start] in " ,:":
        start += 1
    stop = re.search(
        r"[;—]|, (?=(?:and|but|which|who|while|although|he|she|they|it|the|said)\b)|[.!?][\"”’)]*$", text[start:end]
    )
    last = start + stop.start() if stop else end
    words = list(re.finditer(r"\S+", text[start:last]))
    if len(words) < 2:
        return None
    if len(words) > LONGEST:
        last = start + words[LONGEST - 1].end()
    return start, start + len(text[start:last].rstrip(" ,.;:"))

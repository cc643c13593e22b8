"""What matters in a text: words of the title, prominent names, the main event, the key sentences."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.news.article import Reading
from bot.news.document import Document
from bot.news.document.phrase import names
from bot.news.document.tense import finite
from bot.news.facts.alone import is_command, says_nothing, stands_alone
from bot.news.facts.fact import Figure
from bot.news.facts.fit import is_fit
from bot.news.facts.likeness import content, is_same, stem, stems
from bot.news.facts.quotations import find_quotations

KEY = 5
OPENING = 4
"""Words of a title within which its subject stands."""
HALF, TITLE, CENTRE, FIGURES, NAMES = 3.0, 0.9, 0.15, 0.3, 0.1
"""Weights of a key sentence: the place at which position counts half, the title's words, the words the text comes back
to, each of two figures, the most prominent name. The middle of the plateau over both halves of `tests/gold/five.jsonl`:
around it no single one moves more than two of its 120 facts.
"""


@dataclass(frozen=True, slots=True)
class Story:
    """A text as this package asks for it: the stems of its title, its body's sentences, names by mentions."""

    document: Document
    title: frozenset[str]
    body: tuple[int, ...]
    names: Counter[str]
    opening: frozenset[str] = frozenset()
    """The stems of the title's first words, where its subject stands."""
    aside: tuple[tuple[int, int], ...] = ()
    known: frozenset[str] = frozenset()
    """The words of the title, in small letters."""
    headline: tuple[int, int] | None = None
    """The title's characters, where the text holds it."""
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How often the model gives each name each of its kinds."""


def survey(reading: Reading, document: Document) -> Story:
    """Return the survey of an article; without a title the lede's words stand for it."""
    body = tuple(n for n, s in enumerate(document.sentences) if not s.aside)
    title = reading.article.title
    if title is None and reading.headline is not None:
        title = document.doc.text[slice(*reading.headline)]
    if title is None and body:
        lede = document.sentences[body[0]]
        title = document.doc.text[lede.start : lede.end]
    names = Counter(stem(span[-1].text) for span in document.doc.ents)
    opening = stems(" ".join((title or "").split()[:OPENING]))
    known = frozenset(word.lower() for word in re.findall(r"[^\W_]+", title or ""))
    labels: dict[str, Counter[str]] = {}
    for span in document.doc.ents:
        labels.setdefault(span.text, Counter())[span.label_] += 1
    return Story(document, stems(title or ""), body, names, opening, reading.aside, known, reading.headline, labels)


def overlap(story: Story, start: int, end: int) -> float:
    """Return the share of the title's stems that characters `start`:`end` hold."""
    held = stems(story.document.doc.text[start:end])
    return len(held & story.title) / len(story.title) if story.title else 0.0


def telling(story: Story) -> Iterator[int]:
    """Yield the body's sentences that hold a finite verb: captions and subheadings do not."""
    sentences, doc = story.document.sentences, story.document.doc
    for n in story.body:
        if any(finite(t) is not None for t in doc[sentences[n].first : sentences[n].last]):
            yield n


def key_sentences(story: Story, figures: Sequence[Figure]) -> tuple[int, ...]:
    """Return up to five sentences that matter, best first; none that needs another one, none that repeats another."""
    candidates = _candidates(story)
    common = Counter(word for one in candidates for word in one.words)
    counted = Counter(figure.sentence for figure in figures)
    most = max((_centre(one, common) for one in candidates), default=0.0) or 1.0
    ranked = []
    for place, one in enumerate(candidates):
        rank = (1.0 if place == 0 else 0.0) + 1.0 / (1.0 + place / HALF) + TITLE * overlap(story, one.start, one.end)
        rank += FIGURES * min(2, counted[one.number]) + CENTRE * _centre(one, common) / most
        rank += NAMES * _prominence(story, one.number)
        ranked.append((-rank, one.number, one))
    chosen: list[_Candidate] = []
    for _, _, one in sorted(ranked, key=lambda entry: entry[:2]):
        if len(chosen) < KEY and not any(is_same(one.words, other.words) for other in chosen):
            chosen.append(one)
    return tuple(one.number for one in chosen)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that could stand alone, from behind a dateline on, with the stems of its content words."""

    number: int
    start: int
    end: int
    words: frozenset[str]


def _candidates(story: Story) -> list[_Candidate]:
    """Return the sentences that tell something and need no other, the lede first."""
    document, text = story.document, story.document.doc.text
    captions = find_captions(story)
    quotations = [(one.start, one.end) for one in find_quotations(text)]
    found: list[_Candidate] = []
    known = story.known
    told = [number for number in telling(story) if number not in captions]
    for number in told:
        sentence = document.sentences[number]
        start = story_start(story, sentence.start, sentence.end)
        said = text[start : sentence.end]
        opens = number == told[0]
        if _is_quoted(quotations, sentence.start) or not is_fit(said, opens=opens):
            continue
        if is_command(document.doc, sentence) or says_nothing(document.doc, sentence):
            continue
        if not opens and not stands_alone(document.doc, sentence, known):
            continue
        if not found:
            known |= {word.lower() for word in re.findall(r"[^\W_]+", said)}
        found.append(_Candidate(number, start, sentence.end, content(said)))
    return found


def _is_quoted(quotations: Sequence[tuple[int, int]], start: int) -> bool:
    """Say whether a sentence begins within a quotation: somebody's words, whose speaker stands elsewhere."""
    place = bisect_right(quotations, start, key=lambda span: span[0])
    return place > 0 and start < quotations[place - 1][1]


def story_start(story: Story, start: int, end: int) -> int:
    """Return where a sentence's own words begin, behind a dateline."""
    behind = [last for first, last in story.aside if first <= start < last < end]
    return max(behind, default=start)


def find_captions(story: Story) -> frozenset[int]:
    """Return the sentences whose paragraph ends in a picture's credit: they tell of the picture."""
    sentences, text = story.document.sentences, story.document.doc.text
    credited: dict[int, int] = {}
    for number, one in enumerate(sentences):
        if one.aside and any(sign.isalnum() for sign in text[one.start : one.end]):
            credited[one.paragraph] = number
    return frozenset(n for n in story.body if n < credited.get(sentences[n].paragraph, -1))


def _centre(one: _Candidate, common: Counter[str]) -> float:
    """Return how often the text comes back to a sentence's words, long sentences not favoured."""
    return sum(common[word] - 1 for word in one.words) / (len(one.words) + 3)


def _prominence(story: Story, number: int) -> float:
    """Return how much the text speaks of the names in a sentence, 0 to 1."""
    sentence = story.document.sentences[number]
    held = {stem(span[-1].text) for span in names(story.document.doc, sentence.first, sentence.last)}
    most = max(story.names.values(), default=0)
    return max((story.names[name] / most for name in held), default=0.0) if most else 0.0

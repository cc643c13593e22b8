"""What matters in a text: words of the title, prominent names, the main event, the key sentences."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.news.article import Reading
from bot.news.document import Document, Event
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import base, names
from bot.news.document.tense import finite
from bot.news.facts.fact import Figure
from bot.news.facts.lexicon import load_lexicon

KEY = 5
STEM = 5
"""Letters by which words are the same ('attacks', 'attacked'); shorter words compare whole."""
OPENING = 4
"""Words of a title within which its subject stands."""
LEDE = 3
"""Sentences of the body in which the main event is looked for."""


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
    return Story(document, stems(title or ""), body, names, opening, reading.aside)


def stem(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")[:STEM]


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's content words (four letters and more, numbers, names)."""
    words = re.findall(r"[^\W_]+", text)
    return frozenset(stem(word) for word in words if len(word) > 3 or word.isdigit() or word[:1].isupper())


def overlap(story: Story, start: int, end: int) -> float:
    """Return the share of the title's stems that characters `start`:`end` hold."""
    held = stems(story.document.doc.text[start:end])
    return len(held & story.title) / len(story.title) if story.title else 0.0


def rank_events(story: Story) -> list[Event]:
    """Return the events of the first sentences that tell what happened, the main event first."""
    first = {number: place for place, number in enumerate(_telling(story)[:LEDE])}
    acts = load_event_words().announcing
    events = [e for e in story.document.events if e.sentence in first and not e.nominal]
    verbal = [e for e in events if not e.reporting or (e.lemma in acts and _is_main(story.document.doc, e))]
    told = [e for e in verbal if e.tense != "none" or e.subject is not None]
    return sorted(told, key=lambda e: (-_weight(story, e, first[e.sentence]), e.token))


def _weight(story: Story, event: Event, place: int) -> float:
    doc = story.document.doc
    token = doc[event.token]
    weight = 2.0 - 1.5 * place + 3.0 * overlap(story, *event.clause)
    weight += 1.5 if _is_main(doc, event) else 0.0
    if event.subject is None:
        weight -= 1.0
    elif _is_pronoun(doc, event.subject):
        weight -= 1.5
    weight -= 0.7 if token.pos_ != "VERB" or event.lemma == "be" else 0.0
    weight -= 0.4 if event.reporting else 0.0
    weight -= 0.8 if _is_quoted(doc, token) else 0.0
    return weight - 0.3 * (event.modal + event.negated)


def _is_quoted(doc: Doc, token: Token) -> bool:
    """Say whether a straight or round quotation mark stands open before the token in its sentence."""
    marks = [t.text for t in doc[token.sent.start : token.i] if t.text in {'"', "“", "”"}]
    return len(marks) % 2 == 1


def _is_main(doc: Doc, event: Event) -> bool:
    """Say whether the event is the sentence's main clause, or what its main clause reports."""
    token = doc[event.token]
    if token.head == token:
        return True
    return base(token.dep_) == "ccomp" and token.head.head == token.head


def _is_pronoun(doc: Doc, span: tuple[int, int]) -> bool:
    return all(t.pos_ in {"PRON", "DET"} for t in doc if span[0] <= t.idx < span[1])


def _telling(story: Story) -> list[int]:
    """Return the body's sentences that hold a finite verb: captions and subheadings do not."""
    sentences, doc = story.document.sentences, story.document.doc
    return [n for n in story.body if any(finite(t) is not None for t in doc[sentences[n].first : sentences[n].last])]


def key_sentences(story: Story, figures: Sequence[Figure]) -> tuple[int, ...]:
    """Return up to five sentences that matter, best first; none that needs the one before it."""
    counted = Counter(figure.sentence for figure in figures)
    ranked: list[tuple[float, int]] = []
    for place, number in enumerate(_telling(story)):
        sentence = story.document.sentences[number]
        if place and _is_needy(story, number):
            continue
        rank = 1.0 / (1.0 + place / 3) + 1.2 * overlap(story, sentence.start, sentence.end)
        rank += 0.15 * min(2, counted[number]) + _prominence(story, number)
        ranked.append((rank + (1.0 if place == 0 else 0.0), number))
    return tuple(number for _, number in sorted(ranked, key=lambda pair: (-pair[0], pair[1]))[:KEY])


def _is_needy(story: Story, number: int) -> bool:
    sentence = story.document.sentences[number]
    words = [t for t in story.document.doc[sentence.first : sentence.last] if not t.is_punct]
    quoted = story.document.doc[sentence.first].text in {'"', "“", "'", "‘"}
    return (
        quoted
        or len(words) < 5
        or words[0].lower_ in load_lexicon().needy
        or (len(words) > 1 and words[1].lower_ in {"he", "she", "they"})
    )


def _prominence(story: Story, number: int) -> float:
    """Return how much the text speaks of the names in a sentence, 0 to 0.5."""
    sentence = story.document.sentences[number]
    held = {stem(span[-1].text) for span in names(story.document.doc, sentence.first, sentence.last)}
    most = max(story.names.values(), default=0)
    return 0.5 * max((story.names[name] / most for name in held), default=0.0) if most else 0.0

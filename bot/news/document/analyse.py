"""A parsed text -> its sentences and event mentions, as offsets."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from bot.news.document.document import Document, Event, Sentence
from bot.news.document.events import find_events


def analyse(doc: Doc, *, aside: Sequence[tuple[int, int]] = ()) -> Document:
    """Return the sentences and events of a parsed text.

    `aside` are character spans of header matter: a sentence wholly within them is aside and holds no event. A sentence
    that only begins with one (a dateline) keeps its offsets, but its events start behind it.
    """
    sentences = find_sentences(doc, aside)
    events = (_clear(doc, event, aside) for event in find_events(doc, sentences))
    return Document(doc, sentences, tuple(event for event in events if event is not None))


def _clear(doc: Doc, event: Event, aside: Sequence[tuple[int, int]]) -> Event | None:
    """Return the event without what belongs to an aside (a dateline before the lede); None for one within it."""
    at = doc[event.token].idx
    for start, end in aside:
        if start <= at < end:
            return None
        if event.subject is not None and start < event.subject[1] and event.subject[0] < end:
            event = replace(event, subject=behind(doc.text, event.subject, end))
        if event.clause[0] < end <= at:
            event = replace(event, clause=behind(doc.text, event.clause, end) or event.clause)
    return event


def behind(text: str, span: tuple[int, int], aside: int) -> tuple[int, int] | None:
    """Return what of a span stands behind an aside's end, from its first word or mark on; None for nothing."""
    start, end = max(span[0], aside), span[1]
    while start < end and not (text[start].isalnum() or text[start] in "\"'“‘($€£"):
        start += 1
    return (start, end) if start < end else None


def find_sentences(doc: Doc, aside: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
    """Return the sentences without the white space around them; line breaks between them part the paragraphs."""
    found, paragraph, before = [], -1, 0
    text = doc.text  # spaCy puts it together anew at each call
    for span in doc.sents:
        first, last = _stripped(span)
        if first == last:
            continue
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        if paragraph < 0 or "\n" in text[before:start]:
            paragraph += 1
        before = end
        found.append(Sentence(start, end, first, last, paragraph, aside=_covered(text, start, end, aside)))
    return tuple(found)


def _stripped(span: Span) -> tuple[int, int]:
    first, last = span.start, span.end
    while first < last and span.doc[first].is_space:
        first += 1
    while last > first and span.doc[last - 1].is_space:
        last -= 1
    return first, last


def _covered(text: str, start: int, end: int, aside: Sequence[tuple[int, int]]) -> bool:
    """Say whether asides cover the sentence, white space and punctuation between them left out of the reckoning."""
    at = start
    for first, last in sorted(aside):
        if first > at and any(sign.isalnum() for sign in text[at : min(first, end)]):
            break
        at = max(at, last)
    return not any(sign.isalnum() for sign in text[at:end])

"""The words of an entry: a verbatim slice of the text, cut where an editor would stop."""

import re
from collections.abc import Sequence

from bot.news.article import Span
from bot.news.document import Document, Event
from bot.news.document.antecedent import antecedent
from bot.news.document.phrase import base
from bot.news.timeline.entry import GAP

LONG = 14
"""The editors of the news gold write at most 14 words a line."""
WHOLE = 25
"""Words up to which a clause is printed from its subject on, when another clause stands between the two."""
_STOP = re.compile(r"\s*(?:[,;:]|\s[–—-])\s|\s\(")
_EDGE = re.compile(r"[,;:]\s|\s[–—-]\s|\s(?=(?:and|but|or|while|whereas|after|before)\s)")
_LINK = re.compile(r"(?:and|but|or|while|whereas)\s")


def words_of(document: Document, event: Event, own: Span | None, others: Sequence[Span]) -> Span:
    """Characters of what the entry says: the clause with its subject, a long one up to a stop behind its predicate.

    `own` are the words that date the entry, `others` those that date something else in its sentence: a slice that
    holds only the latter would put one date's event under another, so the words around `own` are taken instead.
    """
    text = document.doc.text
    spans = [_shortened(document, event, start) for start in _starts(text, event)]
    clear = [span for span in spans if not any(_within(other, span) for other in others)]
    if clear or own is None:
        return clear[0] if clear else spans[-1]
    start, end = spans[-1]
    first = event.subject is None or own[0] < event.subject[0]
    if first and own[1] <= start and len(text[own[0] : end].split()) <= WHOLE:
        return _with_preposition(document, own[0]), end
    foreign = [other for other in others if _within(other, (start, end))]
    if own[1] <= min(foreign)[0]:
        edges = [edge.start() for edge in _EDGE.finditer(text, max(own[1], start), min(foreign)[0])]
        return start, edges[-1] if edges else end
    if own[1] <= end and not any(_EDGE.finditer(text, max(foreign)[1], own[0])):
        return start, end
    return _around(text, own, document.sentences[event.sentence].start, document.sentences[event.sentence].end)


def say(document: Document, event: Event, span: Span) -> str:
    """The slice, with its subject before it where that stands apart: 'Piet Vermaas … will be sentenced on Friday'.

    Both are verbatim; ' … ' says that something between them is left out.
    """
    text, at = document.doc.text, document.doc[event.token].idx
    words = text[slice(*span)]
    if (name := _named(document, event, span)) is not None:
        return name
    subject = event.subject
    if subject is None or event.nominal or subject[1] > span[0] or not span[0] <= at < span[1]:
        return words
    if len(text[slice(*subject)].split()) > LONG:
        return words
    return f"{text[slice(*subject)]}{GAP}{words}"


def _named(document: Document, event: Event, span: Span) -> str | None:
    """The words with the name that their first one, a pronoun, clearly stands for."""
    first = document.doc.char_span(span[0], span[0] + len(document.doc.text[slice(*span)].split(" ")[0]))
    if event.nominal or first is None or len(first) != 1 or base(first[0].dep_) != "nsubj":
        return None
    name = antecedent(document, first[0])
    rest = document.doc.text[span[0] + len(first.text) : span[1]].strip()
    return f"{name}{GAP}{rest}" if name is not None and rest else None


def _starts(text: str, event: Event) -> Sequence[int]:
    """Where the words may begin: at the subject, if that leaves them short enough, or else at the clause."""
    start, end = event.clause
    if text[start - 1 : start] in {"-", "–"}:  # the parser cut '68-year-old woman' at a hyphen
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    if event.subject is None or event.subject[0] >= start:
        return [start]
    whole = len(text[event.subject[0] : end].split()) <= WHOLE
    return [event.subject[0], start] if whole else [start]


def _shortened(document: Document, event: Event, start: int) -> Span:
    text, end = document.doc.text, event.clause[1]
    if len(text[start:end].split()) <= LONG:
        return start, end
    token = document.doc[event.token]
    said = max(token.idx + len(token), event.object[1] if event.object else 0)
    for stop in _STOP.finditer(text, min(said, end), end):
        if len(text[start : stop.start()].split()) >= 4:
            return start, stop.start()
    return start, end


def _with_preposition(document: Document, start: int) -> int:
    """Where 'on Monday' begins, of which only 'Monday' is the time."""
    token = document.doc.char_span(start, start + 1, alignment_mode="expand")
    if token is None or token.start == 0 or document.doc[token.start - 1].pos_ != "ADP":
        return start
    return document.doc[token.start - 1].idx


def _around(text: str, own: Span, first: int, last: int) -> Span:
    """The piece of the sentence between the nearest commas and conjunctions around the words that date it."""
    edges = [*(match.end() for match in _EDGE.finditer(text, first, own[0])), first]
    start = max(edges)
    stop = _EDGE.search(text, own[1], last)
    end = stop.start() if stop else last
    if link := _LINK.match(text, start, end):
        start = link.end()
    return start, start + len(text[start:end].rstrip(" .!?"))


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]

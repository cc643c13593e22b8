"""One count told with two numbers: 'the bomb killed five people' and 'the bomb killed four people'."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.doubts.counts import Count, quote_figure
from bot.news.facts.doubts.lexicon import load_fates, load_words
from bot.news.facts.quotations import find_quotations

MANY = 40
"""Counts that are compared with one another; a text of many more is a list."""
RECENT = timedelta(days=31)
"""How old an event may be that a sentence without a date can speak of, too."""
WORD = re.compile(r"[a-z']+")


def doubt_counts(document: Document, counts: Sequence[Count], *, dct: date | None) -> Iterator[Doubt]:
    """Yield a doubt for each fate and noun with two exact numbers in two sentences that tell one event."""
    quotations = find_quotations(document.doc.text)
    spoken = [(quotation.start, quotation.end) for quotation in quotations]
    exact = [count for count in counts if count.exact and not _moves(document, count) and not _in(spoken, count)]
    doubted: set[tuple[str, str]] = set()
    for one, other in combinations(exact[:MANY], 2):
        key = (one.fate, one.noun)
        if key not in doubted and _is_one_count(one, other, dct):
            doubted.add(key)
            first, second = quote_figure(document, one.figure), quote_figure(document, other.figure)
            yield Doubt("figures", f"Two numbers for one count? {first} and {second}.", _sentences(one, other))


def _sentences(one: Count, other: Count) -> tuple[int, int]:
    return one.figure.sentence, other.figure.sentence


def _in(spans: Sequence[tuple[int, int]], count: Count) -> bool:
    return any(start <= count.figure.start < end for start, end in spans)


def _moves(document: Document, count: Count) -> bool:
    """Say whether the sentence speaks of another count: a later one, a part, another event."""
    sentence = document.sentences[count.figure.sentence]
    text = document.doc.text[sentence.start : sentence.end].lower().replace("all of them", "")
    words = set(WORD.findall(text))
    return any(move in words or (" " in move and move in text) for move in load_words("moves"))


def _is_one_count(one: Count, other: Count, dct: date | None) -> bool:
    """Say whether both count the same at one event: fate, noun, day and place agree, and the later one takes it up."""
    if (one.fate, one.noun) != (other.fate, other.noun) or one.low == other.low:
        return False
    if one.figure.sentence == other.figure.sentence or not _may_be_one_voice(one, other):
        return False
    if not _may_be_one_day(one, other, dct) or not (other.places <= one.places):
        return False
    if one.fate not in load_fates().values() and not other.names <= one.names:
        return False
    taken_up = one.told & other.told & other.held
    return bool(taken_up - load_words("agents"))


def _may_be_one_voice(one: Count, other: Count) -> bool:
    """Say whether nobody else is named for the second number: two sources may disagree, and the card names both."""
    sources = {figure.source.lower() for figure in (one.figure, other.figure) if figure.source}
    return len(sources) < 2


def _may_be_one_day(one: Count, other: Count, dct: date | None) -> bool:
    if one.days and other.days:
        return not one.days.isdisjoint(other.days)
    days = one.days | other.days
    return dct is None or all(last >= dct - RECENT for _, last in days)

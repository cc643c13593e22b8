"""One thing with two periods: 'arrears for 2004 to 2009' and 'the arrears from 2006 to 2009'."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.document.phrase import base
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import quoted
from bot.news.timeline.join import joined
from bot.news.timex import Resolution
from bot.news.timex.govern import head_of

_LENGTHS = {"period", "year", "time", "span", "month", "term"}
"""Nouns that only say that a time follows: 'arrears for the period from 2004 to 2009'."""


@dataclass(frozen=True, slots=True)
class Period:
    """A noun and the range that it covers, `start`:`end` its characters."""

    noun: Token
    first: str
    last: str
    sentence: int
    start: int
    end: int


def doubt_periods(document: Document, times: Sequence[Resolution]) -> Iterator[Doubt]:
    """A doubt for each noun that two sentences give ranges with one end alike and the other not."""
    told: dict[str, list[Period]] = defaultdict(list)
    for period in find_periods(document, times):
        told[period.noun.lemma_.lower()].append(period)
    text = document.doc.text
    for periods in told.values():
        one = periods[0]
        for other in periods[1:]:
            if one.sentence != other.sentence and _part(one, other) and len(periods) == 2:
                says = f"Two periods for one thing: {_words(text, one)} and {_words(text, other)}."
                yield Doubt("dates", says, (one.sentence, other.sentence))


def find_periods(document: Document, times: Sequence[Resolution]) -> Iterator[Period]:
    """The ranges of years or months that hang on a noun, itself or by a word for a length of time."""
    for index, time in joined(document.doc, times).items():
        if time is times[index] or time.precision not in {"year", "month"} or time.timex.first is None:
            continue
        noun = _noun(document, time)
        if noun is not None and noun.lemma_.lower() not in load_words("measures"):
            last = times[index + 1].timex
            yield Period(noun, time.timex.first, str(last.last), time.sentence, time.timex.start, last.end)


def _noun(document: Document, time: Resolution) -> Token | None:
    """The noun right before the range's preposition, or the one above a word that only says that a time follows."""
    head = head_of(document.doc, time.token, time.token_end)
    noun = head.head if head.head.pos_ == "NOUN" and head.head.i == _before(head).i else _before(head)
    if noun.lemma_.lower() in _LENGTHS:
        noun = _before(noun)
    return noun if noun.pos_ == "NOUN" and not noun.ent_type_ else None


def _before(token: Token) -> Token:
    """The noun that stands right before the phrase of a token and its preposition."""
    doc, first = token.doc, min(part.i for part in token.subtree)
    return doc[first - 1] if first else token


def _part(one: Period, other: Period) -> bool:
    """Whether the ranges share one end and not the other, and neither noun is another's: 'his arrears'."""
    if (one.first == other.first) == (one.last == other.last):
        return False
    return _owner(one.noun) == _owner(other.noun)


def _owner(noun: Token) -> set[str]:
    return {
        child.lemma_.lower()
        for child in noun.children
        if base(child.dep_) in {"nmod", "amod", "compound"} and child.i < noun.i
    }


def _words(text: str, period: Period) -> str:
    """'arrears … 2006 to 2009'."""
    return f"'{period.noun.text} … {quoted(text, period.start, period.end)[1:]}"

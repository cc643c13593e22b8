"""A Doc -> the expressions of time in it, each with the fields its form found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from bot.news.article.country import find_country
from bot.news.timex.ends import complete, split
from bot.news.timex.grammar import Grammar, Match
from bot.news.timex.lexicon import Value
from bot.news.timex.lookalike import only_looks_like_time
from bot.news.timex.scan import Word

# What quarters of a year are told of; without any of it, 'the first quarter' is that of a match.
_BUSINESS = re.compile(
    r"\b(?:profits?|sales|revenues?|earnings|income|losses|shares?|fiscal|GDP|compan(?:y|ies)|carmakers?|vehicles|forecasts?|analysts?|investors?|output|exports?|imports?|million|econom\w+|growth|results|billion|bank|dollars?)\b",
    re.IGNORECASE,
)


_BEFORE_VERB = {"to", "will", "would", "could", "can", "may", "might", "should", "must"}


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters `start`:`end` of the doc, tokens `first`:`last`; `fields` are what the form named."""

    kind: str
    text: str
    start: int
    end: int
    first: int
    last: int
    fields: Mapping[str, Value]


def recognise(doc: Doc, *, grammar: Grammar) -> list[Expression]:
    """The expressions in reading order. Uses the doc's tags where it has any; works on bare tokens too."""
    text = doc.text
    words = grammar.words(text)
    matches = [
        part
        for match in (_without_first(found, words, doc) for found in grammar.find(words))
        if match.kind != "not" and not (match.kind == "quarter" and _is_bare(match) and not _BUSINESS.search(text))
        if not only_looks_like_time(match, words, doc, text)
        for part in split(match, words)
    ]
    found = (_expression(match, words, doc, text) for match in complete(matches, words))
    return [expression for expression in found if expression is not None]


def _is_bare(match: Match) -> bool:
    """Whether no year says that a quarter is one of the year, not of a match."""
    return not match.fields.keys() & {"year", "shift"}


def _expression(match: Match, words: Sequence[Word], doc: Doc, text: str) -> Expression | None:
    start, end = words[match.first].start, words[match.last - 1].end
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    fields = _with_country(match, words) if match.kind == "named" else match.fields
    return Expression(match.kind, text[start:end], start, end, span.start, span.end, fields)


def _without_first(match: Match, words: Sequence[Word], doc: Doc) -> Match:
    """'could last six weeks' has a length and no past; 'spread over three years' does not mean more than three."""
    first = words[match.first]
    if first.low not in {"last", "over"} or match.kind not in {"span", "duration"}:
        return match
    span = doc.char_span(first.start, first.end, alignment_mode="expand")
    if span is None:
        return match
    if first.low == "last":
        before = words[match.first - 1].low if match.first else ""
        verb = match.kind == "span" and (span[0].tag_.startswith("VB") or before in _BEFORE_VERB)
        return replace(match, kind="duration", first=match.first + 1) if verb else match
    fields = {name: value for name, value in match.fields.items() if name != "approx"}
    return replace(match, first=match.first + 1, fields=fields) if span[0].dep_ == "case" else match


def _with_country(match: Match, words: Sequence[Word]) -> Mapping[str, Value]:
    """The fields with the country whose day it is: 'India's Independence Day', 'on Mexican Independence Day'."""
    at = match.first - 2 if match.first >= 2 and words[match.first - 1].shape == "possessive" else match.first - 1
    for length in (3, 2, 1):
        if at + 1 >= length:
            country = find_country(" ".join(word.text for word in words[at + 1 - length : at + 1]))
            if country:
                return {**match.fields, "country": country}
    return match.fields

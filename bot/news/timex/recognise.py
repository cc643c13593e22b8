"""A Doc -> the expressions of time in it, each with the fields its form found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from bot.news.article.country import find_country
from bot.news.timex.grammar import Grammar, Match
from bot.news.timex.lexicon import Value
from bot.news.timex.lookalike import only_looks_like_time
from bot.news.timex.scan import Word

# What quarters of a year are told of; without any of it, 'the first quarter' is that of a match.
_BUSINESS = re.compile(
    r"\b(?:profits?|sales|revenues?|earnings|income|losses|shares?|fiscal|GDP|econom\w+|growth|results|billion|bank|dollars?)\b",
    re.IGNORECASE,
)


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
    words = grammar.words(doc.text)
    business = _BUSINESS.search(doc.text) is not None
    out = []
    for match in grammar.find(words):
        if match.kind == "not" or (
            match.kind == "quarter" and not business and not match.fields.keys() & {"year", "shift"}
        ):
            continue
        if not only_looks_like_time(match, words, doc):
            start, end = words[match.first].start, words[match.last - 1].end
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                fields = _with_country(match, words) if match.kind == "named" else match.fields
                out.append(Expression(match.kind, doc.text[start:end], start, end, span.start, span.end, fields))
    return out


def _with_country(match: Match, words: Sequence[Word]) -> Mapping[str, Value]:
    """The fields with the country whose day it is: 'India's Independence Day', 'on Mexican Independence Day'."""
    at = match.first - 2 if match.first >= 2 and words[match.first - 1].shape == "possessive" else match.first - 1
    for length in (3, 2, 1):
        if at + 1 >= length:
            country = find_country(" ".join(word.text for word in words[at + 1 - length : at + 1]))
            if country:
                return {**match.fields, "country": country}
    return match.fields

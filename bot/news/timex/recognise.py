"""A Doc -> the expressions of time in it, each with the fields its form found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from bot.news.timex.grammar import Grammar, Match
from bot.news.timex.lexicon import Value
from bot.news.timex.scan import Word

# Words of a month's or a season's name that mean something else as often: they need a word of time beside them.
_AMBIGUOUS = {"may", "march", "jan", "dec", "nov", "mar.", "sat.", "sun.", "spring", "fall", "second"}
_BEFORE_TIME = {
    "in", "by", "until", "till", "since", "during", "of", "last", "next", "this", "early", "late", "mid", "from",
    "to", "through", "between", "and", "for", "before", "after", "every", "each", "the", "past", "previous",
    "following", "on",
}  # fmt: skip
_YEAR_SIGNS = {
    "$",
    "£",
    "€",
    "¥",
    "#",
    "no.",
    "flight",
    "route",
    "section",
    "room",
    "channel",
    "boeing",
    "windows",
    "-",
}
# What quarters of a year are told of; without any of it, 'the first quarter' is that of a match.
_BUSINESS = re.compile(
    r"\b(?:profits?|sales|revenues?|earnings|income|losses|shares?|fiscal|GDP|econom\w+|growth|results|billion|bank|dollars?)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = {
    ",",
    ".",
    ";",
    ":",
    ")",
    "”",
    '"',
    "’",
    "'",
    "-",
    "–",
    "—",
    "and",
    "but",
    "or",
    "when",
    "as",
    "in",
    "at",
    "by",
    "was",
}
_COUNTED = re.compile(
    r"%|percent|per|people|miles|km|kilometers|kilometres|feet|meters|metres|pounds|tons|points", re.IGNORECASE
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
        if _is_time(match, words, doc):
            start, end = words[match.first].start, words[match.last - 1].end
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                out.append(Expression(match.kind, doc.text[start:end], start, end, span.start, span.end, match.fields))
    return out


def _is_time(match: Match, words: list[Word], doc: Doc) -> bool:
    before = words[match.first - 1].low if match.first else ""
    after = words[match.last].low if match.last < len(words) else ""
    own = [word.low for word in words[match.first : match.last]]
    if _glued(match, words, doc.text):
        return False
    if match.kind == "offset" and own[-1] in {"before", "after"} and after and after not in _CLAUSE_ENDS:
        return False  # 'the day before the vote': a day that the vote's own date would give
    if match.kind == "year" and own == [own[0]]:
        return _is_year(words[match.first], before, after)
    if len(own) == 1 and own[0] in _AMBIGUOUS:
        return _reads_as_time(words[match.first], before, after, doc)
    if match.kind == "duration" and own[-1] in {"second", "minute"} and own[0] in {"a", "the"}:
        return own[-1] == "minute"
    return match.kind != "season" or _is_season(own, before, words[match.first], doc)


def _is_season(own: list[str], before: str, word: Word, doc: Doc) -> bool:
    """Not 'winter wheat', nor 'the fall of the wall'."""
    if len(own) == 1 and _modifies(word, doc):
        return False
    return own not in (["the", "fall"], ["the", "spring"]) or before in _BEFORE_TIME


def _modifies(word: Word, doc: Doc) -> bool:
    span = doc.char_span(word.start, word.end, alignment_mode="expand")
    return span is not None and span.end < len(doc) and doc[span.end].tag_ in {"NN", "NNS"}


def _glued(match: Match, words: list[Word], text: str) -> bool:
    """Whether the match is a part of a longer word: '1990s-style' is none, '2024Q3x', 'A2000' are."""
    start, end = words[match.first].start, words[match.last - 1].end
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return before.isalnum() or before in {"_", "/", "@", "#"} or after.isalnum() or after in {"_", "/"}


def _is_year(word: Word, before: str, after: str) -> bool:
    """A bare number of four digits: a year unless a currency, a unit or a counted plural says otherwise."""
    if before in _YEAR_SIGNS or _COUNTED.fullmatch(after):
        return False
    year = int(word.low)
    if 1900 <= year <= 2100:
        return True
    return before in {"in", "since", "until", "by", "from", "year", "around", "circa", "to", "between"}


def _reads_as_time(word: Word, before: str, after: str, doc: Doc) -> bool:
    if word.low not in {"spring", "fall", "second"} and not word.text[0].isupper():
        return False
    if word.low == "second" or before not in _BEFORE_TIME or (word.low == "fall" and before not in {"the", "of"}):
        return False
    span = doc.char_span(word.start, word.end, alignment_mode="expand")
    tag = span[0].tag_ if isinstance(span, Span) else ""
    return not tag.startswith(("VB", "MD")) and not (word.low == "may" and after in {"be", "have", "not"})

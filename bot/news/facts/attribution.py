"""An attribution: who is said to say which words, before the source has its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from bot.news.document.phrase import FINITE

MARKS = frozenset({",", ";", ":", ".", "-", "—", "–", "``", "''"})
Stance = Literal["says", "denies", "hedged"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` is the token that heads the source's phrase; `start`:`end` are the characters of what is said.

    `verb` is the verb of saying, None for 'according to'; `piece` counts the statements of one quotation; `stance` is
    set where more than the verb decides it ('could not confirm').
    """

    speaker: int
    verb: int | None
    quoted: bool
    start: int
    end: int
    sentence: int
    piece: int = 0
    stance: Stance | None = None


CLAUSE = 5
"""Words from which an infinitive makes a clause, its finite verb taken for a noun ('Mohamed wishes to use …')."""


def has_verb(doc: Doc, first: int, last: int) -> bool:
    tokens = doc[first:last]
    if any(t.tag_ in FINITE or (t.tag_ == "VBN" and _has_subject(t)) for t in tokens):
        return True
    return (
        len(tokens) >= CLAUSE
        and tokens[0].tag_ not in {"TO", "IN", "VBG", "VBN"}
        and any(t.tag_ == "VB" for t in tokens)
    )


def _has_subject(participle: Token) -> bool:
    """Say whether a past tense that the tagger took for a participle has its subject before it ('Ann left')."""
    return any(child.dep_ == "nsubj" and child.i < participle.i for child in participle.children)


def bare(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the range without joining words and punctuation at its ends."""
    while first < last - 1 and (doc[first].is_space or doc[first].text in MARKS or _joins(doc[first])):
        first += 1
    while last - 1 > first and (doc[last - 1].is_space or doc[last - 1].text in MARKS):
        last -= 1
    return _paired(doc, first, last)


def _paired(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the range without a straight mark at one end whose partner stands outside of it."""
    before = last
    while last - first > 1 and doc[last - 1].text in {'"', "“"} and _alone(doc, first, last, doc[last - 1].text):
        last -= 1
    while last - first > 1 and doc[first].text in {'"', "”"} and _alone(doc, first, last, doc[first].text):
        first += 1
    while last < before and last - first > 1 and doc[last - 1].text in MARKS:
        last -= 1
    return first, last


def _alone(doc: Doc, first: int, last: int, mark: str) -> bool:
    return mark != '"' or sum(t.text == mark for t in doc[first:last]) % 2 == 1


def _joins(token: Token) -> bool:
    if token.lower_ in {"and", "but"}:
        return token.tag_ == "CC"
    behind = token.nbor().tag_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and behind not in FINITE


def unquote(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the characters without the quotation marks around the whole of them, and whether there were any."""
    whole = text[start:end]
    first, last = (2, 2) if whole.startswith("``") and whole.endswith("''") else (1, 1)
    marks = sum(whole.count(mark) for mark in ('"', "“", "”", "``"))
    around = whole[:1] + whole[-1:] in {'""', "“”"} and marks == 2
    if len(whole) > first + last and (around or (first == 2 and marks == 1)):
        return start + first, end - last, True
    return start, end, False


def characters(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def words_between(doc: Doc, first: int, last: int) -> Iterator[Token]:
    """Yield the tokens of a range that are words."""
    return (t for t in doc[first:last] if not t.is_punct and not t.is_space)

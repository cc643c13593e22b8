"""Noun phrases over Universal Dependencies (spaCy's own noun chunks expect other labels)."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from spacy.attrs import TAG
from spacy.tokens import Doc, Span, Token

WITHIN = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "goeswith", "advmod", "dep"})
DAYS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
    }
)  # fmt: skip
"""Words for days that stand without a preposition: never objects, though the parser takes 'reported Friday' so."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
JOINING = frozenset({"-", "–", "/", "&", "'", "’", '"', "“", "”", "‘", "."})
OPENED_BY = {'"': '"', "”": "“", "’": "‘", "'": "'", ")": "(", "]": "["}
LONGEST = 25
"""Tokens; a longer phrase is a parse that went wrong and is cut to what stands before the first preposition."""


def phrase(token: Token, *, coordinated: bool = False) -> tuple[int, int]:
    """Return the token range of the noun phrase that `token` heads, ends exclusive.

    Relative clauses, appositions and the preposition before it are left out; `coordinated` takes in what 'and' joins.
    """
    kept = {token.i} | set(_inside(token, coordinated=coordinated, outermost=True))
    for name in names(token.doc, token.i, token.i + 1):
        kept |= set(range(name.start, name.end))
    first, last = _run(token, kept, coordinated=coordinated)
    if last - first > LONGEST:
        first, last = _run(token, {i for i in kept if i <= token.i or token.doc[i].head.i == i}, coordinated=False)
    return _trim(token, first, last)


def characters(token: Token, *, coordinated: bool = False) -> tuple[int, int]:
    """Return `phrase` as characters of the text."""
    first, last = phrase(token, coordinated=coordinated)
    return token.doc[first].idx, token.doc[last - 1].idx + len(token.doc[last - 1])


def names(doc: Doc, first: int, last: int) -> Iterator[Span]:
    """Yield the named entities that have a token in the range (`doc.ents` goes through the whole text every time)."""
    while first > 0 and first < len(doc) and doc[first].ent_iob_ == "I":
        first -= 1
    i = first
    while i < last:
        end = i + 1
        if doc[i].ent_type_:
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
            yield Span(doc, i, end, label=doc[i].ent_type_)
        i = end


def is_nominal(token: Token) -> bool:
    return token.pos_ in NOMINAL


@cache
def base(label: str) -> str:
    """Return a dependency label without its subtype ('nsubj:pass' -> 'nsubj'); a parser has some fifty of them."""
    return label.partition(":")[0]


def _inside(token: Token, *, coordinated: bool, outermost: bool) -> Iterator[int]:
    for child in token.children:
        if _belongs(child, token, coordinated=coordinated, outermost=outermost):
            yield child.i
            yield from _inside(child, coordinated=coordinated, outermost=False)


def _belongs(child: Token, head: Token, *, coordinated: bool, outermost: bool) -> bool:
    label = base(child.dep_)
    if label == "case":
        return not outermost or child.i > head.i
    if label in {"cc", "conj"}:
        return coordinated or not outermost or _joins_words(head)
    return label in WITHIN or label == "punct" or (label == "acl" and _named(child))


def _named(token: Token) -> bool:
    """Say whether a participle belongs to the name of its noun ('a boat called Hope')."""
    return token.lower_ in {"called", "named", "dubbed", "known"}


def _joins_words(token: Token) -> bool:
    """Say whether the token is a modifier or number whose 'and' stays inside the phrase ('one or two points')."""
    return token.pos_ in {"NUM", "ADJ"}


def _run(token: Token, kept: set[int], *, coordinated: bool) -> tuple[int, int]:
    """Return the contiguous range around `token`; a comma is crossed only in a list or a place ('Irving, Texas')."""
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 0 and _goes_back(doc[first - 1], kept):
        first -= 1
    while last < len(doc) and _goes_on(doc[last], kept, coordinated=coordinated):
        last += 1
    return first, last


def _goes_back(token: Token, kept: set[int]) -> bool:
    return _is_part(token, kept) or (token.text in JOINING and token.i - 1 in kept)


def _is_part(token: Token, kept: set[int]) -> bool:
    """Say whether a token belongs to the phrase; a finite verb never does, whatever the parse says."""
    return token.i in kept and not token.is_space and (token.tag_ not in FINITE or token.dep_ == "compound")


def _goes_on(token: Token, kept: set[int], *, coordinated: bool) -> bool:
    if token.is_space:
        return False
    if token.is_punct and token.text not in JOINING:
        comma = token.text == "," and coordinated
        return token.i + 1 in kept and (comma or token.text not in {",", ";", ":", "(", ")", "—"})
    return _is_part(token, kept) or (token.text in JOINING and token.i + 1 in kept)


def _trim(token: Token, first: int, last: int) -> tuple[int, int]:
    doc = token.doc
    while first < token.i and (is_mark(doc[first]) or doc[first].dep_ in {"cc", "mark"}):
        first += 1
    while last - 1 > token.i and (is_mark(doc[last - 1]) or doc[last - 1].dep_ == "cc"):
        if closes(doc[last - 1], first):
            break
        last -= 1
    if last < len(doc) and closes(doc[last], first):
        last += 1
    return first, last


def is_mark(token: Token) -> bool:
    """Say whether a token is white space or punctuation; '%' and '$' are words here."""
    return token.is_space or (token.is_punct and token.text not in {"%", "$", "#"})


def closes(mark: Token, first: int) -> bool:
    """Say whether a closing quotation mark or bracket has its opening one at or after token `first`."""
    opening = OPENED_BY.get(mark.text)
    if opening is None:
        return False
    inside = [token.text for token in mark.doc[first : mark.i]]
    return inside.count(opening) % 2 == 1 if opening == mark.text else inside.count(opening) > inside.count(mark.text)


def tagged(doc: Doc, tags: Iterable[str]) -> list[int]:
    """Return the tokens that have one of the tags, without asking each of them."""
    wanted = np.array([doc.vocab.strings.add(tag) for tag in tags], dtype="uint64")
    found: list[int] = np.flatnonzero(np.isin(doc.to_array(TAG), wanted)).tolist()
    return found

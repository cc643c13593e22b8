"""The span of a clause: what an editor would print of it."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import base, closes, is_mark
from bot.news.document.tense import auxiliaries, leads

BESIDE = frozenset({"parataxis", "discourse", "vocative", "list", "dislocated"})


def clause(token: Token, subject: tuple[int, int] | None) -> tuple[int, int]:
    """Return the token range of the clause of a predicate: from its subject through its arguments.

    Coordinated clauses, attributions ('X said', 'according to X'), clauses before the subject and the full stop are
    left out; an argument to the right ends at the first thing that is not the clause's own.
    """
    doc = token.doc
    kept = {token.i, *_kept(token)}
    if leads(token):
        kept |= {t.i for child in token.head.rights if child.i > token.i for t in child.subtree}
    first = min([token.i, *(aux.i for aux in auxiliaries(token))])
    if subject is not None and subject[0] <= first:
        first = subject[0]
    opening = load_lexicon().opening
    while first < token.i and (doc[first].lower_ in opening or is_mark(doc[first])):
        first += 1
    last, end = token.i + 1, len(doc)
    while last < end and _goes_on(doc[last], kept):
        last += 1
    return first, close(token, first, last)


def _goes_on(token: Token, kept: set[int]) -> bool:
    return (token.i in kept or token.is_punct) and not token.is_space and not token.is_sent_start


def close(token: Token, first: int, last: int) -> int:
    """Return `last` with trailing stops, commas, joining words and opened quotation marks or brackets taken off."""
    doc = token.doc
    while last - 1 > max(first, token.i):
        end = doc[last - 1]
        if closes(end, first):
            break
        if not (is_mark(end) or base(end.dep_) in {"cc", "case", "mark"} or end.dep_ == "det"):
            break
        last -= 1
    return last


def _kept(token: Token) -> Iterator[int]:
    under = [child for child in token.children if not _foreign(child, token)]
    while under:  # spaCy's own subtree takes three times as long
        word = under.pop()
        if not word.is_space:
            yield word.i
        if word.n_lefts + word.n_rights:
            under += word.children


def _foreign(child: Token, predicate: Token) -> bool:
    label = base(child.dep_)
    if label in BESIDE or is_attribution(child):
        return True
    if label in {"conj", "ccomp", "advcl"} and child.i < predicate.i:
        return True
    if label == "conj" and _shares_object(child, predicate):
        return False
    if label == "conj":
        return any(base(t.dep_) in {"nsubj", "aux", "cop", "obj", "obl"} for t in child.children)
    return label == "cc" and child.i > predicate.i


def _shares_object(child: Token, predicate: Token) -> bool:
    """Say whether 'arrested and questioned the student' is one telling: both verbs have one object between them."""
    own = any(base(t.dep_) in {"obj", "obl", "xcomp", "ccomp", "aux"} for t in predicate.rights)
    between = [t for t in predicate.doc[predicate.i + 1 : child.i] if base(t.dep_) != "cc"]
    return not own and not between and not any(base(t.dep_) == "nsubj" for t in child.children)


def is_attribution(token: Token) -> bool:
    """Say whether the token heads 'according to X'."""
    inside = token.n_lefts + token.n_rights > 0
    return inside and any(child.dep_ == "case" and child.lower_ == "according" for child in token.children)

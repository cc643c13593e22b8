"""What is told in a noun rather than a clause: 'denied the charges', 'confirmed the death of …'."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bot.news.document.events import is_happening, is_passive, object_of, subject_of
from bot.news.document.phrase import base, phrase
from bot.news.document.tense import governor, negated
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.verbs import verb_of

TIDINGS = frozenset({"report", "confirm"})
"""Verbs whose object, a noun of an event, is what is told."""
Told = tuple[Token, Token, tuple[int, int]]


def find_named(doc: Doc, first: int, last: int) -> Iterator[Told]:
    """Yield verb, speaker and the tokens of what is told, for what stands as a noun among the tokens `first`:`last`."""
    for token in doc[first:last]:
        if token.pos_ != "VERB":
            continue
        verb = verb_of(token)
        if verb in load_lexicon().denying and not negated(token):
            yield from _denied(token)
        elif verb in TIDINGS and not negated(token):
            yield from _reported(token)


def _denied(verb: Token) -> Iterator[Told]:
    """Yield what somebody denies: 'the allegations', 'claims that …', or the statement before ', which X denied'."""
    passive = is_passive(verb)
    speaker = next((t for t in verb.children if t.dep_ == "obl:agent"), None) if passive else subject_of(verb)
    role = "nsubj:pass" if passive else "obj"
    denied = next((t for t in verb.children if t.dep_ == role), None)
    if speaker is None or denied is None:
        return
    if denied.lemma_.lower() in load_lexicon().alleged or _points(verb, denied):
        yield verb, speaker, _content(denied)
    elif denied.lower_ == "which":
        before = verb.head if verb.head.pos_ == "VERB" else governor(verb.head)
        if before is not None and before.i < denied.i:
            said = next((t for t in before.children if t.dep_ == "ccomp" and before.i < t.i < denied.i), before)
            yield verb, speaker, (said.left_edge.i, denied.i)


def _reported(verb: Token) -> Iterator[Told]:
    told, speaker = object_of(verb), subject_of(verb)
    if told is None or speaker is None or is_passive(verb):
        return
    if is_happening(told) and told.i > verb.i:
        yield verb, speaker, phrase(told, coordinated=True)


def _content(denied: Token) -> tuple[int, int]:
    """Return the tokens of what is denied: the clause that an allegation holds, else its noun phrase."""
    clause = next((t for t in denied.children if base(t.dep_) in {"acl", "ccomp"} and _has_subject(t)), None)
    return (clause.left_edge.i, clause.right_edge.i + 1) if clause is not None else phrase(denied)


def _points(verb: Token, denied: Token) -> bool:
    """Say whether 'it' or 'this' is denied, which points back to a statement."""
    return verb_of(verb) == "deny" and denied.lower_ in {"it", "this", "that"}


def _has_subject(token: Token) -> bool:
    return any(base(child.dep_) == "nsubj" for child in token.children)

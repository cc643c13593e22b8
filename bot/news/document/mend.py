"""Sentences that the parser parted in the middle: their roots are tied together again."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from bot.news.document.lexicon import load_heads, load_lexicon

_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\s*")
"""What ends a sentence within a line; behind anything else nothing new begins but by a slip."""
_QUOTED = re.compile(r",[\"'”’]+\s*$")
"""A quotation that goes on: who says it stands behind it ('…," Obama said')."""
NOMINAL = frozenset({"NOUN", "PROPN"})
SHORT = 3
"""Tokens of a beginning that was cut off: 'Yesterday', 'Wilson', an opened quotation mark. Of the 103 breaks without a
full stop in 48 news articles 71 are such; longer ones are captions that run into the text, rightly parted."""


def mends(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield (root, its new head, label) for each sentence of a line that belongs to its neighbour."""
    for before, after in pairwise(doc.sents):
        if before.text.strip() and all(token.is_punct or token.is_space for token in after):
            yield after.root.i, before.root.i, "punct"  # a closing quotation mark, left behind its full stop
        elif _ENDED.search(before[-4:].text[-4:]) or not before.text.strip():
            continue
        elif len(before) <= SHORT:
            yield _opening(before, after)
        elif _QUOTED.search(before.text):
            yield _quotation(before, after)
        elif before[-1].lemma_.lower() in load_lexicon().saying and _names(after[0]):
            yield after.root.i, before[-1].i, "nsubj"
        elif before[-1].pos_ in NOMINAL and _names(after[0]):
            yield _name(before, after)
        elif _continues(after[0]):
            yield after.root.i, before.root.i, "conj" if after[0].pos_ == "CCONJ" else "parataxis"


def _opening(before: Span, after: Span) -> tuple[int, int, str]:
    root = before.root
    if root.is_punct:
        return root.i, after.root.i, "punct"
    if root.pos_ == "PROPN" and after[0].pos_ == "PROPN":
        return root.i, after[0].i, "compound"
    return root.i, after.root.i, "obl:unmarked" if root.pos_ in {"NOUN", "PROPN", "NUM"} else "advmod"


def _quotation(before: Span, after: Span) -> tuple[int, int, str]:
    """Return how a quotation hangs on who says it, or what stands behind it on the quotation."""
    if after.root.lemma_.lower() in load_lexicon().saying | load_lexicon().announcing:
        return before.root.i, after.root.i, "ccomp"
    return after.root.i, before.root.i, "parataxis"


def _names(token: Token) -> bool:
    """Say whether a word that seems to begin a sentence is a name's, or a title's."""
    return token.pos_ == "PROPN" or (token.text[:1].isupper() and token.lower_ in load_heads().titles)


def _name(before: Span, after: Span) -> tuple[int, int, str]:
    """Return how a name hangs on the title before it: 'Minister' + 'Ivo Sanader said', 'by suspect' + 'Ann Lee'."""
    if before.root.pos_ in NOMINAL and after.root.pos_ not in NOMINAL:
        return before.root.i, after[0].i, "compound"
    if after.root.pos_ in NOMINAL:
        return after.root.i, before[-1].i, "flat"
    return after.root.i, before.root.i, "parataxis"


def _continues(token: Token) -> bool:
    return token.text in {",", ";"} or token.text[:1].islower()

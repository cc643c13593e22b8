"""Names of people as Universal Dependencies has them: the first word is the head, the others are `flat` on it."""

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Span

PERSON = "PERSON"


def flatten_names(doc: Doc) -> None:
    """Give the names of people in `doc` the tree that they always have, in place.

    The finder of names and the parser do not know of each other. Of 620 names of several words in GUM's and EWT's
    trees 83 in 100 are built so, the rest mostly by a hyphen, which stays `punct`; the parser alone gets half of them.
    """
    arcs = [arc for ent in doc.ents if ent.label_ == PERSON and len(ent) > 1 for arc in _arcs(ent)]
    if not arcs:
        return
    columns = doc.to_array([HEAD, DEP])
    for token, head, label in arcs:
        columns[token] = np.uint64((head - token) % 2**64), label
    doc.from_array([HEAD, DEP], cast("Any", columns))


def _arcs(name: Span) -> Iterator[tuple[int, int, int]]:
    """Yield (token, its head, label) of what changes; no circle can arise, for the name's root keeps its own head."""
    first, root, strings = name[0], name.root, name.doc.vocab.strings
    if first.sent.end < name.end or not all(token.text[0].isalpha() or token.is_punct for token in name):
        return
    if first != root:
        yield first.i, first.i if root.head == root else root.head.i, root.dep
    for token in name[1:]:
        yield token.i, first.i, token.dep if token.is_punct else strings.add("flat")
        for child in token.children:
            if not name.start <= child.i < name.end:
                yield child.i, first.i, child.dep

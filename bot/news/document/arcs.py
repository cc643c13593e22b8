"""A tree set right in place: the arcs of a parsed Doc, given anew."""

from collections.abc import Iterable
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token

Arc = tuple[Token, Token, str]
"""A token, its new head, the new label."""


def hang(doc: Doc, arcs: Iterable[Arc]) -> None:
    """Give tokens other heads and labels, in place; a root is its own head."""
    columns = doc.to_array([HEAD, DEP])
    for token, head, label in arcs:
        columns[token.i] = np.uint64((head.i - token.i) % 2**64), doc.vocab.strings.add(label)
    doc.from_array([HEAD, DEP], cast("Any", columns))

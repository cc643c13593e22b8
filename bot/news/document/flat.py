"""Names of people as Universal Dependencies has them: the first word is the head, the others are `flat` on it."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from bot.news.document.arcs import Arc, hang

PERSON = "PERSON"


def flatten_names(doc: Doc) -> None:
    """Give the names of people in `doc` the tree that they always have, in place.

    The finder of names and the parser do not know of each other. Of 620 names of several words in GUM's and EWT's
    trees 83 in 100 are built so, the rest mostly by a hyphen, which stays `punct`; the parser alone gets half of them.
    """
    arcs = [arc for ent in doc.ents if ent.label_ == PERSON and len(ent) > 1 for arc in _arcs(ent)]
    if arcs:
        hang(doc, arcs)


def _arcs(name: Span) -> Iterator[Arc]:
    """Yield (token, its head, label) of what changes; no circle can arise, for the name's root keeps its own head."""
    first, root = name[0], name.root
    if first.sent.end < name.end or not all(token.text[0].isalpha() or token.is_punct for token in name):
        return
    if first != root:
        yield first, first if root.head == root else root.head, root.dep_
    for token in name[1:]:
        yield token, first, token.dep_ if token.is_punct else "flat"
        for child in token.children:
            if not name.start <= child.i < name.end:
                yield child, first, child.dep_

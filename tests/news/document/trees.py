"""Docs built from `trees.txt`: what the stages do with a right analysis, and with a ruined one."""

from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

FILE = Path(__file__).with_name("trees.txt")


def load_trees() -> dict[str, Doc]:
    """Return the sentences of the file by name."""
    blocks: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            rows = blocks.setdefault(line[2:], [])
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    vocab = spacy.blank("en").vocab
    return {name: _doc(vocab, rows) for name, rows in blocks.items()}


def _doc(vocab: Vocab, rows: list[list[str]]) -> Doc:
    tags, pos, lemmas, arcs, heads, ents = zip(*(row[1:] for row in rows), strict=True)
    return Doc(
        vocab,
        words=[row[0].removesuffix("~") for row in rows],
        spaces=[not row[0].endswith("~") for row in rows],
        tags=list(tags),
        pos=list(pos),
        lemmas=list(lemmas),
        deps=["ROOT" if arc == "root" else arc for arc in arcs],
        heads=[i if head == "-" else int(head) for i, head in enumerate(heads)],
        ents=["O" if ent == "-" else ent for ent in ents],
    )


def ruin(doc: Doc) -> Doc:
    """Return the Doc as a parser would leave it that knows nothing: every token hangs on the first one."""
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        deps=["ROOT", *["dep"] * (len(doc) - 1)],
        heads=[0] * len(doc),
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )

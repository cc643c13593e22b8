"""The articles written for the training of names: their marks, and that all of them can be read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.training.corpus import RARE, read_written, spans, unmarked

LABELS = {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", *RARE.values()}
plain = st.text(st.characters(exclude_characters="[]|"), min_size=1, max_size=20)


@given(st.lists(st.tuples(plain, plain, st.sampled_from(sorted(LABELS))), max_size=6))
def test_marks_come_off(pieces):
    """Without its marks a text is what it was, and each name stands where its offsets say."""
    read = unmarked("".join(f"{before}[{name}|{label}]" for before, name, label in pieces))
    assert read["text"] == "".join(before + name for before, name, _ in pieces)
    assert [(read["text"][a:b], label) for a, b, label in read["entities"]] == [
        (name, label) for _, name, label in pieces
    ]


def test_every_article_is_marked_throughout():
    """No mark is left over, every label is one of the pipeline's, and names are of each kind that news has."""
    docs = read_written()
    kinds = {label for doc in docs for s in doc.sentences for _, _, label in spans(s.names)}
    assert {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT"} <= kinds <= LABELS
    for doc in docs:
        assert not re.search(r"\|[A-Z]{3}|\[", " ".join(word for s in doc.sentences for word in s.words)), doc.id

"""A Doc of anybody's English pipeline -> a Doc of the same tokens as our stages expect it."""

from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LOWER, POS, SENT_START, TAG
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

from bot.news.document.pipeline import ReadDoc

# What spaCy's own English models (ClearNLP's scheme) call otherwise than Universal Dependencies, of what our rules
# read. Prepositions govern their nouns there, and forms of 'be' what they join; the rules climb over both.
CLEAR_TO_UNIVERSAL = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "dative": "iobj", "relcl": "acl:relcl", "neg": "advmod", "prt": "compound:prt", "nn": "compound",
}  # fmt: skip


def adopt(doc: Doc) -> Doc:
    """Return a copy that has sentences and lemmas and Universal Dependencies' labels; `doc` is left as it is.

    What the pipeline did not set stays unset: without a tagger there are no tags, without a parser no tree. Sentences
    are then cut at full stops and line ends.
    """
    parsed = doc.has_annotation("DEP")
    columns = [TAG, POS, LEMMA, ENT_IOB, ENT_TYPE, *((HEAD, DEP) if parsed else (SENT_START,))]
    copy = ReadDoc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    if not len(doc):
        return copy
    rows = doc.to_array(columns)
    lemmas = rows[:, columns.index(LEMMA)]
    lemmas[:] = np.where(lemmas == 0, doc.to_array(LOWER), lemmas)
    if parsed:
        strings = doc.vocab.strings
        for clear, universal in CLEAR_TO_UNIVERSAL.items():
            labels = rows[:, columns.index(DEP)]
            labels[labels == strings[clear]] = strings.add(universal)
    copy.from_array(columns, cast("Any", rows))
    return copy if copy.has_annotation("SENT_START") else _with_sentences(copy)


def _with_sentences(doc: Doc) -> Doc:
    """Cut the sentences of a doc that has none."""
    Sentencizer()(doc)
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc

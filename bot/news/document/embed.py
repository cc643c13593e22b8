"""The networks' first layer: spaCy's features of a token beside what the word table knows of it.

This module must be imported before spaCy loads the pipeline, for spaCy finds the layer by its registered name.
"""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

from bot.news.document.wordtable import BRANCH, CLASSES, CLUSTER_AT, PARTS, PARTS_AT, entries

Columns = npt.NDArray[np.uint64]
Features = Model[list[Doc], list[Columns]]
LAYER = "dateline_word_features"


@registry.architectures("dateline.WordsEmbed.v1")  # type: ignore[untyped-decorator]
def words_embed(
    width: int, attrs: list[str], rows: list[int], widths: list[int], dropped: float
) -> Model[list[Doc], list[Floats2d]]:
    """Return spaCy's MultiHashEmbed with four more columns: a word's classes, parts of speech, cluster and its branch.

    `rows` and `widths` are those of each attribute's table, then of the four columns'. In training a part `dropped` of
    the words that have classes loses them, so that the model also learns names that no list knows.
    """
    columns: list[Any] = [
        HashEmbed(nO, nV, column=i, seed=7 + i, dropout=0.0)
        for i, (nV, nO) in enumerate(zip(rows, widths, strict=True))
    ]
    mix = Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True)
    return chain(
        word_features(attrs, dropped), list2ragged(), with_array(chain(concatenate(*columns), mix)), ragged2list()
    )


def word_features(attrs: list[str], dropped: float) -> Features:
    """Return a layer without weights: token attributes and the table's columns as whole numbers."""
    return Model(LAYER, _forward, attrs={"columns": attrs, "table": {}, "dropped": dropped})


def _forward(
    model: Features,
    docs: list[Doc],
    is_train: bool,  # noqa: FBT001 (thinc's signature)
) -> tuple[list[Columns], Callable[[list[Columns]], list[Doc]]]:
    table, attrs = model.attrs["table"], model.attrs["columns"]
    dropped = model.attrs["dropped"] if is_train else 0.0
    features = []
    for doc in docs:
        known = entries(table, [token.text for token in doc])
        if dropped:
            known = [entry & ~CLASSES if random.random() < dropped else entry for entry in known]  # noqa: S311 (no secret)
        plain = doc.to_array(attrs).reshape((len(doc), len(attrs)))
        features.append(np.concatenate([plain, _unpacked(known)], axis=1))
    return features, lambda _: []


def _unpacked(known: list[int]) -> Columns:
    packed = np.asarray(known, dtype="uint64")
    cluster = packed >> np.uint64(CLUSTER_AT)
    parts = (packed >> np.uint64(PARTS_AT)) & np.uint64(PARTS)
    return np.stack([packed & np.uint64(CLASSES), parts, cluster, cluster & np.uint64(BRANCH)], axis=1)

"""A word's classes in the gazetteer, as one more feature of the model that finds names.

The table travels inside the model's weights file (`bot/model/ner/model`); it is built by
`bot.training.gazetteer`, where its sources are named. This module must be imported before
spaCy loads the pipeline, for spaCy finds the layer by its registered name.
"""

import random
from collections.abc import Callable
from enum import IntFlag
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

Table = dict[str, int]
Columns = npt.NDArray[np.uint64]
Features = Model[list[Doc], list[Columns]]
LAYER = "dateline_word_features"
LONGEST_PHRASE = 5


class WordClass(IntFlag):
    """What a word can be; a word may be several ('Jordan': first name, last name, country)."""

    FIRST_NAME = 1
    LAST_NAME = 2
    PLACE = 4
    COUNTRY = 8
    DEMONYM = 16
    TITLE = 32
    ORGANISATION_WORD = 64
    ORGANISATION = 128
    FACILITY_WORD = 256
    LAND_WORD = 512
    EVENT_WORD = 1024
    # Not a class: a phrase of the table begins with this word.
    OPENS_PHRASE = 2048


def classes(table: Table, words: list[str]) -> list[int]:
    """Return the classes of each word, those of the longest phrase over it included."""
    found = [_entry(table, word) for word in words]
    after = 0
    for i, entry in enumerate(found):
        if i < after or not entry & WordClass.OPENS_PHRASE:
            continue
        for end in range(min(len(words), i + LONGEST_PHRASE), i + 1, -1):
            phrase = table.get(" ".join(words[i:end]))
            if phrase is not None:
                found[i:end] = [entry | phrase for entry in found[i:end]]
                after = end
                break
    return [entry & ~WordClass.OPENS_PHRASE for entry in found]


def _entry(table: Table, word: str) -> int:
    entry = table.get(word)
    if entry is None and len(word) > 3 and word.isupper():
        entry = table.get(word.title())
    return entry or 0


@registry.architectures("dateline.NamesEmbed.v1")  # type: ignore[untyped-decorator]
def names_embed(
    width: int, attrs: list[str], rows: list[int], class_rows: int, dropped: float
) -> Model[list[Doc], list[Floats2d]]:
    """Return spaCy's MultiHashEmbed with one more column, the gazetteer classes of each word.

    In training a part `dropped` of the words that have classes loses them, so that the
    model also learns names that no list knows.
    """
    columns: list[Any] = [
        HashEmbed(width, n, column=i, seed=7 + i, dropout=0.0) for i, n in enumerate([*rows, class_rows])
    ]
    mix = Maxout(width, width * len(columns), nP=3, dropout=0.0, normalize=True)
    return chain(
        word_features(attrs, dropped), list2ragged(), with_array(chain(concatenate(*columns), mix)), ragged2list()
    )


def word_features(attrs: list[str], dropped: float) -> Features:
    """Return a layer without weights: token attributes and gazetteer classes as whole numbers."""
    return Model(LAYER, _forward, attrs={"columns": attrs, "table": {}, "dropped": dropped})


def _forward(
    model: Features,
    docs: list[Doc],
    is_train: bool,  # noqa: FBT001 (thinc's signature)
) -> tuple[list[Columns], Callable[[list[Columns]], list[Doc]]]:
    table, columns = model.attrs["table"], model.attrs["columns"]
    dropped = model.attrs["dropped"] if is_train else 0.0
    features = []
    for doc in docs:
        found = classes(table, [token.text for token in doc])
        if dropped:
            found = [0 if entry and random.random() < dropped else entry for entry in found]  # noqa: S311 (no secret)
        plain = doc.to_array(columns).reshape((len(doc), len(columns)))
        column = np.asarray(found, dtype="uint64").reshape((len(doc), 1))
        features.append(np.concatenate([plain, column], axis=1))
    return features, lambda _: []

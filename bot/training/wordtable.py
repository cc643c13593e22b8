"""The word table that both networks read: the gazetteer's classes with the lexicon's parts of speech and clusters."""

from collections.abc import Iterable

from bot.news.document.wordtable import CLUSTER_AT, PARTS_AT, Table
from bot.training import gazetteer, lexicon
from bot.training.corpus import Document


def build(documents: Iterable[Document]) -> Table:
    """Return the table; `documents` only say which names are everyday words."""
    named = gazetteer.build(documents)
    clusters, parts = lexicon.clusters(), lexicon.parts()
    table: Table = {}
    for word in sorted({*named, *clusters, *parts}):
        entry = named.get(word, 0)
        if " " not in word:
            entry |= int(parts.get(word.lower(), 0)) << PARTS_AT
            entry |= clusters.get(word, clusters.get(word.lower(), 0)) << CLUSTER_AT
        table[word] = entry
    return table

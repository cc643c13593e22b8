"""Parts of speech and Brown clusters of words, from the tables of spacy-lookups-data.

The parts are those of WordNet 3.0 (`en_lemma_index`, with the endings and exceptions beside it); the clusters are 1,000
of Explosion's, made from web text (`en_lexeme_cluster`).
"""

import gzip
import json
from collections import defaultdict
from importlib import resources
from typing import Any

from bot.news.document.wordtable import Part

# Log probability in the package's own table of words: 75,000 words stand above it and have a cluster.
RAREST = -17.0
BASES = {"adj": Part.ADJECTIVE, "adv": Part.ADVERB, "noun": Part.NOUN, "verb": Part.VERB}


def clusters() -> dict[str, int]:
    """Return the cluster of each common word, as a path in the tree with its root in the lowest bit."""
    probability = _read("lexeme_prob")
    return {word: c for word, c in _read("lexeme_cluster").items() if c and probability[word] > RAREST}


def parts() -> dict[str, Part]:
    """Return the parts of speech of each form of one word that was seen in text, in lower case; endings worked out."""
    seen = _read("lexeme_prob")
    index, exceptions, rules = _read("lemma_index"), _read("lemma_exc"), _read("lemma_rules")
    found: dict[str, Part] = defaultdict(lambda: Part(0))
    for kind, base in BASES.items():
        lemmas = {lemma for lemma in index[kind] if lemma.isalpha()}
        for lemma in lemmas:
            found[lemma] |= base
        for form in exceptions[kind]:
            found[form] |= inflected(kind, form)
        for ending, lemma_ending in rules[kind]:
            for lemma in lemmas if ending else ():
                if lemma.endswith(lemma_ending):
                    form = lemma.removesuffix(lemma_ending) + ending
                    found[form] |= inflected(kind, form)
    return {form: known for form, known in found.items() if form in seen}


def inflected(kind: str, form: str) -> Part:
    """Return the part of speech of a form that is not its lemma."""
    if kind == "verb":
        return Part.VERB_ING if form.endswith("ing") else Part.VERB_S if form.endswith("s") else Part.VERB_PAST
    return {"adj": Part.COMPARED, "noun": Part.PLURAL}.get(kind, BASES[kind])


def _read(table: str) -> dict[str, Any]:
    data = resources.files("spacy_lookups_data").joinpath("data", f"en_{table}.json.gz").read_bytes()
    read: dict[str, Any] = json.loads(gzip.decompress(data))
    return read

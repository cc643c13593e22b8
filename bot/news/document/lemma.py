"""Lemmas that are no words, set right by the dictionary: 'resigned' is no form of 'resigne'."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from bot.news.document.embed import LAYER
from bot.news.document.phrase import tagged
from bot.news.document.wordtable import PARTS_AT, Part, Table

_ENDINGS = {
    "VBD": (Part.VERB, ("ied", "y"), ("ed", ""), ("ed", "e")),
    "VBN": (Part.VERB, ("ied", "y"), ("ed", ""), ("ed", "e")),
    "VBG": (Part.VERB, ("ing", ""), ("ing", "e"), ("ying", "ie")),
    "VBZ": (Part.VERB, ("ies", "y"), ("s", ""), ("es", "")),
    "NNS": (Part.NOUN, ("ies", "y"), ("s", ""), ("es", "")),
}
"""The part of speech that a tag's lemma has, and its endings with what stands in their place."""


def table_of(nlp: Language) -> Table:
    """Return the word table that the pipeline was trained with; an empty one where it has none."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if node.name == LAYER:
                table: Table = node.attrs["table"]
                return table
    return {}


def known_lemmas(doc: Doc, table: Table) -> Iterator[tuple[int, str]]:
    """Yield (token, lemma) where the guessed lemma is in no dictionary and the word without its ending is."""
    for i in tagged(doc, _ENDINGS) if table else ():
        token = doc[i]
        rule = _ENDINGS[token.tag_]
        if _is(table, token.lemma_.lower(), rule[0]):
            continue
        lemma = next((word for word in _without(token.lower_, rule[1:]) if _is(table, word, rule[0])), None)
        if lemma is not None:
            yield token.i, lemma


def _is(table: Table, word: str, part: Part) -> bool:
    return bool(table.get(word, 0) >> PARTS_AT & part)


def _without(form: str, endings: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield the form without each ending that it has, a doubled consonant single ('stopped')."""
    for ending, instead in endings:
        if not form.endswith(ending):
            continue
        stem = form.removesuffix(ending)
        yield stem + instead
        if not instead and len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]

"""spaCy's documents and examples from paragraphs of the corpora."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from bot.training.corpus import MISSING, Sentence, Syntax

Paragraph = Sequence[Sentence]
Columns = dict[str, list[Any]]


def example(nlp: Language, paragraphs: Sequence[Paragraph], newlines: str = "\n") -> Example:
    """Return what the pipeline would see (raw text, its own tokens) beside the annotated reference."""
    reference = reference_doc(nlp.vocab, paragraphs, newlines)
    return Example(nlp.make_doc(reference.text), reference)


def reference_doc(vocab: Vocab, paragraphs: Sequence[Paragraph], newlines: str = "\n") -> Doc:
    """Return the annotated Doc; between two paragraphs stands a token of newlines (or a space), part of the first."""
    columns: Columns = {name: [] for name in ("words", "spaces", "names")}
    syntax: Columns = {name: [] for name in Syntax.__slots__}
    last = len(paragraphs) - 1
    for p, paragraph in enumerate(paragraphs):
        for s, sentence in enumerate(paragraph):
            ends_paragraph = p < last and s == len(paragraph) - 1
            _add_sentence(columns, syntax, sentence, newlines if ends_paragraph else "")
    parsed = all(sentence.syntax for paragraph in paragraphs for sentence in paragraph)
    named = any(sentence.names is not None for paragraph in paragraphs for sentence in paragraph)
    return Doc(
        vocab,
        words=columns["words"],
        spaces=columns["spaces"],
        ents=columns["names"] if named else None,
        **cast("Any", syntax if parsed else {}),
    )


def _add_sentence(columns: Columns, syntax: Columns, sentence: Sentence, newlines: str) -> None:
    first = len(columns["words"])
    columns["words"] += sentence.words
    columns["spaces"] += sentence.spaces
    columns["names"] += _trainable(sentence)
    if sentence.syntax:
        _add_syntax(syntax, sentence.syntax, first)
    if newlines == " ":
        columns["spaces"][-1] = True
    elif newlines:
        columns["spaces"][-1] = False
        columns["words"].append(newlines)
        columns["spaces"].append(False)
        columns["names"].append(None if sentence.names is None else "O")
        for name, value in (("tags", "_SP"), ("pos", "SPACE"), ("morphs", ""), ("lemmas", newlines), ("deps", "dep")):
            syntax[name].append(value)
        syntax["heads"].append(len(columns["words"]) - 2)


def _add_syntax(syntax: Columns, parse: Syntax, first: int) -> None:
    syntax["tags"] += parse.tags
    syntax["pos"] += parse.pos
    syntax["morphs"] += parse.morphs
    syntax["lemmas"] += parse.lemmas
    syntax["heads"] += [first + (i if head == -1 else head) for i, head in enumerate(parse.heads)]
    # spaCy knows a sentence's root by this label alone.
    syntax["deps"] += ["ROOT" if dep == "root" else dep for dep in parse.deps]


def _trainable(sentence: Sentence) -> Iterable[str | None]:
    if sentence.names is None:
        return [None] * len(sentence.words)
    return [None if label == MISSING else label for label in sentence.names]

"""Documents of the language corpora, as they stand in their files."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

OUTSIDE = "O"
# What a set does not tell apart (is this 'location' a GPE or a LOC?) is no evidence either way.
MISSING = "-"
# re3d labels these where they stand for a body or a person.
PRONOUNS = frozenset(("I", "We", "He", "She", "It", "They", "Our", "Us", "You"))
# Too rare to be learnt apart; as one class they still keep ORG and PERSON off titles and products.
RARE = {"PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC"}

# The corpus that the package itself holds, in `written/`: news made up for this purpose, each name as `[name|LABEL]`.
WRITTEN = "written"
_MARKED = re.compile(r"\[([^|\]]+)\|([A-Z_]+)\]")


@dataclass(frozen=True, slots=True)
class Syntax:
    """Universal Dependencies annotation of one sentence; heads are indices in it, -1 the root."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with their spaces; `names` are IOB labels to learn from, `gold` those to be judged by."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    opens_paragraph: bool
    names: tuple[str, ...] | None = None
    gold: tuple[str, ...] | None = None
    syntax: Syntax | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a corpus."""

    id: str
    source: str
    sentences: tuple[Sentence, ...]

    def paragraphs(self) -> list[tuple[Sentence, ...]]:
        """Return the sentences grouped as the text's lines group them."""
        grouped: list[list[Sentence]] = []
        for sentence in self.sentences:
            if sentence.opens_paragraph or not grouped:
                grouped.append([])
            grouped[-1].append(sentence)
        return [tuple(group) for group in grouped]


def read_documents(path: Path) -> list[Document]:
    """Return the documents of one `.jsonl.gz` file, in either of the two shapes that the corpora have."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    tokenize = spacy.blank("en").tokenizer
    return [_labelled_text(row, tokenize) if "text" in row else _labelled_words(row) for row in rows]


def read_written() -> list[Document]:
    """Return the articles that were written for the training of names."""
    files = resources.files("bot.training").joinpath(WRITTEN).iterdir()
    named = {file.name: file.read_text("utf-8") for file in files if file.name.endswith(".txt")}
    tokenize = spacy.blank("en").tokenizer
    return [
        _labelled_text({"id": f"{name}:{i}", "src": WRITTEN} | unmarked(article), tokenize)
        for name in sorted(named)
        for i, article in enumerate(named[name].split("\n###\n"), start=1)
    ]


def unmarked(marked: str) -> dict[str, Any]:
    """Return the text without its marks, and the names as [start, end, label]."""
    text, entities, after = "", [], 0
    for mark in _MARKED.finditer(marked):
        text += marked[after : mark.start()]
        entities.append([len(text), len(text) + len(mark[1]), mark[2]])
        text += mark[1]
        after = mark.end()
    return {"text": text + marked[after:], "entities": entities}


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word after the last, label) of each name in IOB labels."""
    start = 0
    for i, label in enumerate([*labels, OUTSIDE]):
        if i and labels[i - 1][:2] in ("B-", "I-") and label != f"I-{labels[i - 1][2:]}":
            yield start, i, labels[i - 1][2:]
        if label.startswith("B-") or (label.startswith("I-") and (i == 0 or labels[i - 1][2:] != label[2:])):
            start = i


def learnable(words: Sequence[str], labels: Sequence[str], pos: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the labels without pronouns as names and without what is no evidence.

    That is a name without a capital (tweets), and a proper noun that has no label: GUM leaves out a fifth of its names.
    """
    kept = list(labels)
    for i, word_class in enumerate(pos):
        if word_class == "PROPN" and kept[i] == OUTSIDE:
            kept[i] = MISSING
    for start, end, _ in spans(labels):
        if end - start == 1 and words[start] in PRONOUNS:
            kept[start] = OUTSIDE
        elif not any(letter.isupper() for word in words[start:end] for letter in word):
            kept[start:end] = [MISSING] * (end - start)
    return tuple(kept)


def _labelled_words(row: dict[str, Any]) -> Document:
    return Document(row["id"], row["src"], tuple(_sentence(sent) for sent in row["sents"]))


def _sentence(sent: dict[str, Any]) -> Sentence:
    return Sentence(
        words=tuple(sent["words"]),
        spaces=tuple(sent["spaces"]),
        opens_paragraph=bool(sent.get("par")),
        names=learnable(sent["words"], sent["ents"], sent.get("pos", ())) if sent.get("ents") else None,
        gold=_optional(sent.get("gold_ents")),
        syntax=_syntax(sent) if sent.get("heads") else None,
    )


def _optional(labels: list[str] | None) -> tuple[str, ...] | None:
    return None if labels is None else tuple(labels)


def _syntax(sent: dict[str, Any]) -> Syntax:
    return Syntax(
        tags=tuple(sent["tags"]),
        pos=tuple(sent["pos"]),
        morphs=tuple("" if morph == "_" else morph for morph in sent["morphs"]),
        lemmas=tuple(sent["lemmas"]),
        heads=tuple(sent["heads"]),
        deps=tuple(sent["deps"]),
    )


def _labelled_text(row: dict[str, Any], tokenize: Tokenizer) -> Document:
    """Return a document given as text and entity offsets; each line is taken as one sentence."""
    sentences = []
    offset = 0
    for line in row["text"].split("\n"):
        inside = [(s - offset, e - offset, n) for s, e, n in row["entities"] if offset <= s < offset + len(line)]
        offset += len(line) + 1
        if line.strip():
            doc = tokenize(line)
            labels = _iob(doc, [(s, e, RARE.get(n, n)) for s, e, n in inside])
            words = tuple(token.text for token in doc)
            sentences.append(Sentence(words, tuple(bool(t.whitespace_) for t in doc), True, labels, labels))
    return Document(row["id"], row["src"], tuple(sentences))


def _iob(doc: Doc, entities: list[tuple[int, int, str]]) -> tuple[str, ...]:
    labels = [OUTSIDE] * len(doc)
    for start, end, name in entities:
        exact = doc.char_span(start, end)
        span = exact or doc.char_span(start, end, alignment_mode="expand")
        for place, token in enumerate(span or ()):
            # A name that is a part of a token cannot be learnt as that token.
            labels[token.i] = MISSING if exact is None else f"{'I' if place else 'B'}-{name}"
    return tuple(labels)

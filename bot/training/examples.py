"""The examples that spaCy's training loop asks for: altered in training, plain for development."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Literal

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from bot.training.augment import Names, fits_headline, headline, other_quotes, shouted, swap_names, with_dateline
from bot.training.corpus import WRITTEN, Document, Sentence, read_documents, read_written
from bot.training.reference import example
from bot.training.swaps import read_swaps

Kind = Literal["syntax", "names"]
# Of news_names, each ninth document is never trained on: ten articles, 5,000 words.
HELD_OUT = {"news_names": 9}
HEADLINES = 0.07
OTHER_QUOTES = 0.15
DATELINES = 0.04
SHOUTED = 0.15
JOINED = 0.25
SWAPPED = 0.35
NEWLINES = ("\n", "\n\n", "\n\n", " ")
# A paragraph longer than this is cut between sentences: the batches stay even.
LONGEST = 12


@registry.readers("dateline.training.v1")  # type: ignore[untyped-decorator]
def training_examples(
    corpora: str, files: Mapping[str, float], kind: Kind, words: str | None, seed: int
) -> Callable[[Language], Iterator[Example]]:
    """Return a reader that yields one altered pass over `files` at each call; a file's number is how often."""
    random = Random(seed)  # noqa: S311 (no secret)
    sets = {name: trained_on(corpora, name) for name in files}
    names = read_swaps([doc for docs in sets.values() for doc in docs], Path(words)) if words else None

    def read(nlp: Language) -> Iterator[Example]:
        passes = [_passes(sets[name], times, random) for name, times in files.items()]
        chosen = [paragraph for paragraphs in passes for paragraph in paragraphs if usable(paragraph, kind)]
        random.shuffle(chosen)
        for group in _joined(chosen, random):
            yield example(nlp, [altered(p, names, random) for p in group], random.choice(NEWLINES))

    return read


@registry.readers("dateline.development.v1")  # type: ignore[untyped-decorator]
def development_examples(corpora: str, files: Sequence[str], kind: Kind) -> Callable[[Language], Iterator[Example]]:
    """Return a reader that yields each paragraph as it is; of held out sets only the documents held out."""
    docs = [doc for name in files for doc in (held_out(corpora, name) if name in HELD_OUT else _all(corpora, name))]

    def read(nlp: Language) -> Iterator[Example]:
        for doc in docs:
            for paragraph in doc.paragraphs():
                if usable(paragraph, kind):
                    yield example(nlp, [paragraph])

    return read


def trained_on(corpora: str, name: str) -> list[Document]:
    """Return the documents of a set that may be trained on."""
    docs = _all(corpora, name)
    return [doc for i, doc in enumerate(docs) if name not in HELD_OUT or i % HELD_OUT[name]]


def held_out(corpora: str, name: str) -> list[Document]:
    """Return the documents of a set that are kept from training."""
    return [doc for i, doc in enumerate(_all(corpora, name)) if not i % HELD_OUT[name]]


def usable(paragraph: Sequence[Sentence], kind: Kind) -> bool:
    """Return whether the paragraph carries what is to be learnt; a set without names says nothing of names."""
    if kind == "syntax":
        return all(sentence.syntax for sentence in paragraph)
    return any(sentence.names is not None for sentence in paragraph)


def altered(paragraph: Sequence[Sentence], names: Names | None, random: Random) -> Sequence[Sentence]:
    """Return the paragraph with the recipe's alterations, or a headline made of its first sentence."""
    if random.random() < HEADLINES and fits_headline(paragraph[0]):
        paragraph = [headline(paragraph[0])]
        if names and random.random() < SHOUTED:
            paragraph = [shouted(paragraph[0])]
    elif names and random.random() < DATELINES:
        paragraph = [with_dateline(paragraph[0], names, random), *paragraph[1:]]
    if random.random() < OTHER_QUOTES:
        paragraph = [other_quotes(sentence) for sentence in paragraph]
    if names:
        paragraph = [swap_names(s, names, random) if random.random() < SWAPPED else s for s in paragraph]
    return paragraph


def _passes(docs: Sequence[Document], times: float, random: Random) -> Iterator[Sequence[Sentence]]:
    for doc in docs:
        for _ in range(int(times) + (random.random() < times % 1)):
            for paragraph in doc.paragraphs():
                for start in range(0, len(paragraph), LONGEST):
                    yield paragraph[start : start + LONGEST]


def _joined(paragraphs: Sequence[Sequence[Sentence]], random: Random) -> Iterator[list[Sequence[Sentence]]]:
    group: list[Sequence[Sentence]] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if random.random() > JOINED:
            yield group
            group = []
    if group:
        yield group


def _all(corpora: str, name: str) -> list[Document]:
    return read_written() if name == WRITTEN else read_documents(Path(corpora) / f"{name}.jsonl.gz")

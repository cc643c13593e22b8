"""Scores of a pipeline on a test set, from raw text: tags, trees, sentences, names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from bot.news.document.analyse import find_sentences
from bot.news.document.pipeline import parse
from bot.training.corpus import Document, read_documents, spans
from bot.training.examples import HELD_OUT, held_out

SETS = ("gumnews_test", "pud_news", "gum_news_train", "gum_test", "ewt_test", "news_names", "wikigold_test")
# The sets' own names of types; what is not here (titles, products, 'misc') is judged in no set.
TYPES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
# Sets labelled in the types that the pipeline speaks itself: each is then judged alone too.
SAME_TYPES = ("gumnews_test", "gum_news_train", "gum_test", "news_names")
# Sets that call peoples 'misc', or leave them out, cannot judge them.
WITHOUT_NORP = ("pud_news", "ewt_test", "wikigold_test")
Scores = dict[str, float]


@dataclass(slots=True)
class Count:
    """What was found, what stands in the gold, and what of it agrees."""

    found: int = 0
    gold: int = 0
    right: int = 0

    def f(self) -> float:
        """Return F1 in per cent, to two digits."""
        total = self.found + self.gold
        return round(200 * self.right / total, 2) if total else 0.0


@dataclass(slots=True)
class Gold:
    """A document's raw text with its annotation by character offsets."""

    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[tuple[int, int] | None] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    sentences: set[tuple[int, int]] = field(default_factory=set)
    names: set[tuple[int, int, str]] = field(default_factory=set)
    # Characters of the sentences that were read for names.
    named: list[tuple[int, int]] = field(default_factory=list)


def evaluate(nlp: Language, corpora: Path, name: str) -> Scores:
    """Return the scores of `nlp` on one set, each an F1 in per cent over what the set annotates."""
    file = corpora / f"{name}.jsonl.gz"
    docs = held_out(str(corpora), name) if name in HELD_OUT else read_documents(file)
    counts: dict[str, Count] = {}
    for doc in docs:
        gold = gold_of(doc)
        guess = parse(nlp, gold.text)
        counted = [*_syntax(gold, guess), *_names(gold, guess, judged_types(name))]
        counted += _each_type(gold, guess) if name in SAME_TYPES else []
        for measure, count in counted:
            total = counts.setdefault(measure, Count())
            total.found += count.found
            total.gold += count.gold
            total.right += count.right
    return {measure: count.f() for measure, count in counts.items()}


def judged_types(name: str) -> frozenset[str]:
    """Return the types that the set can judge."""
    return frozenset(TYPES.values()) - ({"NORP"} if name in WITHOUT_NORP else set())


def gold_of(document: Document) -> Gold:
    """Return the text, a paragraph a line, with what is known of it."""
    gold = Gold()
    for paragraph in document.paragraphs():
        gold.text = gold.text.rstrip() + "\n" if gold.text else ""
        for sentence in paragraph:
            places = []
            for word, space in zip(sentence.words, sentence.spaces, strict=True):
                places.append((len(gold.text), len(gold.text) + len(word)))
                gold.text += word + " " * space
            if sentence.syntax:
                gold.tokens += places
                gold.tags += sentence.syntax.tags
                gold.lemmas += sentence.syntax.lemmas
                gold.heads += [None if head == -1 else places[head] for head in sentence.syntax.heads]
                gold.deps += sentence.syntax.deps
                gold.sentences.add((places[0][0], places[-1][1]))
            if sentence.gold is not None:
                gold.named.append((places[0][0], places[-1][1]))
                gold.names |= {(places[a][0], places[b - 1][1], label) for a, b, label in spans(sentence.gold)}
    return gold


def _syntax(gold: Gold, doc: Doc) -> Iterator[tuple[str, Count]]:
    """Yield tags, lemmas, trees and sentences; a token must stand as in the gold, and so must its head.

    UAS and LAS leave punctuation out, as spaCy's own scores do.
    """
    if not gold.tokens:
        return
    at = {(token.idx, token.idx + len(token)): token for token in doc if not token.is_space}
    right: Counter[str] = Counter()
    for place, tag, lemma, head, dep in zip(gold.tokens, gold.tags, gold.lemmas, gold.heads, gold.deps, strict=True):
        token = at.get(place)
        if token is None:
            continue
        right["TAG"] += token.tag_ == tag
        right["LEMMA"] += token.lemma_ == lemma
        if dep != "punct":
            right["UAS"] += _head(token) == head
            right["LAS"] += _head(token) == head and token.dep_.replace("ROOT", "root") == dep
    for measure in ("TAG", "LEMMA"):
        yield measure, Count(len(at), len(gold.tokens), right[measure])
    counted = sum(token.dep_ != "punct" for token in at.values()), sum(dep != "punct" for dep in gold.deps)
    for measure in ("UAS", "LAS"):
        yield measure, Count(*counted, right[measure])
    found = {(sentence.start, sentence.end) for sentence in find_sentences(doc)}
    yield "SENT", Count(len(found), len(gold.sentences), len(found & gold.sentences))


def _head(token: Token) -> tuple[int, int] | None:
    """Return where the token's head stands, None for a root."""
    head = token.head
    return None if head.i == token.i else (head.idx, head.idx + len(head))


def _names(gold: Gold, doc: Doc, types: frozenset[str]) -> Iterator[tuple[str, Count]]:
    if not gold.named:
        return
    wanted = _judged(gold.names, types)
    spoken = ((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
    found = _judged((ent for ent in spoken if _inside(ent, gold.named)), types)
    for kind in sorted(types):
        here = {name for name in found if name[2] == kind}
        there = {name for name in wanted if name[2] == kind}
        count = Count(len(here), len(there), len(here & there))
        yield kind, count
        if kind != "NORP":
            yield "NER", count


def _each_type(gold: Gold, doc: Doc) -> Iterator[tuple[str, Count]]:
    """Yield the types that the sets tell apart as the pipeline does ('GPE alone': not FAC or LOC in its place)."""
    spoken = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
    for kind in ("GPE", "LOC", "FAC", "EVENT"):
        here = {name for name in spoken if name[2] == kind and _inside(name, gold.named)}
        there = {name for name in gold.names if name[2] == kind}
        yield f"{kind} alone", Count(len(here), len(there), len(here & there))


def _judged(names: Iterable[tuple[int, int, str]], types: frozenset[str]) -> set[tuple[int, int, str]]:
    known = {(start, end, TYPES.get(label.upper(), "")) for start, end, label in names}
    return {name for name in known if name[2] in types}


def _inside(ent: tuple[int, int, str], read: Sequence[tuple[int, int]]) -> bool:
    return any(start <= ent[0] and ent[1] <= end for start, end in read)

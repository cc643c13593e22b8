"""How much one core reads in a CPU second: the whole report, and by stages what is told of time."""

import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import spacy

from bot.errors import Missing
from bot.news.article import Source
from bot.news.document import Document
from bot.news.document.analyse import analyse
from bot.news.document.foreign import adopt
from bot.news.document.pipeline import load_pipeline, parse
from bot.news.report.read import read_article
from bot.news.timex import Resolution
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

TODAY = date(2024, 11, 30)
PUBLISHED = date(2024, 11, 29)
Thing = TypeVar("Thing")
ABOUT = 300
"""Words of a document: what a news agency's report has, and what other taggers were measured on."""


def measure_core(pipeline: str | None, texts: Sequence[str], long: str, seconds: float) -> None:
    """Prints the speeds on one core; the tokenizer's beside them tells how fast this machine is today."""
    start = time.process_time()
    nlp = load_pipeline(pipeline)
    tell("the pipeline loads in", f"{time.process_time() - start:.1f} CPU seconds")
    blank = spacy.blank("en")

    def report(text: str) -> None:
        read_article(
            Source(input="bench", form="plain", text=text, published=PUBLISHED.isoformat()), today=TODAY, nlp=nlp
        )

    words = count_words(texts)
    tell("spaCy's tokenizer alone", speed(blank, texts, words, seconds))
    tell("spaCy's analysis", speed(lambda text: parse(nlp, text), texts, words, seconds))
    tell("the whole report", speed(report, texts, words, seconds))
    start = time.process_time()
    report(long)
    tell("the whole report of the long one", f"{time.process_time() - start:.1f} CPU seconds")


def measure_times(folder: Path, *, pipeline: str | None, seconds: float = 3.0) -> None:
    """Prints what spaCy takes and what our time stage does, on the folder's articles cut to about 300 words.

    The time stage is what a tagger of times does: an analysed document in, values and days out. What spaCy does, and
    the clauses and events that the facts need too, stand apart from it. Raises Missing where there are no articles.
    """
    texts = [_cut(file.read_text(encoding="utf-8")) for file in list_articles(folder)]
    words = count_words(texts)
    show_machine()
    print(f"{len(texts)} articles of '{folder}', the first {words / len(texts):.0f} words of each\n")
    nlp, blank, grammar = load_pipeline(pipeline), spacy.blank("en"), load_grammar()

    def times(document: Document) -> tuple[Resolution, ...]:
        return read_times(document, dct=PUBLISHED, grammar=grammar)

    docs = [parse(nlp, text) for text in texts]
    known, bare = [analyse(doc) for doc in docs], [analyse(adopt(blank(text))) for text in texts]
    tell("spaCy's tokenizer alone", speed(blank, texts, words, seconds))
    tell("spaCy's analysis", speed(lambda text: parse(nlp, text), texts, words, seconds))
    tell("clauses and events", speed(analyse, docs, words, seconds))
    tell("the time stage", speed(times, known, words, seconds))
    tell("the time stage on bare tokens", speed(times, bare, words, seconds))
    tell("time expressions", f"{sum(len(times(document)) for document in known) / len(texts):.1f} in a document")


def speed(work: Callable[[Thing], object], things: Sequence[Thing], words: int, seconds: float) -> str:
    """Documents and words in a CPU second of this process, after one round that is not counted."""
    for thing in things:
        work(thing)
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for thing in things:
            work(thing)
        rounds += 1
    return f"{rounds * len(things) / spent:.1f} documents, {rounds * words / spent:,.0f} words per CPU second"


def list_articles(folder: Path) -> list[Path]:
    """The .txt files of a folder; raises Missing where there are none."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise Missing(f"There is no .txt file in '{folder}'; name a folder of articles.")
    return files


def count_words(texts: Iterable[str]) -> int:
    """The words between white space, as an editor's word count has them."""
    return sum(len(text.split()) for text in texts)


def show_machine() -> None:
    """Prints what the figures were measured on."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")


def tell(name: str, figure: str) -> None:
    """Prints one figure."""
    print(f"{name:<40}{figure}", flush=True)


def _cut(text: str) -> str:
    """The paragraphs up to the one that holds the 300th word."""
    return "".join(_first_lines(text))


def _first_lines(text: str) -> Iterator[str]:
    counted = 0
    for line in text.splitlines(keepends=True):
        if counted >= ABOUT:
            return
        counted += len(line.split())
        yield line

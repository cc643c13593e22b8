"""Scores the key sentences of reports against the five facts that a reader kept of each article.

python -m tests.gold.five REPORTS.jsonl

`five.jsonl` holds, for each article of the reference news, the five facts that a short card should tell, labelled by
reading the articles without sight of a report: for each fact the sentences that tell it, as offsets into the text.
A fact told twice counts once, so that a paraphrase of what stands there already is a miss.
"""

# ruff: noqa: T201 - a command line prints

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.news.article import Span
from bot.news.report import Report, from_json

LABELS = Path(__file__).with_name("five.jsonl")
WORDS = 6
"""Of a sentence that counts for the lede order: no subheading, no date line."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the five facts some sentences tell, and how many sentences that took."""

    told: int
    facts: int
    shown: int


def load_labels() -> dict[str, list[list[Span]]]:
    """The facts by article: of each the spans of the sentences that tell it."""
    lines = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    return {line["id"]: [[(first, last) for first, last in fact] for fact in line["facts"]] for line in lines}


def score_sentences(report: Report, numbers: Iterable[int], facts: Sequence[Sequence[Span]]) -> Kept:
    """A sentence tells a fact where it and a labelled sentence share more than half of the longer one."""
    spans = [report.sentences[number] for number in dict.fromkeys(numbers)]
    told = sum(any(_is_same(span, one) for span in spans for one in fact) for fact in facts)
    return Kept(told, len(facts), len(spans))


def lede_order(report: Report) -> list[int]:
    """The first five sentences behind the headline, what a reader gets without any choice."""
    title = " ".join((report.article.title or "").split())
    texts = [" ".join(report.sentence(number).split()) for number in range(len(report.sentences))]
    whole = (n for n, text in enumerate(texts) if text != title and len(text.split()) >= WORDS)
    return list(whole)[:5]


def _is_same(one: Span, two: Span) -> bool:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return 2 * shared > max(one[1] - one[0], two[1] - two[0])


def read_reports(path: Path) -> list[Report]:
    """The reports of labelled articles, one a line, as `read --json` prints them."""
    labels = load_labels()
    with path.open(encoding="utf-8") as file:
        return [report for line in file if (report := from_json(json.loads(line))).input in labels]


def add_up(kept: Iterable[Kept]) -> tuple[float, float]:
    """Precision and recall over several articles."""
    told, facts, shown = zip(*((one.told, one.facts, one.shown) for one in kept), strict=True)
    return sum(told) / max(1, sum(shown)), sum(told) / max(1, sum(facts))


def main() -> int:
    """0 when some labelled report was there."""
    labels = load_labels()
    reports = read_reports(Path(sys.argv[1]))
    order = {name: place for place, name in enumerate(labels)}
    for half, name in ((None, "all"), (0, "even"), (1, "odd")):
        some = [report for report in reports if half is None or order[report.input] % 2 == half]
        key = [score_sentences(report, report.key_sentences, labels[report.input]) for report in some]
        lede = [score_sentences(report, lede_order(report), labels[report.input]) for report in some]
        (precision, recall), (of_lede, _) = add_up(key), add_up(lede)
        print(f"{name:5} key sentences: P {precision:.3f} R {recall:.3f}   lede order: {of_lede:.3f}")
    return 0 if reports else 1


if __name__ == "__main__":
    sys.exit(main())

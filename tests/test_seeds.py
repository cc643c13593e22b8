"""Every seed article is read as an editor expects it: its twin NAME.expected.json says how, item by item.

A twin holds readings; each has the date that a person gives (`published`, or null) and a list of expectations. An item
that begins with `see` must be found in the report, one with `never` must not. Its other keys are compared with those of
the report's things of that kind; keys that are left out do not matter. `sentence` and `holds` are words that the
sentence, or the claim, must contain; a `source` and a `noun` may lack their article, and a source may be a list,
with and without its title; `accept` lists answers of which the report's first must share half the words.

`"known_gap": true` marks what the program does not reach yet: such an item must fail, and as soon as it holds the mark
must go (`python -m tests.close_gaps` takes off the marks of those). Expectations are never bent to the output.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from bot.news.article.decode import source_of
from bot.news.document.pipeline import load_pipeline
from bot.news.report import to_json
from bot.news.report.read import read_article
from bot.settings import load_settings
from bot.terminal.inputs import Options, list_inputs, open_input

SEEDS = Path(__file__).parents[1] / "seeds"
TODAY = date(2026, 11, 22)
"""The day on which the seeds are read: later than any of them, so that a guess from today would show."""

Item = dict[str, Any]
Report = dict[str, Any]


def expected() -> Iterator[Any]:
    """One parameter an item of every twin."""
    for path in sorted(SEEDS.glob("*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        for reading in json.loads(path.read_text(encoding="utf-8"))["readings"]:
            for number, item in enumerate(reading["expect"]):
                marks = [pytest.mark.xfail(strict=True, reason="known gap")] if item.get("known_gap") else []
                label = "-".join(
                    str(part) for part in (name, reading["published"] or "undated", number, *list(item.values())[:2])
                )
                yield pytest.param(name, reading["published"], item, marks=marks, id=label)


@cache
def pipeline() -> Language:
    return load_pipeline(load_settings().pipeline)


@cache
def report_of(name: str, published: str | None) -> Report:
    (asked,) = list_inputs([str(SEEDS / f"{name}.txt")])
    return to_json(read_article(open_input(asked, Options(published=published)), today=TODAY, nlp=pipeline()))


@pytest.mark.parametrize(("name", "published", "item"), list(expected()))
def test_a_seed_is_read_as_its_twin_says(name: str, published: str | None, item: Item) -> None:
    """What must be seen is in the report, what must never be said is not."""
    assert holds(report_of(name, published), item)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_seed_has_a_twin_that_can_be_judged(path: Path) -> None:
    """No article without its twin; each snippet of a twin stands in its article."""
    twin = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    text = flat(source_of(path.name, path.read_bytes()).text)
    items = [item for reading in twin["readings"] for item in reading["expect"]]
    assert items
    assert [item for item in items for key in ("sentence", "holds") if item.get(key, "") not in text] == []
    assert all(item.get("see", item.get("never")) in THINGS for item in items)


def holds(report: Report, item: Item) -> bool:
    """Whether the report has a thing as the item wants it, or none as it forbids it."""
    kind = item.get("see") or item["never"]
    wanted = {key: value for key, value in item.items() if key not in {"see", "never", "known_gap"}}
    found = [thing for thing in THINGS[kind](report) if all(same(thing, key, value) for key, value in wanted.items())]
    return bool(found) == ("see" in item)


def answers(report: Report) -> list[Item]:
    """The first answer to each question."""
    return [{"question": name, **found[0]} for name, found in report["answers"].items() if found]


def quoted(report: Report, thing: Item) -> str:
    start, end = report["sentences"][thing["sentence"]]
    return flat(report["article"]["text"][start:end])


def claims(report: Report) -> list[Item]:
    text = report["article"]["text"]
    return [claim | {"holds": flat(text[claim["start"] : claim["end"]])} for claim in report["claims"]]


THINGS = {
    "title": lambda report: [{"text": report["article"]["title"]}],
    "published": lambda report: [
        {"day": (report["article"]["published"] or "")[:10] or None, "from": report["article"]["published_from"]}
    ],
    "entry": lambda report: [entry | {"sentence": quoted(report, entry)} for entry in report["timeline"]],
    "open": lambda report: [event | {"sentence": quoted(report, event)} for event in report["open"]],
    "figure": lambda report: report["figures"],
    "claim": claims,
    "answer": answers,
    "doubt": lambda report: report["doubts"],
}


def same(thing: Item, key: str, wanted: Any) -> bool:
    """Whether the thing has what is wanted under this key."""
    if key == "accept":
        said = (thing.get("date") or "") if thing["question"] == "when" else thing["text"]
        return any(overlap(said, answer) >= 0.5 for answer in wanted)
    if key in {"sentence", "holds"}:
        return wanted in thing[key]
    if key in {"source", "noun", "what"}:
        return bare(thing.get(key)) in [bare(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
    return bool(thing.get(key) == wanted)


def bare(text: str | None) -> str:
    """Without its article, quotes alike."""
    return re.sub(r"^(?:the|a|an)\s+", "", flat(text or "").replace("’", "'").casefold())


def overlap(one: str, two: str) -> float:
    """F1 of the words of both, as the scorers of the gold have it."""
    first, rest = re.findall(r"\w+", one.lower()), re.findall(r"\w+", two.lower())
    total = len(first) + len(rest)
    hits = 0
    for word in first:
        if word in rest:
            rest.remove(word)
            hits += 1
    return 2 * hits / total if total else 0.0


def flat(text: str) -> str:
    return " ".join(text.split())

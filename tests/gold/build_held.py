"""The labels of held/ and the corpora's texts -> a folder in the form of `gold/news`, which the scorer takes."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("held") / "labels.jsonl"
FACTS = LABELS.with_name("facts.jsonl")
EDITORS = ("1", "2")
PLACED = ("who", "what", "where", "why")
"""The answers: offsets, which the scorer takes as they are."""


def write_held(corpora: Path, folder: Path) -> Path:
    """The folder, filled; raises ValueError where an article's text is not the one that was labelled."""
    texts = dict(_read_texts(corpora))
    (folder / "text").mkdir(parents=True)
    for editor in EDITORS:
        (folder / f"editor-{editor}").mkdir()
    facts = {row["id"]: row for row in map(json.loads, FACTS.read_text(encoding="utf-8").splitlines())}
    docs = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        name, published, text = labels["id"], labels["published"], texts[labels["source"]]
        if hashlib.sha256(text.encode()).hexdigest() != labels["sha256"]:
            raise ValueError(f"'{labels['source']}' has another text than the one that was labelled.")
        docs.append(json.dumps({"id": name, "text": text, "published": published}, ensure_ascii=False))
        (folder / "text" / f"{name}.txt").write_text(f"PUBLISHED: {published}\n\n{text}", encoding="utf-8")
        for editor in EDITORS:
            gold = json.dumps(_timeline(labels, editor) | _facts(facts[name], text, editor), ensure_ascii=False)
            (folder / f"editor-{editor}" / f"{name}.json").write_text(gold, encoding="utf-8")
    (folder / "docs.jsonl").write_text("\n".join(docs), encoding="utf-8")
    return folder


def _timeline(labels: Mapping[str, Any], editor: str) -> dict[str, Any]:
    """One editor's entries, and whether the article contradicts itself."""
    timeline = [entry | {"event": ""} for entry in labels["timeline"] if editor in entry["editors"]]
    return {"timeline": timeline, "inconsistencies": ["it contradicts itself"] if labels["torn"] else []}


def _facts(facts: Mapping[str, Any], text: str, editor: str) -> dict[str, Any]:
    """One editor's answers, figures and claims; the scorer wants nouns and sources as words, not as offsets."""
    figures, claims = ([row for row in facts[kind] if editor in row["editors"]] for kind in ("figures", "claims"))
    days = facts["when"]
    return {
        "when": days[EDITORS.index(editor) % len(days)],
        "figures": [row | {key: _words(row[key], text) for key in ("noun", "what")} for row in figures],
        "claims": [row | {"source": _words(row["source"], text)} for row in claims],
    } | {kind: facts[kind] for kind in PLACED}


def _words(place: list[int] | str, text: str) -> str:
    """The text's words at the offsets, or the word that stands in the label itself ('percent' for '%')."""
    return place if isinstance(place, str) else text[place[0] : place[1]]


def _read_texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """('corpus/article', its text) of the two corpora that the labels are of."""
    with gzip.open(corpora / "language" / "news_names.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield f"news_names/{row['id']}", row["text"]
    with (corpora / "time" / "meantime-apple" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield f"meantime-apple/{row['doc']}", row["text"]

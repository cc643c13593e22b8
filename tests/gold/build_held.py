"""The labels of held/ and the corpora's texts -> a folder in the form of `gold/news`, which the scorer takes."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("held") / "labels.jsonl"
EDITORS = ("1", "2")
UNLABELLED = ("who", "what", "where", "why", "figures", "claims")


def write_held(corpora: Path, folder: Path) -> Path:
    """The folder, filled; raises ValueError where an article's text is not the one that was labelled."""
    texts = dict(_read_texts(corpora))
    (folder / "text").mkdir(parents=True)
    for editor in EDITORS:
        (folder / f"editor-{editor}").mkdir()
    docs = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        name, published, text = labels["id"], labels["published"], texts[labels["source"]]
        if hashlib.sha256(text.encode()).hexdigest() != labels["sha256"]:
            raise ValueError(f"'{labels['source']}' has another text than the one that was labelled.")
        docs.append(json.dumps({"id": name, "text": text, "published": published}, ensure_ascii=False))
        (folder / "text" / f"{name}.txt").write_text(f"PUBLISHED: {published}\n\n{text}", encoding="utf-8")
        for editor in EDITORS:
            gold = json.dumps(_gold(labels, editor))
            (folder / f"editor-{editor}" / f"{name}.json").write_text(gold, encoding="utf-8")
    (folder / "docs.jsonl").write_text("\n".join(docs), encoding="utf-8")
    return folder


def _gold(labels: Mapping[str, Any], editor: str) -> dict[str, Any]:
    """One editor's file, with nothing but a timeline and whether the article contradicts itself."""
    timeline = [entry | {"event": ""} for entry in labels["timeline"] if editor in entry["editors"]]
    torn = ["it contradicts itself"] if labels["torn"] else []
    return {"timeline": timeline, "inconsistencies": torn, "when": None} | {key: [] for key in UNLABELLED}


def _read_texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """('corpus/article', its text) of the two corpora that the labels are of."""
    with gzip.open(corpora / "language" / "news_names.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield f"news_names/{row['id']}", row["text"]
    with (corpora / "time" / "meantime-apple" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield f"meantime-apple/{row['doc']}", row["text"]

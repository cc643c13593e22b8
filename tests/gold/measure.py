"""The reports of this checkout over the reference corpora, scored by the scorers that lie beside them."""

import ast
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from spacy.language import Language

from bot.news.report import to_json
from bot.news.report.read import read_article
from bot.terminal.inputs import Options, list_inputs, open_input
from tests.gold.build_held import LABELS, write_held

SHARED = Path(__file__).parents[3] / "shared"
SCORERS = SHARED / "scorers"
CORPORA = {
    "news": SHARED / "gold" / "news",
    "held": LABELS.parent,
    "te3-timebank": SHARED / "corpora" / "time" / "te3-timebank",
    "te3-aquaint": SHARED / "corpora" / "time" / "te3-aquaint",
    "gum-news": SHARED / "corpora" / "time" / "gum-news",
    "meantime-apple": SHARED / "corpora" / "time" / "meantime-apple",
}
TODAY = date(2026, 11, 22)
"""Later than every document; the corpora give each its date of publication."""
NOT_OURS = frozenset({"articles", "missing", "gold", "sys", "found", "editors' timeline F1", "editors' figures F1"})
"""What the scorers print about the corpus, and the editors' own agreement."""


def is_there(name: str) -> bool:
    """Whether the corpus, or what it is built of, and the scorers lie beside the checkout."""
    return CORPORA[name].exists() and SCORERS.exists()


def measure(name: str, nlp: Language, folder: Path) -> dict[str, float]:
    """Every figure of one corpus, from 0 to 1, the more the better; the reports are left in `folder`."""
    corpus = open_corpus(name, folder)
    return score(corpus, read_corpus(corpus, nlp, folder / f"{name}.jsonl"))


def open_corpus(name: str, folder: Path) -> Path:
    """The corpus' folder; of the held-out labels one that is built within `folder`."""
    return write_held(SHARED / "corpora", folder / "held") if name == "held" else CORPORA[name]


def read_corpus(corpus: Path, nlp: Language, reports: Path) -> Path:
    """The file of the reports, one a line, as `read --json` prints them."""
    with reports.open("w", encoding="utf-8") as file:
        for asked in list_inputs([str(corpus / "docs.jsonl")]):
            report = read_article(open_input(asked, Options()), today=TODAY, nlp=nlp)
            file.write(json.dumps(to_json(report), ensure_ascii=False) + "\n")
    return reports


def score(corpus: Path, reports: Path) -> dict[str, float]:
    """The figures of the reports on the documents that the corpus' folder lists."""
    return _score_news(corpus, reports) if (corpus / "text").exists() else _score_time(corpus, reports)


def checksum(name: str) -> str:
    """SHA-256 over the corpus: another corpus has other floors."""
    digest = hashlib.sha256()
    for path in _files(CORPORA[name]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(corpus: Path) -> Iterable[Path]:
    return sorted(path for path in corpus.rglob("*") if path.suffix in {".json", ".jsonl", ".txt"})


def _score_news(corpus: Path, reports: Path) -> dict[str, float]:
    """Timelines, figures, claims and answers against two editors."""
    said = json.loads(_run("gold_score.py", reports, corpus, corpus / "text", "--json"))
    said["whole undoubted"] = 1 - said.pop("doubts false")  # the one figure of which less is better
    return {key: float(value) for key, value in said.items() if key not in NOT_OURS}


def _score_time(corpus: Path, reports: Path) -> dict[str, float]:
    """TempEval-3's figures, printed in percent, and the calendar view."""
    times = json.loads(
        _run("timex_score.py", corpus / "gold.jsonl", reports, "--docs", corpus / "docs.jsonl", "--json")
    )
    days = ast.literal_eval(_run("calendar_score.py", corpus, reports).partition(" ")[2])
    scored = {key: value / 100 for key, value in times.items() if key.endswith("F1")}
    return scored | {f"days {key}": float(value) for key, value in days.items() if key not in NOT_OURS}


def _run(scorer: str, *arguments: str | Path) -> str:
    command = [sys.executable, str(SCORERS / scorer), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout  # noqa: S603

"""Prints each corpus' figures on its even and its odd documents: what was tuned on one half shows in the other.

python -m tests.gold.halves [CORPUS …]

Tune a rule on the even documents and look at the odd ones: a rule of English news lifts both, a rule of one sentence
only its own half. A gap between the halves that was there before says that one half is harder.
"""

# ruff: noqa: T201 - a command line prints

import argparse
import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.news.document.pipeline import load_pipeline
from bot.settings import load_settings
from tests.gold.measure import CORPORA, is_there, open_corpus, read_corpus, score

HALVES = {"even": 0, "odd": 1}
TOLD = ("strict_F1", "relaxed_F1", "value_F1", "days F1", "timeline", "core recall", "dates", "status right")


def main() -> int:
    """0 when some corpus was there to be scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"of {', '.join(CORPORA)}; all by default")
    names = [name for name in parser.parse_args().corpora or CORPORA if is_there(name)]
    nlp = load_pipeline(load_settings().pipeline)
    print(f"{'':17}{'figure':14}{'all':>7}{'even':>7}{'odd':>7}{'gap':>7}")
    for name in names:
        with TemporaryDirectory() as folder:
            corpus = open_corpus(name, Path(folder))
            reports = read_corpus(corpus, nlp, Path(folder) / "reports.jsonl")
            whole = score(corpus, reports)
            even, odd = (score(part(corpus, half, Path(folder) / half), reports) for half in HALVES)
        for key in TOLD:
            if key in whole:
                figures = f"{whole[key]:7.3f}{even[key]:7.3f}{odd[key]:7.3f}{even[key] - odd[key]:+7.3f}"
                print(f"{name:17}{key:14}{figures}", flush=True)
    return 0 if names else 1


def part(corpus: Path, half: str, folder: Path) -> Path:
    """A corpus of every other document, in `folder`; the scorers count only the documents it lists."""
    smaller = folder / corpus.name
    smaller.mkdir(parents=True)
    lines = (corpus / "docs.jsonl").read_text(encoding="utf-8").splitlines()[HALVES[half] :: 2]
    (smaller / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    if (corpus / "gold.jsonl").exists():
        shutil.copy(corpus / "gold.jsonl", smaller)
        return smaller
    names = {json.loads(line)["id"] for line in lines}
    for path in (path for path in corpus.rglob("*") if path.stem in names):
        place = smaller / path.relative_to(corpus)
        place.parent.mkdir(exist_ok=True)
        shutil.copy(path, place)
    return smaller


if __name__ == "__main__":
    sys.exit(main())

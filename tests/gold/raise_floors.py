"""Writes floors.json from this checkout's figures; never lowers one unless told to.

python -m tests.gold.raise_floors [--lower]
"""

# ruff: noqa: T201 - a command line prints

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.news.document.pipeline import load_pipeline
from bot.settings import load_settings
from tests.gold.floors import FILE, load_floors, raise_to
from tests.gold.measure import CORPORA, checksum, is_there, measure


def main() -> int:
    """0 when the floors were written, 1 when a figure fell or no corpus is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="lower floors of figures that fell, too")
    lower = parser.parse_args().lower
    floors = load_floors()
    nlp = load_pipeline(load_settings().pipeline)
    fell = False
    for name in CORPORA:
        if not is_there(name):
            print(f"{name}: not there, its floors stay as they are")
            continue
        with TemporaryDirectory() as folder:
            measured = measure(name, nlp, Path(folder))
        old = floors[name]["floors"] if name in floors else {}
        for key, value in measured.items():
            print(f"{name:15} {key:24} {value:.3f}  floor {old.get(key, 0):.3f}", flush=True)
        try:
            floors[name] = {"sha256": checksum(name), "floors": raise_to(old, measured, lower=lower)}
        except ValueError as fault:
            fell = True
            print(f"{name}: not written, because figures fell: {fault}", flush=True)
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return int(fell)


if __name__ == "__main__":
    sys.exit(main())

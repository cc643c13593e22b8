"""floors.json: below which figure no corpus may fall, and of which corpus that was measured."""

import json
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.005
"""Kept between a figure and its floor: matrix products differ between machines in their last digits, which turns a tag
or two of a corpus; no change of ours that is worth its place moves a figure by less."""

Floors = dict[str, float]


class Pinned(TypedDict):
    """What is pinned of one corpus."""

    sha256: str
    floors: Floors


def load_floors() -> dict[str, Pinned]:
    """By corpus; empty before the first ones are written."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def raise_to(old: Floors, measured: Floors, *, lower: bool) -> Floors:
    """The new floors; raises ValueError with the figures that fell, unless they may be lowered."""
    fallen = {key: floor for key, floor in old.items() if measured.get(key, 0.0) < floor}
    if fallen and not lower:
        raise ValueError(
            "; ".join(f"{key}: {measured.get(key, 0.0):.3f} < {floor:.3f}" for key, floor in fallen.items())
        )
    kept = {key: floor for key, floor in old.items() if key not in fallen}
    return {key: max(kept.get(key, 0.0), round(value - SLACK, 3)) for key, value in measured.items()}

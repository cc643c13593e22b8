"""The sentences of `sentences.txt`, each with the figures that an editor expects, and what a figure lacks of them."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.news.facts import Figure

EXPECTED = re.compile(
    r"(?P<sign>>=|<=|~)?(?P<value>-?[\d.]+?)(?:\.\.(?P<upper>[\d.]+))?(?: was (?P<was>[\d.]+))?"
    r"(?: \{(?P<unit>[^}]*)\})?(?: (?P<noun>[^/@]+?))?(?: /(?P<what>[^@]+?))?(?: @(?P<source>.+))?"
)
SIGNS = {">=": "at least", "<=": "up to", "~": "about", None: "exact"}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a line expects of one figure; a unit, noun, predicate or source of None may be anything, '' is none."""

    value: float
    upper: float | None
    was: float | None
    approx: str
    unit: str | None
    noun: str | None
    what: str | None
    source: str | None

    def lacks(self, figure: Figure) -> list[str]:
        """The names of what the figure has otherwise."""
        pairs = {
            "value": (self.value, figure.value),
            "upper": (self.upper, figure.upper),
            "was": (self.was, figure.was),
            "approx": (self.approx, figure.approx),
            "unit": (self.unit, figure.unit or ""),
            "noun": (self.noun, (figure.noun or " ").split(" ")[-1]),
            "what": ("" if self.what == "-" else self.what, figure.what or ""),
            "source": (self.source, (figure.source or "").removeprefix("the ")),
        }
        free = {"unit", "noun", "what", "source"}
        return [name for name, (due, had) in pairs.items() if due != had and not (due is None and name in free)]


def read_stated(part: str) -> Stated:
    match = EXPECTED.fullmatch(part.strip())
    assert match is not None, part
    upper = float(match["upper"]) if match["upper"] else None
    was = float(match["was"]) if match["was"] else None
    approx = SIGNS[match["sign"]]
    return Stated(float(match["value"]), upper, was, approx, *match.group("unit", "noun", "what", "source"))


def load_sentences() -> list[tuple[str, list[Stated]]]:
    rows = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    pairs = [row.rsplit("|", 1) for row in rows if row and not row.startswith("#")]
    return [(text.strip(), [] if due.strip() == "-" else [*map(read_stated, due.split(";"))]) for text, due in pairs]

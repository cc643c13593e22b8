"""Quotations: what stands between quotation marks, also over several sentences and paragraphs."""

import re
from dataclasses import dataclass

PAIRS = {"“": "”", "«": "»", "„": "“”"}
WIRE = "`'"
"""Signs that news agencies write twice for a quotation mark: ``so''."""
MARK = re.compile(r"[\"“”«»„`']")
"""Every sign that may open or close a quotation."""
SINGLE = re.compile(
    r"(?<![\w'’])(?:'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){12,}?(?<=[\w.,!?])'(?!\w)|‘[^‘\n]{12,}?(?<=[\w.,!?])’(?!\w))"
)
"""A quotation in single marks; shorter ones are words set apart, and an apostrophe inside a word does not close it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters between the marks, marks left out; `continued` when a paragraph ended before it was closed."""

    start: int
    end: int
    continued: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in order; a mark that nothing closes reaches to the end of its paragraph."""
    found: list[Quotation] = []
    at = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            rest = _closing(paragraph) if found and found[-1].continued else 0
            if rest:
                found.append(_trimmed(paragraph, 0, rest, at))
            found += _in_paragraph(paragraph, at, rest + 1 if rest else 0)
        at += len(paragraph) + 1
    return tuple(found)


def _closing(paragraph: str) -> int:
    """Return where a quotation left open by the paragraph before is closed, 0 where it opens anew or goes on."""
    wire = paragraph.find("''")
    if wire >= 0 and "``" not in paragraph[:wire]:
        return wire + 1
    first = next((i for i, sign in enumerate(paragraph) if sign in '"“”«»'), 0)
    return 0 if paragraph[first] in PAIRS or (paragraph[first] == '"' and _opens(paragraph, first)) else first


def _in_paragraph(paragraph: str, at: int, first: int) -> list[Quotation]:
    double, opened, closing = [], None, ""
    for match in MARK.finditer(paragraph, first):
        i, sign = match.start(), match[0]
        if sign in WIRE and paragraph[i + 1 : i + 2] == sign:
            if opened is None and sign == "`":
                opened, closing = i + 2, "'"
            elif opened is not None and closing == sign and i >= opened:
                double.append(_trimmed(paragraph, opened, i, at))
                opened = None
        elif closing == "'" and opened is not None:
            continue
        elif opened is None and (sign in PAIRS or (sign == '"' and _opens(paragraph, i))):
            opened, closing = i + 1, PAIRS.get(sign, '"”')
        elif opened is not None and sign in closing:
            double.append(_trimmed(paragraph, opened, i, at))
            opened = None
    if opened is not None and opened < len(paragraph):
        double.append(_trimmed(paragraph, opened, len(paragraph), at, continued=True))
    spans = [(q.start - at, q.end - at) for q in double]
    singles = [m.span() for m in SINGLE.finditer(paragraph, first)]
    apart = [(a, b) for a, b in singles if not any(a < end and start < b for start, end in spans)]
    return sorted([*double, *(_trimmed(paragraph, a + 1, b - 1, at) for a, b in apart)], key=lambda q: q.start)


def _opens(paragraph: str, i: int) -> bool:
    """Say whether a straight mark opens: something follows it, and no word ends right before it.

    A mark that stands free on both sides, as in texts that were parted into words, opens when none is open.
    """
    behind = paragraph[i + 1 : i + 2]
    free = behind == " " and (i == 0 or paragraph[i - 1] == " ") and bool(paragraph[i + 2 :].strip())
    return free or (bool(behind.strip()) and (i == 0 or not paragraph[i - 1].isalnum()))


def _trimmed(paragraph: str, start: int, end: int, at: int, *, continued: bool = False) -> Quotation:
    while start < end and paragraph[start].isspace():
        start += 1
    while end > start and (paragraph[end - 1].isspace() or paragraph[end - 1] == ","):
        end -= 1
    return Quotation(at + start, at + end, continued)

"""What the text itself leaves without a source, or says that nobody could check."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from bot.news.document import Document
from bot.news.facts.fact import Claim, Unsure, UnsureKind
from bot.news.facts.quotations import Quotation, find_quotations

BOUNDARY = r"\b"
"""What all the patterns begin with."""
MOST = 12
"""Sentences of a kind; a text that leaves more open is told by the first."""


def find_unsure(document: Document, claims: Sequence[Claim]) -> tuple[Unsure, ...]:
    """Return the sentences told without a source ('reportedly') or as unchecked ('could not be verified'), in order.

    Words of a quotation are the speaker's doubt, not the text's; what somebody claims has its source.
    """
    quotations = find_quotations(document.doc.text)
    told = {claim.sentence for claim in claims}
    found: list[Unsure] = []
    for number, sentence in enumerate(document.sentences):
        text = document.doc.text[sentence.start : sentence.end]
        kind = None if sentence.aside else _kind(text, sentence.start, quotations)
        if kind is None or (kind == "unattributed" and number in told and _is_claimed(text, sentence.start, claims)):
            continue
        if sum(one.kind == kind for one in found) < MOST:
            start = sentence.start + len(text) - len(text.lstrip())
            found.append(Unsure(kind, start, start + len(text.strip()), number))
    return tuple(found)


def _kind(text: str, offset: int, quotations: Sequence[Quotation]) -> UnsureKind | None:
    if not _any_pattern().search(text.lower()):
        return None
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            at = offset + match.start()
            if not any(q.start <= at < q.end for q in quotations):
                return kind
    return None


def _is_claimed(text: str, offset: int, claims: Sequence[Claim]) -> bool:
    """Say whether the words that keep a distance are somebody's own ('Police said he allegedly …')."""
    patterns = (pattern for kind, pattern in _patterns() if kind == "unattributed")
    matches = [match.start() + offset for pattern in patterns for match in pattern.finditer(text)]
    return all(any(claim.start <= at < claim.end for claim in claims) for at in matches)


@cache
def _patterns() -> tuple[tuple[UnsureKind, re.Pattern[str]], ...]:
    """Return the patterns, those of what was not checked first."""
    held = json.loads(files(__package__).joinpath("words", "unsure.json").read_text(encoding="utf-8"))
    kinds: tuple[UnsureKind, ...] = ("unconfirmed", "unattributed")
    return tuple((kind, re.compile(_filled(one, held["parts"]), re.IGNORECASE)) for kind in kinds for one in held[kind])


@cache
def _any_pattern() -> re.Pattern[str]:
    """Return all patterns as one for small letters: most sentences match none, and are told so in one search."""
    edges = [f"(?:{pattern.pattern.removeprefix(BOUNDARY)})" for _, pattern in _patterns()]
    return re.compile(BOUNDARY + f"(?:{'|'.join(edges)})")


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern

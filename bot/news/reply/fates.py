"""The words of fates.txt."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Fates:
    """Verbs by what may be joined to a number with them; fates.txt says how."""

    suffered: frozenset[str]
    did: frozenset[str]
    breaks: frozenset[str]


@cache
def load_fates() -> Fates:
    """What may be joined to a number, as fates.txt says; read once."""
    text = (resources.files("bot.news.reply") / "fates.txt").read_text(encoding="utf-8")
    words: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, listed = line.partition(": ")
            words[kind] |= set(listed.split())
    return Fates(*(frozenset(words[kind]) for kind in ("suffered", "did", "breaks")))

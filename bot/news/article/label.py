"""Words before a date that say what the date is: 'Published', 'Last updated', 'Embargoed until'."""

import re
from functools import cache

from bot.news.message import read_table


def last_label(text: str) -> str | None:
    """What the last label in `text` says of the date behind it: 'published', 'updated' or 'embargo'."""
    labels = label_pattern().findall(text)
    return meaning_of(labels[-1]) if labels else None


def first_label(text: str) -> str | None:
    """What the first label in `text` says."""
    match = label_pattern().search(text)
    return meaning_of(match[1]) if match else None


def meaning_of(label: str) -> str:
    """What a label says, by its row in the table."""
    return load_labels()[label.lower()]


@cache
def load_labels() -> dict[str, str]:
    """The labels, lower case, each with what it says."""
    return {row[1]: row[0] for row in read_table(__package__, "labels.txt")}


@cache
def label_pattern() -> re.Pattern[str]:
    """A label, as group 1, with the colon or dash behind it."""
    words = "|".join(re.escape(word) for word in sorted(load_labels(), key=len, reverse=True))
    return re.compile(rf"\b({words})\b\s*[:\-–—]?\s*", re.IGNORECASE)

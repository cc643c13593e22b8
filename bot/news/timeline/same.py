"""Which of the placed events are one: told again in the headline's, the lede's or a later paragraph's words."""

from collections.abc import Iterable, Sequence

from bot.news.document import Document
from bot.news.timeline.placed import Placed

_LIGHT = frozenset({"happen", "occur", "take", "come", "follow"})
"""'The accident, which occurred yesterday' tells no more than the accident."""
_NOBODY = frozenset(
    {"he", "she", "it", "they", "this", "that", "who", "which", "the", "a", "an", "his", "her", "its", "their", "of"}
)


def each_once(document: Document, placed: Sequence[Placed]) -> list[Placed]:
    """The events without those told before: of one day, one verb or noun and one subject; the first stays."""
    kept: list[Placed] = []
    for one in placed:
        if not any(_same(document, one, other) for other in kept):
            kept.append(one)
    return [one for one in kept if not _is_light(document, one, kept)]


def _same(document: Document, one: Placed, other: Placed) -> bool:
    if (one.first, one.last, one.event.lemma) != (other.first, other.last, other.event.lemma):
        return False
    if one.event.nominal or other.event.nominal or one.event.token == other.event.token:
        return one.event.nominal == other.event.nominal
    mine, theirs = _who(document, one), _who(document, other)
    return not mine or not theirs or bool(mine & theirs)


def _who(document: Document, one: Placed) -> set[str]:
    """The words of whom the event is told of; none for a pronoun."""
    if one.event.subject is None:
        return set()
    words = document.doc.text[slice(*one.event.subject)].lower().split()
    return set(words) - _NOBODY


def _is_light(document: Document, one: Placed, kept: Iterable[Placed]) -> bool:
    if one.event.lemma not in _LIGHT or one.event.nominal or one.timex is None:
        return False
    verb = document.doc[one.event.token]
    relative = any(child.tag_ in {"WDT", "WP"} for child in verb.children)
    others = [other for other in kept if other is not one and one.first <= other.first and other.last <= one.last]
    return relative and bool(others)

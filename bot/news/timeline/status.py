"""Whether an event happened, is planned, or is only alleged."""

import re
from datetime import date

from bot.news.document import Event
from bot.news.timeline.entry import Status

# Words with which news keeps its distance from what it tells.
_HEDGE = re.compile(
    r"\b(?:alleg\w+|reportedly|purported\w*|supposed\w*|suspected|accus\w+|claim(?:s|ed|ing)?)\b", re.IGNORECASE
)


def status_of(event: Event, clause: str, *, first: date, dct: date | None) -> Status:
    """The status of an event that begins on `first`; what lies after publication is planned at best."""
    if (dct and first > dct) or event.tense == "future" or (event.modal and event.tense != "past"):
        return "planned"
    return "alleged" if _HEDGE.search(clause) else "happened"

"""The words of an entry: a verbatim slice of the text, cut where an editor would stop."""

import re

from bot.news.document import Document, Event

LONG = 14
"""The editors of the news gold write at most 14 words a line."""
_STOP = re.compile(r"\s*(?:[,;:]|\s[–—-])\s|\s\(")


WHOLE = 25
"""Words up to which a clause is printed from its subject on, when another clause stands between the two."""


def words_of(document: Document, event: Event) -> tuple[int, int]:
    """Characters of what the entry says: the event's clause, a long one up to the first stop behind its predicate."""
    text, (start, end) = document.doc.text, event.clause
    start = _with_subject(text, event)
    if len(text[start:end].split()) <= LONG:
        return start, end
    token = document.doc[event.token]
    said = max(token.idx + len(token), event.object[1] if event.object else 0)
    for stop in _STOP.finditer(text, min(said, end), end):
        if len(text[start : stop.start()].split()) >= 4:
            return start, stop.start()
    return start, end


def _with_subject(text: str, event: Event) -> int:
    """Where the clause begins, or its subject before it: 'was charged and will be tried' needs who."""
    start, end = event.clause
    if text[start - 1 : start] in {"-", "–"}:  # the parser cut '68-year-old woman' at a hyphen
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    if event.subject is None or event.subject[0] >= start:
        return start
    return event.subject[0] if len(text[event.subject[0] : end].split()) <= WHOLE else start

"""Whether an event happened, is planned, or is only alleged."""

from datetime import date

from bot.news.document import Document, Event
from bot.news.timeline.entry import Status

# Words with which news keeps its distance. An adverb speaks of its own verb, an adjective of its own noun, a verb of
# what is said under it; none of them reaches the clause beside it.
_ADVERBS = {"allegedly", "reportedly", "purportedly", "supposedly"}
_ADJECTIVES = {"alleged", "suspected", "purported", "supposed"}
_VERBS = {"allege", "claim", "accuse", "suspect", "purport"}
_PLANS = {"plan", "schedule", "slate", "expect"}
_UNDER = {"ccomp", "xcomp", "advcl"}


def status_of(
    document: Document, event: Event, *, first: date, last: date, dct: date | None, limit: bool = False
) -> Status:
    """The status of an event on these days: what lies behind publication is not planned, what lies ahead is at best.

    Days that are a `limit` ('by year-end') lie ahead as long as their last one does.
    """
    over = dct is not None and last < dct
    ahead = event.tense == "future" or (event.modal and event.tense != "past") or event.lemma in _PLANS
    if (dct and (last if limit else first) > dct) or (not over and ahead):
        return "planned"
    return "alleged" if _is_alleged(document, event) else "happened"


def _is_alleged(document: Document, event: Event) -> bool:
    token = document.doc[event.token]
    if any(child.lower_ in (_ADJECTIVES if event.nominal else _ADVERBS) for child in token.children):
        return True
    while token.dep_ in _UNDER and token.head != token:
        token = token.head
        if token.lemma_.lower() in _VERBS:
            return True
    return False

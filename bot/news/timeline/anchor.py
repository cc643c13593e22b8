"""Which event a dated expression places on the calendar: by syntax first, then by nearness in its sentence."""

from collections.abc import Mapping, Sequence

from bot.news.document import Document, Event
from bot.news.timex import Resolution, events_by_token, governing

_SINCE = {"since"}


def anchored(document: Document, times: Sequence[Resolution]) -> Mapping[int, Event | None]:
    """The event of each dated expression, by its index in `times`; None where the sentence tells none.

    An expression that bounds a length ('since 2016'), or that only says when something was said, has no place here.
    """
    events = events_by_token(document)
    by_sentence: dict[int, list[Event]] = {}
    for event in document.events:
        by_sentence.setdefault(event.sentence, []).append(event)
    found: dict[int, Event | None] = {}
    for index, time in enumerate(times):
        if time.timex.type not in {"DATE", "TIME"} or document.sentences[time.sentence].aside or _bounds(document, time):
            continue
        above = governing(document.doc, time.token, time.token_end, events)
        here = by_sentence.get(time.sentence, [])
        event = next(iter(above), None) or _nearest(here, time.token)
        if event is None or not event.reporting:
            found[index] = event
    return found


def _bounds(document: Document, time: Resolution) -> bool:
    return time.token > 0 and document.doc[time.token - 1].lower_ in _SINCE


def _nearest(events: Sequence[Event], token: int) -> Event | None:
    """The nearest told event of the sentence, verbs before nouns."""
    told = [event for event in events if not event.reporting]
    return min(told, key=lambda event: (event.nominal, abs(event.token - token)), default=None)

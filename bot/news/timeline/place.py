"""Which expressions of time may place an event at all; each rule says what an editor leaves off a timeline."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.news.article import Span
from bot.news.document import Document, Event
from bot.news.timex import Resolution


def places(document: Document, time: Resolution, event: Event | None, *, aside: Sequence[Span]) -> bool:
    """Whether the expression puts its event on the calendar.

    Not: lengths and sets, headers, what stands in quotation marks (the speaker's days, and a claim), 'the first time
    since 2016' (a bound), 'today's game' and 'the 1969 film' (they name a thing), a clock without a day, and a century.
    """
    doc, timex = document.doc, time.timex
    if timex.type not in {"DATE", "TIME"} or any(a <= timex.start < b for a, b in aside):
        return False
    before = doc[time.token - 1].lower_ if time.token else ""
    after = doc[time.token_end] if time.token_end < len(doc) else None
    if (
        (before == "since" and not _began(document, time, event))
        or time.basis == "implied"
        or time.precision == "century"
    ):
        return False
    if time.precision == "decade" and before not in {"in", "during", "throughout"}:
        return False
    ahead = event is not None and (event.tense == "future" or event.modal)
    if after is not None and after.lower_ in {"'s", "’s"} and not ahead:
        return False
    if after is not None and _names_a_thing(time, after.pos_, event, after.i):
        return False
    return not in_quotation(document, timex.start)


def _began(document: Document, time: Resolution, event: Event | None) -> bool:
    """'has been shut since Monday' began then; 'the first time since 2016' bounds a comparison."""
    if event is None or event.nominal:
        return False
    verb = document.doc[event.token]
    perfect = any(child.lemma_ == "have" and child.dep_.startswith("aux") for child in verb.children)
    hangs_on = [token.head.i for token in document.doc[time.token : time.token_end]]
    return perfect and verb.i in hangs_on


def _names_a_thing(time: Resolution, pos: str, event: Event | None, next_token: int) -> bool:
    """'the 2007 starting date', but not 'a 2020 ceasefire', whose noun is an event, nor 'the 2010 FIFA World Cup'."""
    is_event = event is not None and event.nominal and event.token - next_token in {0, 1}
    return time.precision in {"year", "decade"} and pos == "NOUN" and not is_event


def is_told(time: Resolution, event: Event, document: Document, *, dct: date | None) -> bool:
    """Whether the article itself tells the event as one of that time: no quotation, nothing of an 'I', no state."""
    token = document.doc[event.token]
    if in_quotation(document, token.idx) or any(t.lower_ in {"i", "we"} and t.dep_ == "nsubj" for t in token.children):
        return False
    return not _is_state(time, event, document, dct=dct) and not _is_contrary(time, event, dct=dct)


def _is_contrary(time: Resolution, event: Event, *, dct: date | None) -> bool:
    """A plain past tense on a day to come: 'received guests yesterday, and tomorrow …' is not what tomorrow brings."""
    ahead = dct is not None and time.timex.first is not None and time.timex.first > dct.isoformat()
    return ahead and event.tense == "past" and not (event.modal or event.nominal) and event.lemma not in _AHEAD


def _is_state(time: Resolution, event: Event, document: Document, *, dct: date | None) -> bool:
    """A present tense on the day or in the year of writing: 'Today, 100,000 worship', 'the report comes after …'."""
    if event.nominal or event.modal or event.tense != "present" or time.basis != "relative":
        return False
    ahead = dct is not None and time.timex.last is not None and time.timex.last > dct.isoformat()
    return not ahead and document.doc[event.token].tag_ in {"VBZ", "VBP"}


def in_quotation(document: Document, at: int) -> bool:
    """Whether quotation marks that opened in the paragraph are still open at a character."""
    text = document.doc.text
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    curly = before.count("“") - before.count("”")
    return curly > 0 or before.count('"') % 2 == 1


_AHEAD = {"expect", "plan", "schedule", "set", "slate", "due"}
"""Participles that look ahead: 'laws expected next month'."""


def tells(events: Sequence[Event]) -> bool:
    """Whether a sentence tells something: a caption or a list of sources has no verb of its own."""
    return any(not event.nominal for event in events)


def main_event(document: Document, events: Mapping[int, Event], sentence: int) -> Event | None:
    """The event of the sentence's main clause."""
    here = [event for event in events.values() if event.sentence == sentence and not event.nominal]
    for event in here:
        if not any(above.i in events and not events[above.i].nominal for above in document.doc[event.token].ancestors):
            return event
    return next(iter(here), None)


def speaks(event: Event) -> bool:
    """Whether the event only reports: 'said on Monday that …', but not 'conceded defeat on Monday'."""
    return event.reporting and event.object is None


def announces(event: Event) -> bool:
    """Whether the statement itself may be the news: 'announced', 'ruled', not the plain words of attribution."""
    return event.lemma not in {
        "say",
        "tell",
        "add",
        "report",
        "note",
        "write",
        "accord",
        "quote",
        "state",
        "learn",
        "show",
    }

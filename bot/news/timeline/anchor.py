"""Which event a dated expression places on the calendar: by syntax first, then by nearness in its sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from bot.news.article import Span
from bot.news.document import Document, Event
from bot.news.timeline.join import joined, narrowest
from bot.news.timeline.place import (
    acts,
    announces,
    in_quotation,
    is_over,
    is_told,
    places,
    speaks,
    tells,
    told_when,
    was_planned,
)
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token, governing

_LINKING = frozenset({"CCONJ", "ADP", "ADV", "DET"})
Anchored = list[tuple[int, Resolution, Event]]


def anchored(
    document: Document, times: Sequence[Resolution], *, aside: Sequence[Span], lede: int | None, dct: date | None
) -> Anchored:
    """(index in `times`, the time, its event) of each expression that places an event.

    A time that only says when something was said places nothing, but in the lede, where the statement is the news.
    Two expressions of one event: the narrower one holds; two that part go to the two events nearest to them.
    """
    ranges = joined(document.doc, times)
    events = events_by_token(document)
    by_sentence: dict[int, list[Event]] = defaultdict(list)
    for mention in document.events:
        by_sentence[mention.sentence].append(mention)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, time in ranges.items():
        here = by_sentence[time.sentence]
        told = [event for event in here if is_told(time, event, document, dct=dct)]
        event = _event_of(document, time, told, events, dct=dct)
        then = told_when(document, time, events) if event is None or event.nominal or event.tense != "past" else None
        event = then or event
        captioned = event is not None and event.nominal and time.basis == "explicit" and time.precision == "day"
        if not (tells(here) or captioned) or not (then or places(document, time, event, aside=aside)):
            continue
        if was_planned(time, next(iter(governing(document.doc, time.token, time.token_end, events)), None), dct=dct):
            continue
        if event is not None and (not speaks(event) or acts(event) or (time.sentence == lede and announces(event))):
            groups[event.token].append(index)
    found: Anchored = []
    for token, indices in groups.items():
        found += _parted(document.doc, ranges, indices, events[token], by_sentence)
    taken = {event.token for _, _, event in found}
    return [*found, *(pair for one in found for pair in _shared(document, one, by_sentence, taken))]


def _event_of(
    document: Document, time: Resolution, told: Sequence[Event], events: Mapping[int, Event], *, dct: date | None
) -> Event | None:
    """The event that the time hangs on, else the nearest; what is said, when the time stands behind 'said that'."""
    above = governing(document.doc, time.token, time.token_end, events)
    above = [
        event for event in above if not (_stands_in_front(document, time, event) or _is_moved(document, time, event))
    ]
    event = next((event for event in above if event in told), None) or _nearest(told, time.token)
    if event is not None and (_is_label(document, event) or _says_that(document, event, time)):
        later = [other for other in told if other.token > event.token and not other.reporting and not other.nominal]
        event = _nearest(later, time.token) or event
    if event is not None and is_over(time, dct) and _is_perfect(document, event):
        between = [one for one in told if event.token < one.token < time.token and not one.reporting]
        event = _nearest([one for one in between if one.tense == "past"], time.token) or event
    if event is not None and is_over(time, dct):
        event = _looked_back_on(document, event, time, told) or event
    return event and _telling(document, event, events)


def _looked_back_on(document: Document, event: Event, time: Resolution, told: Sequence[Event]) -> Event | None:
    """Of 'police recall the bombings on Nov. 4' the bombings: a present tense is of no day gone by."""
    if document.doc[event.token].tag_ not in {"VBP", "VBZ"}:
        return None
    objects = (one for one in told if one.nominal and event.token < one.token < time.token)
    return next((one for one in objects if document.doc[one.token].dep_ == "obj"), None)


def _is_perfect(document: Document, event: Event) -> bool:
    """'Has sent', which English does not say of a past day: 'has sent aid to the town that burnt last week'."""
    token = document.doc[event.token]
    helpers = (child for child in token.children if child.dep_.startswith("aux"))
    return not event.nominal and any(child.lemma_ == "have" and child.tag_ in {"VBZ", "VBP"} for child in helpers)


def _stands_in_front(document: Document, time: Resolution, event: Event) -> bool:
    """Whether the time stands before the noun's preposition, and so is not the noun's: 'last month after a trial'."""
    cases = [child.i for child in document.doc[event.token].children if child.dep_ == "case"]
    return event.nominal and any(time.token < case < event.token for case in cases)


def _is_moved(document: Document, time: Resolution, event: Event) -> bool:
    """Whether the noun is what a verb puts off to the time: 'adjourned the hearing to 9 June'."""
    before = document.doc[time.token - 1].lower_ if time.token else ""
    return event.nominal and before in {"to", "until", "till"} and document.doc[event.token].dep_ == "obj"


def _is_label(document: Document, event: Event) -> bool:
    """'Looking back: the shuttle lifts off'."""
    return event.tense == "none" and document.doc.text[event.clause[1] : event.clause[1] + 1] == ":"


def _says_that(document: Document, event: Event, time: Resolution) -> bool:
    between = document.doc[event.token + 1 : time.token] if event.token < time.token else ()
    return event.reporting and any(token.lower_ == "that" for token in between)


_GOING = frozenset({"go", "head", "return", "take"})
"""Of 'voters go to the polls on Sunday' the going."""


def _telling(document: Document, event: Event, events: Mapping[int, Event]) -> Event:
    """Of 'airstrikes on Friday killed four' the killing: a noun that is the subject is told by its verb."""
    token = document.doc[event.token]
    to = any(child.dep_ == "case" and child.lower_ == "to" for child in token.children)
    goes = to and token.head.lemma_ in _GOING
    if not (event.nominal and (goes or token.dep_.startswith("nsubj"))):
        return event
    verb = events.get(token.head.i) or _placed_ahead(token.head, events)
    return event if verb is None or verb.reporting else verb


def _placed_ahead(token: Token, events: Mapping[int, Event]) -> Event | None:
    """The act under a word that only places it ahead: of 'is scheduled to take place' the taking place."""
    under = (events[child.i] for child in token.children if child.dep_ == "xcomp" and child.i in events)
    return next((event for event in under if event.modal), None)


def _shared(
    document: Document, one: tuple[int, Resolution, Event], by_sentence: Mapping[int, Sequence[Event]], taken: set[int]
) -> Anchored:
    """The further events of 'On Friday, A did this and B did that': clauses of their own, with no other time."""
    index, time, event = one
    if event.nominal or time.token > event.token:
        return []
    free = [other for other in by_sentence[event.sentence] if other.token not in taken]
    return [(index, time, other) for other in free if _goes_on(document, event, other)]


def _goes_on(document: Document, event: Event, other: Event) -> bool:
    """Whether the other is a clause that goes on after the event, with its own subject, and is nobody's quotation."""
    token = document.doc[other.token]
    if other.nominal or other.reporting or token.i < event.token or _first_of(token).i != event.token:
        return False
    own = any(child.dep_.startswith("nsubj") for child in token.children)
    return own and token.dep_ in {"conj", "parataxis"} and not in_quotation(document, token.idx)


def _first_of(token: Token) -> Token:
    """The first of the clauses that are strung together with 'and' or a semicolon."""
    while token.dep_ in {"conj", "parataxis"}:
        token = token.head
    return token


def _parted(
    doc: Doc,
    times: Mapping[int, Resolution],
    indices: Sequence[int],
    event: Event,
    by_sentence: Mapping[int, Sequence[Event]],
) -> Anchored:
    """The group's times: one for the event, each other that names another day for the nearest event left."""
    days = [index for index in indices if times[index].timex.first is not None]
    others = (other for other in by_sentence[event.sentence] if other.nominal and other.token != event.token)
    nominal = {other.token: other for other in others}
    beside = {index: nominal[at] for index in days if (at := _noun_before(doc, times[index])) in nominal}
    if len(days) > 1 and 0 < len(beside) < len(days):
        rest = [index for index in days if index not in beside]
        return [
            *((index, times[index], other) for index, other in beside.items()),
            *_parted(doc, times, rest, event, by_sentence),
        ]
    kept = list(narrowest(times, days or indices))
    if len(kept) == 1:
        return [(index, times[index], event) for index in kept]
    nearest = min(kept, key=lambda index: abs(times[index].token - event.token))
    out: Anchored = [(nearest, times[nearest], event)]
    free = [other for other in by_sentence[event.sentence] if other.token != event.token]
    for index in kept:
        if index == nearest or times[index].timex.first == times[nearest].timex.first:
            continue
        other = event if _beside(doc, times[index], times[nearest]) else _nearest(free, times[index].token)
        out += [] if other is None else [(index, times[index], other)]
    return out


def _noun_before(doc: Doc, time: Resolution) -> int:
    """The token that the time stands right behind, its preposition left out: 'the crash on 2 October'."""
    at = time.token - 1
    return at - 1 if at > 0 and doc[at].pos_ == "ADP" else at


def _beside(doc: Doc, one: Resolution, other: Resolution) -> bool:
    """Whether two times are of one event: 'bombings on 4 and on 19 November', 'in September and again in November'."""
    first, second = sorted((one, other), key=lambda time: time.token)
    link = [token for token in doc[first.token_end : second.token] if not token.is_punct]
    return any(token.lower_ in {"and", "or"} for token in link) and all(token.pos_ in _LINKING for token in link)


def _nearest(events: Sequence[Event], token: int) -> Event | None:
    """The nearest event of the sentence, verbs before nouns."""
    return min(events, key=lambda event: (event.nominal, abs(event.token - token)), default=None)

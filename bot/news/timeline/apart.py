"""Events dated by their distance from another: 'ten days before the Hajj', 'the 50th anniversary of the flight'."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from spacy.tokens import Token

from bot.news.article.moment import show_day
from bot.news.document import Document, Event
from bot.news.document.phrase import characters
from bot.news.timeline.placed import Placed
from bot.news.timex import Resolution
from bot.news.timex.calendar import OutOfCalendar, a_date, around
from bot.news.timex.govern import events_by_token, governing
from bot.news.timex.number import ordinal

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_COMES = frozenset({"come", "occur", "happen"})
"""'The vote comes two days after …': the subject is the story itself."""
_MARKS = frozenset({"mark", "celebrate", "commemorate", "coincide", "observe", "honor", "honour"})
_WITHIN = 10
"""Tokens behind 'anniversary' in which a date is that of what it remembers: 'of his death in 1987'."""

Days = Mapping[int | str, date]
"""The day of each event that happened on one day, by its token; by its lemma, where all of that lemma agree."""


def told_apart(
    document: Document, times: Sequence[Resolution], placed: Sequence[Placed], *, day: date | None
) -> list[Placed]:
    """What stands a counted distance from an event that has its day; `day` is the one on which the story itself is."""
    events = events_by_token(document)
    days = _days(document, placed)
    counted = (one for index, time in enumerate(times) for one in _counted(document, index, time, events, days, day))
    return [*counted, *_anniversaries(document, events, days, day, times)]


def _days(document: Document, placed: Sequence[Placed]) -> Days:
    """Of an event that is told by its verb ('opened its inquiry') the noun has the day too."""
    nouns = {event.clause: event for event in document.events if event.nominal}
    by_lemma: dict[str, set[date]] = {}
    days: dict[int | str, date] = {}
    for one in placed:
        if one.first == one.last:
            days[one.event.token] = one.first
            for event in (one.event, nouns.get(one.event.clause, one.event)):
                by_lemma.setdefault(event.lemma, set()).add(one.first)
    return days | {lemma: min(found) for lemma, found in by_lemma.items() if len(found) == 1}


def _counted(
    document: Document, index: int, time: Resolution, events: Mapping[int, Event], days: Days, day: date | None
) -> Iterator[Placed]:
    """'N days before or after X', where what is told or X has its day and the other has none."""
    length, side = _LENGTH.fullmatch(time.timex.value), _side(document, time)
    if length is None or side is None or time.timex.mod not in {None, "APPROX"}:
        return
    sign, link = side
    other = _event_at(document, link.head, events)
    own = next((e for e in governing(document.doc, time.token, time.token_end, events) if e != other), None)
    if other is None or own is None or own.negated or own.modal:
        return
    here = days.get(own.token) or (day if own.lemma in _COMES else None)
    there = days.get(other.token) or days.get(other.lemma)
    words = (time.timex.start, time.timex.end)
    if here is not None and there is None:
        yield from _moved(document, other, index, words, here, -sign * int(length[1]), length[2])
    elif there is not None and here is None:
        yield from _moved(document, own, index, words, there, sign * int(length[1]), length[2])


def _side(document: Document, time: Resolution) -> tuple[int, Token] | None:
    """(1, the word) for 'after', (-1, the word) for 'before', 'ahead of' …, where it stands right behind the length."""
    doc, at = document.doc, time.token_end
    link = [token.lower_ for token in doc[at : at + 3]]
    if link[:1] == ["after"]:
        return 1, doc[at]
    if link[:1] == ["before"]:
        return -1, doc[at]
    if link[:2] in (["ahead", "of"], ["prior", "to"]):
        return -1, doc[at + 1]
    return (-1, doc[at + 2]) if link == ["in", "advance", "of"] else None


def _event_at(document: Document, token: Token, events: Mapping[int, Event]) -> Event | None:
    """The event that a token heads: a mention, or a plain noun taken for one ('the beginning of the Hajj')."""
    if token.i in events:
        return events[token.i]
    if token.pos_ != "NOUN" or token.ent_type_:
        return None
    return Event(
        token=token.i, sentence=document.sentence_at(token.idx), lemma=token.lemma_.lower(), tense="none",
        nominal=True, reporting=False, negated=False, modal=False, subject=None, object=None, clause=characters(token),
    )  # fmt: skip


def _moved(
    document: Document, event: Event, index: int, words: tuple[int, int], start: date, count: int, unit: str
) -> Iterator[Placed]:
    try:
        stretch = around(start, count, unit)
    except OutOfCalendar:
        return
    because = f"'{document.doc.text[slice(*words)]}', counted from {show_day(start)}"
    yield Placed(event, stretch.first, stretch.last, stretch.precision, "relative", because, index, words)


def _anniversaries(
    document: Document, events: Mapping[int, Event], days: Days, day: date | None, times: Sequence[Resolution]
) -> Iterator[Placed]:
    """What 'marks the 50th anniversary of the flight' says of the flight: the same day, so many years before."""
    for token in document.doc:
        if token.lemma_.lower() != "anniversary" or document.sentences[document.sentence_at(token.idx)].aside:
            continue
        years = next((n for child in token.children if (n := ordinal(child.lower_))), None)
        of = next((child for child in token.children if child.dep_ == "nmod" and child.i > token.i), None)
        verb = next((above for above in token.ancestors if above.i in events), None)
        event = None if of is None else _event_at(document, of, events)
        if years is None or event is None or verb is None or event.token in days:
            continue
        held = days.get(verb.i) or (day if verb.lemma_.lower() in _MARKS else None)
        if held is None or _is_dated(token, held, times):
            continue
        if (first := _years_before(held, years)) is not None:
            because = f"{years} years before {show_day(held)}, its anniversary"
            yield Placed(event, first, first, "day", "implied", because)


def _is_dated(token: Token, held: date, times: Sequence[Resolution]) -> bool:
    """Whether the words behind 'anniversary' name another day than the one on which it is held."""
    near = (time.timex for time in times if token.i <= time.token < token.i + _WITHIN and time.timex.first is not None)
    return any(not str(timex.first) <= held.isoformat() <= str(timex.last) for timex in near)


def _years_before(day: date, years: int) -> date | None:
    try:
        return a_date(day.year - years, day.month, day.day)
    except OutOfCalendar:
        return None

"""Events and their times -> the timeline: one entry an event, oldest first, and what stays open."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.news.article import Reading, Span
from bot.news.document import Document, Event
from bot.news.timeline.anchor import Anchored, anchored
from bot.news.timeline.apart import told_apart
from bot.news.timeline.entry import Entry, Open, Timeline
from bot.news.timeline.lede import first_telling, implied
from bot.news.timeline.placed import Placed
from bot.news.timeline.same import each_once
from bot.news.timeline.show import bounds
from bot.news.timeline.status import status_of
from bot.news.timeline.wording import words_of
from bot.news.timex import Resolution

# Events of the story itself lie within weeks of its publication: of the entries that both editors of the news gold
# have, 55 of 69 core ones lie within 31 days, 37 of 60 of the background beyond; of 8 planned days beyond 6 are core.
CORE = timedelta(days=31)


def draw_timeline(reading: Reading, document: Document, times: Sequence[Resolution]) -> Timeline:
    """The entries, ordered by date and then as they are told, and the events whose date could not be settled."""
    lede = first_telling(document)
    found = anchored(document, times, aside=reading.aside, lede=lede, dct=reading.dct)
    placed = [_placed(document, index, time, event) for index, time, event in found if time.timex.first is not None]
    placed += [] if lede is None else implied(reading, document, times, lede, {one.event.sentence for one in placed})
    day = _day_of_story(placed, reading.dct)
    placed += told_apart(document, times, placed, day=day)
    told = each_once(document, placed)
    entries = [_entry(document, one, _others(times, one, told), dct=reading.dct, lede=lede) for one in told]
    entries = [entry for entry in entries if _says_something(entry, document.doc.text, times)]
    ordered = sorted(entries, key=lambda entry: (entry.start, entry.end, entry.sentence))
    return Timeline(tuple(ordered), tuple(_left(document, times, found)))


def _placed(document: Document, index: int, time: Resolution, event: Event) -> Placed:
    first, last = date.fromisoformat(str(time.timex.first)), date.fromisoformat(str(time.timex.last))
    end = document.doc[time.token_end - 1]
    words = (time.timex.start, max(time.timex.end, end.idx + len(end)))
    return Placed(event, first, last, time.precision or "day", time.basis, time.because, index, words)


def _left(document: Document, times: Sequence[Resolution], found: Anchored) -> Iterator[Open]:
    """The events whose time could not be put on the calendar, in text order, each once."""
    seen = set()
    for index, time, event in sorted(found, key=lambda one: one[1].sentence):
        own = (time.timex.start, time.timex.end)
        if time.timex.first is None and time.open and event.token not in seen:
            seen.add(event.token)
            dated = [one.timex for one in times if one.sentence == time.sentence and one.timex.first is not None]
            words = words_of(document, event, own, [(timex.start, timex.end) for timex in dated])
            yield Open(time.sentence, index, words, _why(document.doc.text, time))


def _day_of_story(placed: Sequence[Placed], dct: date | None) -> date | None:
    """The day of the first event that the article tells of its own days."""
    own = [one for one in placed if one.first == one.last and _importance(one, dct, None) == 1]
    return min(own, key=lambda one: one.event.sentence).first if own else None


def _others(times: Sequence[Resolution], own: Placed, told: Sequence[Placed] = ()) -> list[Span]:
    """The words of the same sentence that date something else; not what is no day, and not the event's other days."""
    same = {one.timex for one in told if one.event.token == own.event.token}
    return [
        (time.timex.start, time.timex.end)
        for index, time in enumerate(times)
        if time.sentence == own.event.sentence and time.timex.type in {"DATE", "TIME"} and index not in same
        if not _lies_in(time, own)
    ]  # fmt: skip


def _lies_in(time: Resolution, own: Placed) -> bool:
    """Whether the time has no days of its own: none at all, or days of `own`, as the end of a range has."""
    first, last = time.timex.first, time.timex.last
    if first is None or last is None:
        return True
    return own.first.isoformat() <= first and last <= own.last.isoformat()


def _entry(document: Document, one: Placed, others: Sequence[Span], *, dct: date | None, lede: int | None) -> Entry:
    start, end = bounds(one.first.isoformat(), one.last.isoformat(), one.precision)
    limit = one.words is not None and document.doc.text[: one.words[0]].endswith("by ")
    return Entry(
        start=start, end=end, precision=one.precision, sentence=one.event.sentence, timex=one.timex,
        event=words_of(document, one.event, one.words, others if one.timex is not None else ()),
        basis=one.basis, because=one.because, importance=_importance(one, dct, lede),
        status=status_of(document, one.event, first=one.first, last=one.last, dct=dct, limit=limit),
    )  # fmt: skip


def _says_something(entry: Entry, text: str, times: Sequence[Resolution]) -> bool:
    """Whether the words are more than a time: of 'the bombings on 4 and 19 November' the second has no others."""
    return entry.event not in {text[time.timex.start : time.timex.end] for time in times}


def _importance(one: Placed, dct: date | None, lede: int | None) -> Literal[1, 2]:
    """1 for days near publication, a day that is still to come and what the lede tells, 2 for the background."""
    if dct is None or one.precision not in {"time", "day", "week"}:
        return 1 if one.event.sentence == lede else 2
    return 1 if one.first - dct >= -CORE or one.event.sentence == lede else 2


def _why(text: str, time: Resolution) -> str:
    return f"'{text[time.timex.start : time.timex.end]}': {time.open}"

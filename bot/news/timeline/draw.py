"""Events and their times -> the timeline: one entry an event, oldest first, and what stays open."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.news.article import Reading
from bot.news.article.moment import show_day
from bot.news.document import Document, Event
from bot.news.timeline.anchor import anchored
from bot.news.timeline.entry import Entry, Open, Timeline
from bot.news.timeline.place import announces, main_event
from bot.news.timeline.show import bounds
from bot.news.timeline.status import status_of
from bot.news.timeline.wording import say, words_of
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token

# Events of the story itself lie within weeks of its publication: of the entries that both editors of the news gold
# have, 55 of 69 core ones lie within 31 days, and 37 of 60 of the background beyond.
CORE = timedelta(days=31)


# Verbs of states and habits, which have no day of their own.
_STATES = frozenset(
    {
        "be", "have", "seem", "remain", "continue", "know", "want", "like", "appear", "include", "spend", "live",
        "stay", "keep", "become", "feel", "think", "mean", "need",
    }
)  # fmt: skip


def draw_timeline(reading: Reading, document: Document, times: Sequence[Resolution]) -> Timeline:
    """The entries, ordered by date and then as they are told, and the events whose date could not be settled."""
    text, dct = reading.article.text, reading.dct
    entries: dict[tuple[str, str, str, bool], Entry] = {}
    left: dict[tuple[int, int], Open] = {}
    told: set[int] = set()
    lede = _lede(document)
    for index, time, event in anchored(document, times, aside=reading.aside, lede=lede, dct=dct):
        start, end = words_of(document, event, (time.timex.start, time.timex.end), _others(times, time))
        words = say(document, event, (start, end))
        if time.timex.first is None or time.timex.last is None or time.precision is None:
            if time.open:
                left.setdefault((time.sentence, start), Open(time.sentence, index, words, _why(text, time)))
            continue
        entry = _entry(document, time, index, event, words, dct)
        told.add(time.sentence)
        key = (entry.start, entry.end, event.lemma, event.nominal)
        if key not in entries:
            entries[key] = entry
    implied = [] if lede is None else [e for e in _implied(reading, document, times, lede) if e.sentence not in told]
    ordered = sorted([*entries.values(), *implied], key=lambda entry: (entry.start, entry.end, entry.sentence))
    return Timeline(tuple(ordered), tuple(sorted(left.values(), key=lambda one: one.sentence)))


def _others(times: Sequence[Resolution], own: Resolution) -> list[tuple[int, int]]:
    """The words of the same sentence that date something else."""
    return [
        (time.timex.start, time.timex.end)
        for time in times
        if time.sentence == own.sentence and time.timex.type in {"DATE", "TIME"} and not _lies_in(time, own)
    ]  # fmt: skip


def _lies_in(time: Resolution, own: Resolution) -> bool:
    """Whether the time has no days of its own: none at all, or days of `own`, as the end of a range has."""
    first, last = time.timex.first, time.timex.last
    if first is None or last is None:
        return True
    return str(own.timex.first) <= first and last <= str(own.timex.last)


def _entry(document: Document, time: Resolution, index: int, event: Event, words: str, dct: date | None) -> Entry:
    first, last = str(time.timex.first), str(time.timex.last)
    day = date.fromisoformat(first)
    start, end = bounds(first, last, time.precision or "day")
    return Entry(
        start=start, end=end, precision=time.precision or "day", event=words, sentence=time.sentence, timex=index,
        basis=time.basis, because=time.because, importance=_importance(day, time, dct),
        status=status_of(document, event, first=day, last=date.fromisoformat(last), dct=dct),
    )  # fmt: skip


def _importance(first: date, time: Resolution, dct: date | None) -> Literal[1, 2]:
    near = dct is not None and abs(dct - first) <= CORE and time.precision in {"time", "day", "week"}
    return 1 if near else 2


def _why(text: str, time: Resolution) -> str:
    return f"'{text[time.timex.start : time.timex.end]}': {time.open}"


def _limits(time: Resolution) -> bool:
    """Whether a time says that the lede's event is not of the day alone: a date, or 'in the past few days'."""
    return time.timex.first is not None or (time.timex.type == "DURATION" and time.basis == "relative")


def _lede(document: Document) -> int | None:
    """The first sentence of the story that tells something."""
    telling = {event.sentence for event in document.events if not event.nominal}
    return min(telling, default=None)


def _implied(reading: Reading, document: Document, times: Sequence[Resolution], lede: int) -> Iterator[Entry]:
    """The lede's event on the day of publication, when the lede names no time: news tells what has just happened."""
    dct = reading.dct
    if dct is None or any(time.sentence == lede and _limits(time) for time in times):
        return
    event = main_event(document, events_by_token(document), lede)
    if event is None or event.modal or event.negated or not announces(event):
        return
    if event.tense != "past" or event.lemma in _STATES or document.doc[event.token].tag_ == "VBG":
        return
    words = say(document, event, words_of(document, event, None, ()))
    day = dct.isoformat()
    yield Entry(
        start=day, end=day, precision="day", event=words, sentence=lede, timex=None, basis="implied",
        because=f"the article's first sentence names no day; it was published on {show_day(dct)}",
        status=status_of(document, event, first=dct, last=dct, dct=dct), importance=1,
    )  # fmt: skip

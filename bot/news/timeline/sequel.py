"""Events that a story goes on to tell of the day it has named: 'On Monday he came. Police arrested him.'"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources

from bot.news.article.moment import show_day
from bot.news.document import Document, Event
from bot.news.timeline.place import in_quotation, main_event
from bot.news.timeline.placed import Placed
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token

_ELSEWHEN = frozenset(
    {
        "after", "afterwards", "again", "already", "before", "earlier", "eventually", "finally", "formerly", "later",
        "meanwhile", "normally", "now", "often", "once", "originally", "previous", "previously", "prior", "recently",
        "since", "still", "subsequently", "until", "usually", "when",
    }
)  # fmt: skip
"""Words that move a sentence to another time than the one before it."""


def goes_on(document: Document, times: Sequence[Resolution], placed: Sequence[Placed]) -> Iterator[Placed]:
    """The decisive events told in a plain past and without a time right behind the sentence that names a day."""
    events = events_by_token(document)
    last = _last_days(placed)
    timed = {time.sentence for time in times if time.timex.type in {"DATE", "TIME"}}
    for number in range(1, len(document.sentences)):
        before, here = document.sentences[number - 1], document.sentences[number]
        day = last.get(number - 1)
        if day is not None and number not in last.keys() | timed and here.paragraph == before.paragraph:
            yield from _sequel(document, number, events, day)


def _last_days(placed: Sequence[Placed]) -> Mapping[int, date | None]:
    """The day that each sentence leaves the story on; None where it is no single day."""
    ordered = sorted(placed, key=lambda one: one.event.token)
    return {one.event.sentence: one.first if one.first == one.last else None for one in ordered}


def _sequel(document: Document, number: int, events: Mapping[int, Event], day: date) -> Iterator[Placed]:
    event = main_event(document, events, number)
    if event is None or event.lemma not in load_decisive() or event.tense != "past" or event.negated or event.modal:
        return
    token, sentence = document.doc[event.token], document.sentences[number]
    helped = any(child.lemma_ in {"have", "has", "had"} for child in token.children if child.dep_.startswith("aux"))
    if helped or event.subject is None or in_quotation(document, token.idx):
        return
    if any(word.lower_ in _ELSEWHEN for word in document.doc[sentence.first : sentence.last]):
        return
    because = f"told without a time of its own, as part of {show_day(day)}"
    yield Placed(event, day, day, "day", "implied", because)


@cache
def load_decisive() -> frozenset[str]:
    """The lemmas of decisive.txt."""
    rows = resources.files(__package__).joinpath("decisive.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(row for row in rows if row and not row.startswith("#"))

"""The story's first sentence, whose event happened on the day of publication when it names no other."""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from spacy.tokens import Token

from bot.news.article import Reading
from bot.news.article.moment import load_calendar, show_day
from bot.news.document import Document, Event
from bot.news.document.phrase import base
from bot.news.timeline.place import announces, main_event
from bot.news.timeline.placed import Placed
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token, governing

# Verbs of states and habits, which have no day of their own.
_STATES = frozenset(
    {
        "be", "have", "seem", "remain", "continue", "know", "want", "like", "appear", "include", "spend", "live",
        "stay", "keep", "become", "feel", "think", "mean", "need",
    }
)  # fmt: skip


def first_telling(document: Document) -> int | None:
    """The first sentence of the story that tells something."""
    telling = {event.sentence for event in document.events if not event.nominal}
    return min(telling, default=None)


def implied(
    reading: Reading, document: Document, times: Sequence[Resolution], lede: int, told: Container[int]
) -> list[Placed]:
    """The lede's event on the day of publication, when the lede names no time: news tells what has just happened.

    'Police said on Friday' names the day of the saying alone.
    """
    dct, events = reading.dct, events_by_token(document)
    limits = (time for time in times if time.sentence == lede and _limits(document, time, events, dct=dct))
    if dct is None or lede in told or any(limits) or _names_no_day(document, times, lede):
        return []
    event = main_event(document, {token: one for token, one in events.items() if announces(one)}, lede)
    if event is None or event.modal or event.negated:
        return []
    token = document.doc[event.token]
    if event.tense != "past" or event.lemma in _STATES or token.tag_ == "VBG" or token.pos_ != "VERB":
        return []
    own = any(base(child.dep_) == "nsubj" for child in token.children)
    if base(token.dep_) in {"acl", "advcl", "xcomp"} and not own:
        return []
    days = [date.fromisoformat(day) for day in reading.article.either or (dct.isoformat(),)]
    published = " or ".join(show_day(day) for day in days)
    because = f"the article's first sentence names no day; it was published on {published}"
    return [Placed(event, days[0], days[-1], "day", "implied", because)]


def _names_no_day(document: Document, times: Sequence[Resolution], lede: int) -> bool:
    """Whether it names a day that no calendar has ('on 31 February'): then nothing says that it was publication's."""
    read = {i for time in times if time.sentence == lede for i in range(time.token, time.token_end)}
    sentence = document.sentences[lede]
    return any(
        token.i not in read and token.lower_.rstrip(".") in load_calendar().months and _is_numbered(token)
        for token in document.doc[sentence.first : sentence.last]
    )


def _is_numbered(month: Token) -> bool:
    beside = month.doc[max(month.i - 1, 0) : month.i + 2]
    return any(token.text[:1].isdigit() for token in beside)


def _limits(document: Document, time: Resolution, events: Mapping[int, Event], *, dct: date | None) -> bool:
    """Whether a time says that the lede's event is not of the day alone: a date, 'for 12 years'.

    The day on which it was said does, unless it is that of publication.
    """
    above = governing(document.doc, time.token, time.token_end, events)
    if time.timex.first is None:
        main = main_event(document, events, time.sentence)
        lasted = time.token > 0 and document.doc[time.token - 1].lower_ in {"for", "over"} and above[:1] == [main]
        return time.timex.type == "DURATION" and (time.basis == "relative" or lasted)
    return not above or announces(above[0]) or dct is None or time.timex.first != dct.isoformat()

"""A past told of a day after publication, and a future told of a day before it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from bot.news.article import Doubt, Span
from bot.news.article.moment import show_day
from bot.news.document import Document, Event
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import base
from bot.news.document.tense import finite
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import Telling, event_words, show_days
from bot.news.timeline.doubts.weekday import weekday_in
from bot.news.timeline.place import acts, in_quotation
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token, head_of

_OF_ITSELF = {"on", "in", "during"}
"""Prepositions that say when it happened; 'for', 'until', 'by', 'from' and 'before' may name what is still to come."""
_ONWARD = {"next", "following"}
"""What goes on from a day told: 'went back the next Tuesday'."""
_SLIP, _STALE = timedelta(days=7), timedelta(days=60)
"""How far ahead, and how far behind, a day without a year is taken as written; beyond, another year may be meant."""
_WILL = {"will", "'ll", "’ll"}


def doubt_tenses(
    document: Document, times: Sequence[Resolution], *, aside: Sequence[Span], dct: date | None
) -> Iterator[Doubt]:
    """A doubt for the events whose tense and whose own date lie on different sides of publication, one a side.

    Many of one side say that publication itself is wrong; the first stands for them.
    """
    if dct is None:
        return
    sides: dict[str, list[Telling]] = {"past": [], "still to come": []}
    for telling in _own(document, times, aside):
        if _is_vague(document, telling, dct):
            continue
        if telling.first > dct and _is_over(document, telling) and not _of_another_year(document, times, telling, dct):
            sides["past"].append(telling)
        elif telling.last < dct and _is_to_come(document, telling.event) and not _told_then(times, telling.time, dct):
            sides["still to come"].append(telling)
    for side, tellings in sides.items():
        if tellings:
            one, more = tellings[0], len(tellings) - 1
            words, when = event_words(document, one), "after" if side == "past" else "before"
            others = f" So {'is' if more == 1 else 'are'} {more} more." if more else ""
            day = show_days(one.first, one.last, one.time.precision)
            says = f"{words} is told as {side}, but it is {day}, {when} publication on {show_day(dct)}.{others}"
            yield Doubt("dates", says, tuple(dict.fromkeys(telling.time.sentence for telling in tellings)))


def _own(document: Document, times: Sequence[Resolution], aside: Sequence[Span]) -> Iterator[Telling]:
    """The events with the times that hang on them directly."""
    events = events_by_token(document)
    for time in times:
        if not _is_dated(document, time, aside):
            continue
        event = events.get(_verb_over(head_of(document.doc, time.token, time.token_end).head, time, events).i)
        if event is None or event.nominal or event.negated or _others_between(document, event, time):
            continue
        if _says_when(document, time, event):
            first, last = date.fromisoformat(str(time.timex.first)), date.fromisoformat(str(time.timex.last))
            yield Telling(event, time, first, last)


def _others_between(document: Document, event: Event, time: Resolution) -> bool:
    """Whether another act stands between: 'will be shown during an event commemorating the launch on April 12'."""
    return any(event.token < one.token < time.token and not one.nominal for one in document.events)


def _verb_over(token: Token, time: Resolution, events: Mapping[int, Event]) -> Token:
    """The verb of 'elect a mayor in May', whose time the parser hangs on the object; an event has its own time."""
    beside = token.dep_ == "obj" and token.i == time.token - 2
    return token.head if beside and token.i not in events else token


def _is_vague(document: Document, telling: Telling, dct: date) -> bool:
    """Whether the day has no year and may be that of another one: 'last 2 December', or one far away."""
    if str(telling.first.year) in document.doc[telling.time.token : telling.time.token_end].text:
        return False
    last = telling.time.token > 0 and document.doc[telling.time.token - 1].lower_ == "last"
    return last or telling.first - dct > _SLIP or dct - telling.last > _STALE


def _of_another_year(document: Document, times: Sequence[Resolution], telling: Telling, dct: date) -> bool:
    """Whether a day without a year follows one of another year: 'sank in 1996. It left on Monday, June 10'."""
    if str(telling.first.year) in document.doc[telling.time.token : telling.time.token_end].text:
        return False
    before = [time for time in times if time.token < telling.time.token and time.timex.last is not None]
    return bool(before) and str(before[-1].timex.last)[:4] < str(dct.year)


def _is_dated(document: Document, time: Resolution, aside: Sequence[Span]) -> bool:
    """Whether the text itself names the day or the year: no quotation, no header, no count from publication."""
    timex = time.timex
    if timex.first is None or timex.last is None or timex.type not in {"DATE", "TIME"} or time.basis == "implied":
        return False
    if any(start <= timex.start < end for start, end in aside) or document.sentences[time.sentence].aside:
        return False
    words = [word.lower_ for word in document.doc[time.token : time.token_end]]
    onward = weekday_in(" ".join(words)) is not None and not _ONWARD.isdisjoint(words)
    counted = time.basis == "relative" and not onward
    return (
        not counted and time.precision in {"time", "day", "month", "year"} and not in_quotation(document, timex.start)
    )


def _says_when(document: Document, time: Resolution, event: Event) -> bool:
    """Whether the expression stands on its own or behind 'on' or 'in'; of 'is scheduled' behind 'for' as well."""
    head = head_of(document.doc, time.token, time.token_end)
    cases = {child.lower_ for child in head.children if base(child.dep_) in {"case", "mark"}}
    wanted = _OF_ITSELF | {"for"} if _is_agenda(document.doc[event.token]) else _OF_ITSELF
    return base(head.dep_) in {"obl", "advmod", "nmod"} and cases <= wanted


def _is_agenda(token: Token) -> bool:
    """Whether the word itself says that something is to come: 'scheduled', 'due'."""
    return token.lower_ in load_lexicon().ahead


def _is_over(document: Document, telling: Telling) -> bool:
    """Whether the event is told as done, by a verb that does not look ahead and says nothing of another event."""
    event, time = telling.event, telling.time
    token = document.doc[event.token]
    if event.tense != "past" or event.modal or (event.reporting and not acts(event)) or token.tag_ in {"VB", "VBG"}:
        return False
    if (own := finite(token)) is None or (own.tag_ != "VBD" and own.lemma_ != "have"):
        return False
    if _looks_ahead(token) or any(_happens(word) for word in document.doc[token.i + 1 : time.token]):
        return False
    return not any(_hypothetical(above) for above in (token, *token.ancestors))


def _looks_ahead(token: Token) -> bool:
    """Whether the verb, or one that it is told under, puts things on a later day: 'set', 'delayed', 'announced'."""
    lexicon = load_lexicon()
    for verb in (token, *token.ancestors):
        lemma = verb.lemma_.lower()
        if (
            lemma in load_words("planning")
            or lemma in lexicon.ahead
            or lemma in lexicon.promising
            or verb.lower_ in lexicon.ahead
        ):
            return True
        if base(verb.dep_) not in {"ccomp", "xcomp", "advcl", "acl", "conj"}:
            break
    return False


def _happens(token: Token) -> bool:
    """Whether a noun before the date may be what happens then: 'called a vote on 5 December'."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in load_lexicon().happening


def _hypothetical(token: Token) -> bool:
    """Whether a clause is a condition or under one: 'if it failed on Monday'."""
    return any(child.lower_ in {"if", "unless", "until", "whether", "would", "could"} for child in token.children)


def _is_to_come(document: Document, event: Event) -> bool:
    """Whether a present 'will', 'is to' or 'is due to' governs the event.

    'would' is the past's future.
    """
    token = document.doc[event.token]
    if any(child.lower_ == "have" for child in token.children) or _hypothetical(token):
        return False
    own = finite(token)
    if own is None and base(token.dep_) == "xcomp" and _is_agenda(token.head):
        own = finite(token.head)
    if own is None or not (own.lower_ in _WILL or (own.tag_ in {"VBZ", "VBP"} and own.lemma_ == "be")):
        return False
    agenda = _is_agenda(token) or any(_is_agenda(child) for child in token.children)
    return own.lower_ in _WILL or event.tense == "future" or agenda


def _told_then(times: Sequence[Resolution], time: Resolution, dct: date) -> bool:
    """Whether the sentence names another time behind: 'said in 2021 that the bridge will open in 2023'."""
    others = [other for other in times if other.sentence == time.sentence and other is not time]
    return any(other.timex.last is not None and date.fromisoformat(other.timex.last) < dct - _SLIP for other in others)

"""Which event a time expression belongs to, and the tense in which it is told."""

from collections.abc import Container, Mapping, Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Document, Event
from bot.news.timex.meaning import Tense

_UNTIL = {"until", "till", "by", "from"}


def events_by_token(document: Document) -> Mapping[int, Event]:
    """The verbal events and the nominal ones, each under its token."""
    return {event.token: event for event in document.events}


def head_of(doc: Doc, first: int, last: int) -> Token:
    """The token of the expression that hangs on the rest of the sentence."""
    for token in doc[first:last]:
        if not first <= token.head.i < last and not token.is_punct:
            return token
    return doc[first:last].root


def governing(doc: Doc, first: int, last: int, events: Mapping[int, Event]) -> list[Event]:
    """The events above the expression in the tree, nearest first."""
    return [events[above.i] for above in head_of(doc, first, last).ancestors if above.i in events]


def tense_of(
    doc: Doc, first: int, above: Sequence[Event], near: Sequence[Event], *, scheduled: Container[str]
) -> Tense:
    """The tense that decides the direction: the governing verb's, else that of the sentence's first verb.

    A timetable's present ('they play on Wednesday') lies ahead; 'until', 'by' and 'from Friday' do too, unless they are
    told in the past.
    """
    verbs = [event for event in above if not event.nominal] or [event for event in near if not event.nominal]
    tense: Tense = "none"
    if verbs:
        event = verbs[0]
        ahead = event.tense == "present" and (event.modal or event.lemma in scheduled)
        ahead = ahead or (event.modal and event.tense == "none")
        tense = "future" if ahead or event.tense == "future" else event.tense
    if tense in {"present", "none"} and first and doc[first - 1].lower_ in _UNTIL:
        return "future"
    return tense


def is_background(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression stands in a relative clause, which the story does not go on from."""
    head = head_of(doc, first, last)
    return any(token.dep_ in {"acl:relcl", "advcl:relcl"} for token in (head, *head.ancestors))

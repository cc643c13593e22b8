"""Events with the time that their own clause names, and how doubts put both into words."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from bot.news.article.moment import show_day
from bot.news.document import Document, Event
from bot.news.document.phrase import base
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution
from bot.news.timex.govern import events_by_token, governing

_LENGTH = re.compile(r"P(\d+)([YMWD])")
SHOWN = 48
"""Characters of a quotation in a doubt: two of them and their dates are to fit the card's 200."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event that is told of the days `first` to `last`."""

    event: Event
    time: Resolution
    first: date
    last: date


def find_tellings(document: Document, times: Sequence[Resolution], *, dct: date | None) -> list[Telling]:
    """The events told as having happened, each with each time whose nearest event it is; quotations left out."""
    events = events_by_token(document)
    found = []
    for time in times:
        if time.timex.type not in {"DATE", "TIME"} or time.timex.first is None or time.timex.last is None:
            continue
        if time.basis == "implied" or document.sentences[time.sentence].aside:
            continue
        event = _event_of(document, time, events)
        if event is None or event.negated or event.modal or event.tense == "future":
            continue
        if in_quotation(document, time.timex.start) or in_quotation(document, document.doc[event.token].idx):
            continue
        first, last = date.fromisoformat(time.timex.first), date.fromisoformat(time.timex.last)
        if dct is not None and first > dct and event.tense == "past" and not event.nominal:
            continue  # 'received guests yesterday, and tomorrow …': the parser hung it on the wrong verb
        found.append(Telling(event, time, first, last))
    return found


def length_of(time: Resolution) -> tuple[int, str] | None:
    """(4, 'D') of 'four days', (2, 'Y') of 'two years'; None of a time that is no exact length in one unit."""
    exact = time.timex.type == "DURATION" and time.timex.mod is None
    found = _LENGTH.fullmatch(time.timex.value) if exact else None
    return (int(found[1]), found[2]) if found else None


def by_sentence(times: Sequence[Resolution]) -> Mapping[int, Sequence[Resolution]]:
    """The times of each sentence; none for a sentence without."""
    found: dict[int, list[Resolution]] = defaultdict(list)
    for time in times:
        found[time.sentence].append(time)
    return found


def _event_of(document: Document, time: Resolution, events: Mapping[int, Event]) -> Event | None:
    """The nearest event above the time; of a time that the parser took for a sentence, the next one's first event."""
    sentence = document.sentences[time.sentence]
    if time.token_end - time.token == sentence.last - sentence.first:
        following = [event for event in document.events if event.sentence == time.sentence + 1]
        return min(following, key=lambda event: event.token, default=None)
    return next(iter(governing(document.doc, time.token, time.token_end, events)), None)


def keys_of(token: Token | None) -> frozenset[str]:
    """What two mentions of one thing share: the lemma of its noun, a person's last name, another name whole.

    Nothing for a pronoun: who is meant is not certain then.
    """
    if token is None or token.pos_ in {"PRON", "DET"}:
        return frozenset()
    named = [token, *(child for child in token.children if base(child.dep_) in {"appos", "flat", "compound"})]
    names = {_name(part) for part in named if part.ent_type_ and (part == token or part.i == token.i + 1)}
    return frozenset(names or {token.lemma_.lower()}) | ({token.lemma_.lower()} if token.pos_ == "NOUN" else set())


def _name(token: Token) -> str:
    """The name that the token is part of, without 'the'; of a person the last word."""
    first, last, doc = token.i, token.i + 1, token.doc
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    words = [word.lower_ for word in doc[first:last] if word.lower_ not in {"the", "'s", "’s"}]
    return words[-1] if token.ent_type_ == "PERSON" and words else " ".join(words)


def is_definite(token: Token) -> bool:
    """Whether a noun takes up something that was told: 'the bomb', 'his visit', 'Friday's vote', a name."""
    if token.pos_ == "PROPN" or token.ent_type_:
        return True
    return any(
        (base(child.dep_) == "nmod" and child.i < token.i) or child.lower_ in {"the", "this", "that"}
        for child in token.children
        if child.i < token.i
    )  # fmt: skip


def quoted(text: str, start: int, end: int) -> str:
    """The characters in quotation marks, white space made one, the middle of a long piece left out."""
    words = re.sub(r"\s+", " ", text[start:end]).strip().strip("\"“”'‘’")
    words += ")" * (words.count("(") - words.count(")"))
    if len(words) > SHOWN:
        half = (SHOWN - 3) // 2
        words = f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
    return f"'{words}'"


def show_days(first: date, last: date, precision: str | None = "day") -> str:
    """'Fri 29 Nov 2024', 'Sat 19 Sep to Sun 20 Sep 2015', '2004', 'Nov 2016'."""
    if precision in {"year", "month"}:
        return str(first.year) if precision == "year" else " ".join(show_day(first).split()[2:])
    if first == last:
        return show_day(first)
    begin = show_day(first).removesuffix(f" {last.year}") if first.year == last.year else show_day(first)
    return f"{begin} to {show_day(last)}"


def event_words(document: Document, telling: Telling) -> str:
    """The event's own word and its time, in the order of the text: 'launched … on Tuesday'."""
    doc, time = document.doc, telling.time
    verb = doc[telling.event.token]
    first, last = time.token, time.token_end
    if first and base(doc[first - 1].dep_) == "case":
        first -= 1
    when = re.sub(r"\s+", " ", doc[first:last].text)
    if first <= verb.i + 1 <= last:
        return f"'{verb.text} {when}'"
    return f"'{verb.text} … {when}'" if verb.i < first else f"'{when} … {verb.text}'"

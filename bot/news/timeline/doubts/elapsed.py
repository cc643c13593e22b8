"""'The third day of the offensive' on a Friday, and 'launched the offensive on Tuesday'."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from bot.news.article import Doubt
from bot.news.article.moment import show_day
from bot.news.document import Document
from bot.news.document.phrase import base
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import Telling, by_sentence, event_words, quoted, show_days
from bot.news.timex import Resolution
from bot.news.timex.number import cardinal, ordinal

_UNITS = {"day": 1, "night": 1, "week": 7, "year": 365}
_PLURAL = {f"{unit}s": unit for unit in _UNITS}
_STRAIGHT = {"straight", "consecutive", "full", "successive", "-"}
_FAR = 12
"""Words behind 'of' within which the counted noun stands: 'of a big government offensive in the north'."""
_NEAR = 7
"""Units by which a count and a beginning may part and still speak of one thing; beyond, another one began."""


@dataclass(frozen=True, slots=True)
class Count:
    """'the third day of an offensive': unit number `number` of what one of `nouns` names, tokens `first`:`last`."""

    number: int
    unit: str
    nouns: frozenset[str]
    sentence: int
    first: int
    last: int
    current: bool
    """Whether it is told as going on: 'is in its third day', 'in the third year of'."""
    late: int = 0
    """Units by which it may have begun earlier: 'three days into it', and 'in its third day' of no day named."""


def doubt_counts(
    document: Document, times: Sequence[Resolution], tellings: Sequence[Telling], *, dct: date | None
) -> Iterator[Doubt]:
    """A doubt for each count of days, weeks or years that no told beginning of the same thing bears out."""
    begins, here = _beginnings(document, tellings), by_sentence(times)
    for count in find_counts(document):
        begun = [one for noun in sorted(count.nouns) for one in begins.get(noun, ()) if _is_exact(one, count)]
        others = [time for time in here[count.sentence] if not any(one.time is time for one in begun)]
        now, late = _now(others, count, dct=dct)
        if now is None or not begun or any(_agree(replace(count, late=late), telling, now) for telling in begun):
            continue
        telling = begun[0]
        told = show_days(telling.first, telling.last, telling.time.precision)
        start = document.doc[count.first].idx
        last = document.doc[count.last - 1]
        yield Doubt(
            "dates",
            f"{quoted(document.doc.text, start, last.idx + len(last))} {_show(now, count)} means that it began "
            f"{_show(_start(now, count), count)}, but {event_words(document, telling)} is {told}.",
            (count.sentence, telling.time.sentence),
        )


def find_counts(document: Document) -> Iterator[Count]:
    """The counts: 'the third day of a siege', 'day three of it', 'it entered its third day', 'on for a third day'."""
    for number, sentence in enumerate(document.sentences):
        if sentence.aside:
            continue
        for token in document.doc[sentence.first : sentence.last]:
            if (token.lower_ in _UNITS or token.lower_ in _PLURAL) and (found := _count_at(token, number)) is not None:
                yield found


def _count_at(token: Token, sentence: int) -> Count | None:
    doc, first, last = token.doc, token.i - 1, token.i + 1
    if token.lower_ in _PLURAL:
        return _into(token, sentence)
    while first > token.sent.start and doc[first].lower_ in _STRAIGHT:
        first -= 1
    number = ordinal(doc[first].lower_) if first >= 0 else None
    if number is None and last < len(doc) and (number := _cardinal(doc[last])) is not None:
        first, last = token.i, last + 1
    if number is None:
        return None
    if last < len(doc) and doc[last].lower_ == "of":
        of = _noun_behind(doc, last + 1)
        current = token.lower_ in {"week", "year"}
        return (
            Count(number, token.lower_, frozenset({of.lemma_.lower()}), sentence, first, of.i + 1, current)
            if of
            else None
        )
    nouns = _entered(token)
    return Count(number, token.lower_, nouns, sentence, first, last, current=True) if nouns else None


def _into(token: Token, sentence: int) -> Count | None:
    """'three days into the offensive': the fourth day of it, or still the third."""
    doc, place = token.doc, token.i
    number = _cardinal(doc[place - 1]) if place else None
    noun = _noun_behind(doc, place + 2) if place + 2 < len(doc) and doc[place + 1].lower_ == "into" else None
    if number is None or noun is None:
        return None
    return Count(
        number,
        _PLURAL[token.lower_],
        frozenset({noun.lemma_.lower()}),
        sentence,
        place - 1,
        noun.i + 1,
        current=False,
        late=1,
    )


def _noun_behind(doc: Doc, first: int) -> Token | None:
    return next((one for one in doc[first : first + _FAR] if one.pos_ == "NOUN" and not _modifies(one)), None)


def _entered(unit: Token) -> frozenset[str]:
    """Lemmas of the parties of 'entered its third day', 'is in its third day', 'fought the blaze for a third day'."""
    owned = any(child.lower_ in {"its", "their"} for child in unit.children)
    cases = {child.lower_ for child in unit.children if base(child.dep_) == "case"}
    copula = any(base(child.dep_) == "cop" for child in unit.children)
    verb = unit if copula else unit.head
    if not owned and "for" not in cases:
        return frozenset()
    parts = [child for child in verb.children if base(child.dep_) in {"nsubj", "obj"} and child.pos_ == "NOUN"]
    return frozenset(part.lemma_.lower() for part in parts if part.i != unit.i)


def _modifies(token: Token) -> bool:
    return base(token.dep_) == "compound" and token.head.i > token.i


def _cardinal(token: Token) -> int | None:
    """The number of 'day three'; a year of four digits is none."""
    if token.lower_.isdecimal():
        return int(token.lower_) if len(token) < 4 else None
    return cardinal(token.lower_)


def _now(here: Sequence[Resolution], count: Count, *, dct: date | None) -> tuple[date | None, int]:
    """The day of which the count speaks, and how much earlier than it says the thing may have begun.

    It is the one day that the sentence names; where it names none, publication or the day before it.
    """
    apart = [time for time in here if time.token >= count.last or count.first >= time.token_end]
    here = [time for time in apart if time.timex.first is not None]
    days = {(time.timex.first, time.timex.last) for time in here if time.precision in {"day", "time"}}
    if len(days) == 1:
        first, last = days.pop()
        return (date.fromisoformat(str(first)) if first == last else None), count.late
    return (dct, 1) if not here and count.current else (None, 0)


def _beginnings(document: Document, tellings: Sequence[Telling]) -> Mapping[str, Sequence[Telling]]:
    """By lemma of what began the tellings of its beginning."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        verb = document.doc[telling.event.token]
        if telling.event.nominal or not _is_beginning(verb):
            continue
        parts = [child for child in verb.children if base(child.dep_) in {"nsubj", "obj"}]
        parts += [verb.head] if base(verb.dep_) == "acl" else []
        for lemma in {part.lemma_.lower() for part in parts}:
            found[lemma].append(telling)
    return found


def _is_exact(telling: Telling, count: Count) -> bool:
    """Whether the beginning is said as exactly as the count's unit wants it."""
    return telling.first == telling.last or (count.unit == "year" and telling.time.precision == "year")


def _is_beginning(verb: Token) -> bool:
    """Whether the verb tells how something began; 'break' does with 'out' alone."""
    lemma = verb.lemma_.lower()
    out = any(child.lower_ == "out" for child in verb.children)
    return lemma in load_words("beginnings") or (lemma == "break" and out)


def _agree(count: Count, telling: Telling, now: date) -> bool:
    """Whether the beginning may be that of the count, or is too far from it to be meant at all."""
    if count.unit == "year":
        off = now.year - telling.first.year - count.number
        return off in {-1, 0, count.late} or abs(off) > _NEAR
    if telling.first > now:
        return True
    passed = (now - telling.first).days
    if count.unit == "week":
        return abs(passed // 7 + 1 - count.number) <= 1 or abs(passed // 7 - count.number) > _NEAR
    off = passed + 1 - count.number
    return 0 <= off <= count.late or abs(off) > _NEAR or (off > 0 and _sits(count))


def _sits(count: Count) -> bool:
    """Whether the thing rests between its days, so that its third day may be a week after its first."""
    return not count.nouns.isdisjoint(load_words("sittings"))


def _start(now: date, count: Count) -> date:
    if count.unit == "year":
        return date(max(now.year - count.number + 1, 1), 1, 1)
    return now - timedelta((count.number - 1) * _UNITS[count.unit])


def _show(day: date, count: Count) -> str:
    """'on Fri 29 Nov 2024', 'in 2016'."""
    return f"in {day.year}" if count.unit == "year" else f"on {show_day(day)}"

"""'The third day of the offensive' on a Friday, and 'launched the offensive on Tuesday'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.document.phrase import base
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import Telling, event_words, quoted, show_days
from bot.news.timex import Resolution
from bot.news.timex.grammar import load_grammar

_UNITS = {"day": 1, "night": 1, "week": 7, "year": 365}
_STRAIGHT = {"straight", "consecutive", "full", "successive", "-"}
_FAR = 12
"""Words behind 'of' within which the counted noun stands: 'of a big government offensive in the north'."""
_NEAR = 7
"""Units by which a count and a beginning may part and still speak of one thing; beyond, another one began."""
_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Count:
    """'the third day of an offensive': unit number `number` of what one of `nouns` names, tokens `first`:`last`."""

    number: int
    unit: str
    nouns: frozenset[str]
    sentence: int
    first: int
    last: int


def doubt_counts(
    document: Document, times: Sequence[Resolution], tellings: Sequence[Telling], *, dct: date | None
) -> Iterator[Doubt]:
    """A doubt for each count of days, weeks or years that no told beginning of the same thing bears out."""
    for count in find_counts(document):
        now = _now(times, count, dct=dct)
        begun = [telling for telling in tellings if _begins(document, telling, count)]
        if now is None or not begun or any(_agree(count, telling, now) for telling in begun):
            continue
        telling = begun[0]
        told = show_days(telling.first, telling.last, telling.time.precision)
        start = document.doc[count.first].idx
        last = document.doc[count.last - 1]
        yield Doubt(
            "dates",
            f"{quoted(document.doc.text, start, last.idx + len(last))} counted to {_show(now, count)} begins "
            f"{_show(_start(now, count), count)}, but {event_words(document, telling)} says {told}.",
            (count.sentence, telling.time.sentence),
        )


def find_counts(document: Document) -> Iterator[Count]:
    """The counts: 'the third day of a siege', 'day three of it', 'it entered its third day', 'on for a third day'."""
    for number, sentence in enumerate(document.sentences):
        if sentence.aside:
            continue
        for token in document.doc[sentence.first : sentence.last]:
            if token.lower_ in _UNITS and (found := _count_at(token, number)) is not None:
                yield found


def _count_at(token: Token, sentence: int) -> Count | None:
    doc, first, last = token.doc, token.i - 1, token.i + 1
    while first > token.sent.start and doc[first].lower_ in _STRAIGHT:
        first -= 1
    number = _ordinal(doc[first]) if first >= 0 else None
    if number is None and last < len(doc) and (number := _cardinal(doc[last])) is not None:
        first, last = token.i, last + 1
    if number is None:
        return None
    if last < len(doc) and doc[last].lower_ == "of":
        ahead = doc[last + 1 : last + _FAR]
        of = next((one for one in ahead if one.pos_ == "NOUN" and not _modifies(one)), None)
        return Count(number, token.lower_, frozenset({of.lemma_.lower()}), sentence, first, of.i + 1) if of else None
    nouns = _entered(token)
    return Count(number, token.lower_, nouns, sentence, first, last) if nouns else None


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
    value = load_grammar().lexicon.words.get(token.lower_, {}).get("cardinal")
    return int(value) if value is not None else None


def _ordinal(token: Token) -> int | None:
    if match := _DIGITS.fullmatch(token.lower_):
        return int(match[1])
    value = load_grammar().lexicon.words.get(token.lower_, {}).get("ordinal")
    return int(value) if value is not None else None


def _now(times: Sequence[Resolution], count: Count, *, dct: date | None) -> date | None:
    """The day of which the count speaks: the one day that its sentence names; of years, publication where none is."""
    days = set()
    for time in times:
        if time.sentence != count.sentence or (time.token < count.last and count.first < time.token_end):
            continue
        if time.timex.first is not None and time.timex.type in {"DATE", "TIME"} and time.precision in {"day", "time"}:
            days.add((time.timex.first, time.timex.last))
    if len(days) == 1:
        first, last = days.pop()
        return date.fromisoformat(first) if first == last else None
    alone = not any(time.sentence == count.sentence and time.timex.first for time in times)
    return dct if alone and count.unit in {"week", "year"} else None


def _begins(document: Document, telling: Telling, count: Count) -> bool:
    """Whether the telling is the beginning of what is counted, said as exactly as the count's unit wants it."""
    verb = document.doc[telling.event.token]
    if not _is_beginning(verb):
        return False
    if telling.first != telling.last and not (count.unit == "year" and telling.time.precision == "year"):
        return False
    if base(verb.dep_) == "acl" and verb.head.lemma_.lower() in count.nouns:
        return True
    parts = [child for child in verb.children if base(child.dep_) in {"nsubj", "obj"}]
    return any(part.lemma_.lower() in count.nouns for part in parts)


def _is_beginning(verb: Token) -> bool:
    """Whether the verb tells how something began; 'break' does with 'out' alone."""
    lemma = verb.lemma_.lower()
    out = any(child.lower_ == "out" for child in verb.children)
    return lemma in load_words("beginnings") or (lemma == "break" and out)


def _agree(count: Count, telling: Telling, now: date) -> bool:
    """Whether the beginning may be that of the count, or is too far from it to be meant at all."""
    if count.unit == "year":
        off = now.year - telling.first.year - count.number
        return off in {-1, 0} or abs(off) > _NEAR
    if telling.first > now:
        return True
    passed = (now - telling.first).days
    if count.unit == "week":
        return abs(passed // 7 + 1 - count.number) <= 1 or abs(passed // 7 - count.number) > _NEAR
    counted = passed + 1
    if _sits(count) and counted >= count.number:
        return True
    return counted == count.number or abs(counted - count.number) > _NEAR


def _sits(count: Count) -> bool:
    """Whether the thing rests between its days, so that its third day may be a week after its first."""
    return not count.nouns.isdisjoint(load_words("sittings"))


def _start(now: date, count: Count) -> date:
    if count.unit == "year":
        return date(max(now.year - count.number + 1, 1), 1, 1)
    return now - timedelta((count.number - 1) * _UNITS[count.unit])


def _show(day: date, count: Count) -> str:
    return show_days(day, day, "year" if count.unit == "year" else "day")

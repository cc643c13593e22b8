"""Ages and years of birth of one person that cannot all be true: 'Brandt, 43' in 2006 and 'born in 1950'."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Span

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.numerals import find_numerals
from bot.news.timeline.doubts.telling import quoted
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution

_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"\d{1,3}|[a-z]+(?:-[a-z]+)?"
# Right behind a name: ', 43,' · ', aged 43' · ' (43)' · ', a 43-year-old teacher' · ', who is 43'
_BEHIND = re.compile(
    rf",? (?:who is |is |now )?aged (?P<aged>{_COUNT})\b|, (?P<bare>\d{{1,3}})(?=[,.;)]|$)"
    r"|,? (?:who is|is|now) (?P<now>\d{1,3})(?: years? old\b|(?=[,.;]))|,? an? (?P<old>\d{1,3})[- ]years?[- ]old\b"
    r"| \((?:aged )?(?P<round>\d{1,3})\)"
)
_BEFORE = re.compile(r"\b(?P<age>\d{1,3})[- ]year[- ]old (?:[A-Za-z-]+ ){0,4}$")
_AT_AGE = re.compile(rf"\b(?:at (?:the )?age(?: of)?|aged|died at(?= \d)) (?P<age>{_COUNT})\b(?!-)")
_BORN = re.compile(
    rf"(?:,? (?:(?:who )?was )?born(?: [^.;,()]{{0,60}}?)?,? in (?P<year>{_YEAR})\b"
    rf"| \(born (?:[^()]{{0,24}} )?(?P<round>{_YEAR})\)| \((?P<life>{_YEAR})\s?[-–—]\s?(?P<death>{_YEAR})\))"
)
_DIED = re.compile(r"\b(?:died|dies|dead|death|passed away)\b")
_OLDEST = 115
_RECENT = timedelta(days=31)
"""How old news may be that gives an age without a date."""


@dataclass(frozen=True, slots=True)
class Birth:
    """Between which days a person was born by one statement, characters `start`:`end`."""

    first: date
    last: date
    sentence: int
    start: int
    end: int


def doubt_births(document: Document, times: Sequence[Resolution], *, dct: date | None) -> Iterator[Doubt]:
    """A doubt for each person whose statements of age leave no day of birth; one of a person."""
    text = document.doc.text
    for who, births in find_births(document, times, dct=dct).items():
        for i, one in enumerate(births):
            other = next((b for b in births[i + 1 :] if b.last < one.first or one.last < b.first), None)
            if other is not None:
                says = (
                    f"{quoted(text, one.start, one.end)} means that {who} was born in {_years(one)}, "
                    f"{quoted(text, other.start, other.end)} in {_years(other)}."
                )
                yield Doubt("dates", says, (one.sentence, other.sentence))
                break


def find_births(
    document: Document, times: Sequence[Resolution], *, dct: date | None
) -> dict[str, list[Birth]]:  # fmt: skip
    """By full name the births that the text states or that follow from an age."""
    found: dict[str, list[Birth]] = defaultdict(list)
    people = _full_names(document)
    by_sentence: dict[int, set[str]] = defaultdict(set)
    for span, who in people:
        by_sentence[document.sentence_at(span.start_char)].add(who)
    people = sorted([*people, *_pronouns(document, by_sentence)], key=lambda mention: mention[0].start_char)
    deaths = _deaths(document, people)
    for span, who in people:
        sentence = document.sentence_at(span.start_char)
        if in_quotation(document, span.start_char):
            continue
        alone = len(by_sentence[sentence]) == 1
        found[who] += _stated(document, span, sentence)
        now = _spoken_of(document, times, sentence, dct, deaths.get(who))
        if now is not None:
            found[who] += _counted(document, span, sentence, now, alone=alone)
    return found


def _stated(document: Document, span: Span, sentence: int) -> Iterator[Birth]:
    """The year of birth as it stands right behind the name."""
    if match := _BORN.match(document.doc.text, span.end_char):
        year = int(match["year"] or match["round"] or match["life"])
        yield Birth(date(year, 1, 1), date(year, 12, 31), sentence, span.start_char, match.end())


def _counted(
    document: Document, span: Span, sentence: int, now: tuple[date, date], *, alone: bool
) -> Iterator[Birth]:  # fmt: skip
    """The births that ages beside the name mean; 'at the age of 64' counts where the sentence names nobody else."""
    text, (start, end) = document.doc.text, (span.start_char, span.end_char)
    matches = [_BEHIND.match(text, end), _BEFORE.search(text, max(0, start - 60), start)]
    if alone:
        matches.append(_AT_AGE.search(text, document.sentences[sentence].start, document.sentences[sentence].end))
    for match in matches:
        age = _age(match) if match else None
        if match is not None and age is not None:
            first, last = _back(now[0], age + 1) + timedelta(1), _back(now[1], age)
            apart = match.re is _AT_AGE
            shown = match.span() if apart else (min(match.start(), start), max(match.end(), end))
            yield Birth(first, last, sentence, *shown)


def _full_names(document: Document) -> list[tuple[Span, str]]:
    """The mentions of persons in text order with the one full name that ends in their last word.

    A bare name that two persons share, and one whose full form never stands, is nobody's.
    """
    people = [span for span in document.doc.ents if span.label_ == "PERSON"]
    full: dict[str, set[str]] = defaultdict(set)
    for words in map(_bare, people):
        if len(words) > 1:
            full[words[-1]].add(" ".join(words))
    return [
        (span, next(iter(full[words[-1]])))
        for span in people
        if (words := _bare(span)) and len(full[words[-1]]) == 1
    ]  # fmt: skip


def _pronouns(document: Document, named: dict[int, set[str]]) -> list[tuple[Span, str]]:
    """Each 'He' or 'She' that begins a sentence without names, behind a sentence of the paragraph with one person."""
    found = []
    for number, sentence in enumerate(document.sentences):
        first = document.doc[sentence.first]
        before = document.sentences[number - 1]
        if (
            first.lower_ not in {"he", "she"}
            or named.get(number)
            or not number
            or before.paragraph != sentence.paragraph
        ):
            continue
        if len(who := named.get(number - 1, set())) == 1:
            found.append((document.doc[first.i : first.i + 1], next(iter(who))))
            named[number] = set(who)
    return found


def _bare(span: Span) -> list[str]:
    return span.text.removesuffix("'s").removesuffix("’s").split()


def _deaths(document: Document, people: Sequence[tuple[Span, str]]) -> dict[str, int]:
    """The years of death that stand with those of birth: 'Lena Vogt (1950–2014)'."""
    text = document.doc.text
    return {
        who: int(match["death"])
        for span, who in people
        if (match := _BORN.match(text, span.end_char)) and match["death"]
    }  # fmt: skip


def _spoken_of(
    document: Document, times: Sequence[Resolution], sentence: int, dct: date | None, death: int | None
) -> tuple[date, date] | None:
    """First and last day of what the sentence tells: the one year of the past that it names, a death, or publication.

    None when it names several times, of which any may be meant.
    """
    here = document.sentences[sentence]
    born = [match.span() for match in _BORN.finditer(document.doc.text, here.start, here.end)]
    spans = {
        (date.fromisoformat(time.timex.first), date.fromisoformat(str(time.timex.last)))
        for time in times
        if time.sentence == sentence and time.timex.first is not None and time.timex.type in {"DATE", "TIME"}
        and not any(start <= time.timex.start < end for start, end in born)
    }  # fmt: skip
    if death is not None and _DIED.search(document.doc.text, here.start, here.end):
        return date(death, 1, 1), date(death, 12, 31)
    far = [span for span in spans if dct is None or abs(span[0] - dct) > _RECENT]
    if not far:
        return (dct - _RECENT, dct) if dct is not None else None
    return far[0] if len(spans) == 1 and death is None else None


def _age(match: re.Match[str]) -> int | None:
    words = next((value for value in match.groupdict().values() if value), None)
    number = next(iter(find_numerals(words)), None) if words else None
    if number is None or number.vague or number.value % 1 or not 0 < number.value <= _OLDEST:
        return None
    return int(number.value)


def _back(day: date, years: int) -> date:
    """The day so many years before; 29 February goes back to the 28th."""
    year = max(day.year - years, 1)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _years(birth: Birth) -> str:
    """'1963', '1962 or 1963'."""
    first, last = birth.first.year, birth.last.year
    return str(first) if first == last else f"{first} or {last}"

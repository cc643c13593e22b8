"""Ages and years of birth of one person that cannot all be true: 'Brandt, 43' in 2006 and 'born in 1950'."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.numerals import find_numerals
from bot.news.timeline.doubts.people import Mention, find_people
from bot.news.timeline.doubts.telling import by_sentence, quoted
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution

_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"\d{1,3}|[a-z]+(?:-[a-z]+)?"
# Right behind a name: ', 43,' · ', aged 43' · ' (43)' · ', a 43-year-old teacher' · ', who is 43' · ' was 43.'
_BEHIND = re.compile(
    rf",? (?:who is |is |now )?aged (?P<aged>{_COUNT})\b|, (?P<bare>\d{{1,3}})(?=[,.;)]|$)"
    r"|,? (?:who is|is|now) (?P<now>\d{1,3})(?: years? old\b|(?=[,.;]))|,? an? (?P<old>\d{1,3})[- ]years?[- ]old\b"
    r"| \((?:aged )?(?P<round>\d{1,3})\)| was (?P<was>\d{1,3})(?=[.;])"
)
_BEFORE = re.compile(r"\b(?P<age>\d{1,3})[- ]year[- ]old (?:[A-Za-z-]+ ){0,4}$")
_ITSELF = re.compile(r"The (?P<age>\d{1,3})[- ]year[- ]old\b")
_WHEN = re.compile(rf"\b(?:at (?:the )?age(?: of)?|aged|died at(?= \d)) (?P<age>{_COUNT})\b(?!-)")
"""An age at what the sentence tells: 'died at the age of 64', 'In 1995, aged 14, she …'."""
_PLACE = r"(?:,? (?:in|on|near|at|the|of|[A-Z][\w.'’-]*|\d{1,2}(?:st|nd|rd|th)?))*?"
_BORN = re.compile(
    rf"(?:,? (?:(?:who )?was )?born{_PLACE},? (?P<year>{_YEAR})\b"
    rf"| \(born (?:[^()]{{0,24}} )?(?P<round>{_YEAR})\)| \((?P<life>{_YEAR})\s?[-–—]\s?(?P<death>{_YEAR})\))"
)
_DIED = re.compile(r"\b(?:died|dies|dead|death|passed away)\b")
_BOUNDS = {"since", "from", "until", "till", "to", "through", "before", "after", "by"}
"""Words before a time that is not the one told of: 'Brandt, 43, has led the firm since 2001'."""
Times = Mapping[int, Sequence[Resolution]]
_OLDEST = 115
_RECENT = timedelta(days=31)
"""How old news may be that gives an age without a date."""
_ANY_DAY = date(2000, 1, 1)
"""Publication where it is not known: ages told without a date can still be held against one another."""


@dataclass(frozen=True, slots=True)
class Birth:
    """Between which days a person was born by one statement, characters `start`:`end`."""

    first: date
    last: date
    sentence: int
    start: int
    end: int
    current: bool
    """Whether it is an age at publication."""


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of what a sentence tells; `named` when the sentence itself names them."""

    first: date
    last: date
    named: bool


def doubt_births(document: Document, times: Sequence[Resolution], *, dct: date | None) -> Iterator[Doubt]:
    """A doubt for each person whose statements of age leave no day of birth; one of a person."""
    text = document.doc.text
    for who, births in find_births(document, times, dct=dct).items():
        for i, one in enumerate(births):
            other = next((b for b in births[i + 1 :] if _part(one, b, dct)), None)
            if other is not None:
                first, second = quoted(text, one.start, one.end), quoted(text, other.start, other.end)
                says = f"{first} means that {who} was born in {_years(one)}, {second} in {_years(other)}."
                if one.current and other.current:
                    says = f"Two ages for {who}? {first} and {second}."
                yield Doubt("dates", says, (one.sentence, other.sentence))
                break


def _part(one: Birth, other: Birth, dct: date | None) -> bool:
    """Whether no day lies in both; where publication is not known only its own ages can be compared."""
    if dct is None and one.current != other.current:
        return False
    return other.last < one.first or one.last < other.first


def find_births(
    document: Document, times: Sequence[Resolution], *, dct: date | None
) -> Mapping[str, Sequence[Birth]]:  # fmt: skip
    """By full name the births that the text states or that follow from an age."""
    found: dict[str, list[Birth]] = defaultdict(list)
    people, here = find_people(document), by_sentence(times)
    deaths = _deaths(document, people)
    for mention in people:
        if in_quotation(document, mention.start):
            continue
        found[mention.who] += _stated(document, mention)
        when = _when(document, here, mention.sentence, dct, deaths.get(mention.who))
        if when is not None:
            found[mention.who] += _counted(document, here, mention, when, dct)
    return found


def _stated(document: Document, mention: Mention) -> Iterator[Birth]:
    """The year of birth as it stands right behind the name."""
    if match := _BORN.match(document.doc.text, mention.end):
        year = int(match["year"] or match["round"] or match["life"])
        days = date(year, 1, 1), date(year, 12, 31)
        yield Birth(*days, mention.sentence, mention.start, match.end(), current=False)


def _counted(
    document: Document, times: Times, mention: Mention, when: When, dct: date | None
) -> Iterator[Birth]:  # fmt: skip
    """The births that ages beside the name mean, or in a sentence that names nobody else."""
    for match in _ages(document, mention, when):
        age = _age(match)
        if age is None or (match.groupdict().get("was") and _is_past(document, times, mention.sentence - 1, dct)):
            continue
        first, last = _back(when.first, age + 1) + timedelta(1), _back(when.last, age)
        apart = match.re is _WHEN
        start, end = match.span() if apart else (min(match.start(), mention.start), max(match.end(), mention.end))
        yield Birth(first, last, mention.sentence, start, end, current=not when.named and not apart)


def _ages(document: Document, mention: Mention, when: When) -> Iterator[re.Match[str]]:
    text, sentence = document.doc.text, document.sentences[mention.sentence]
    yield from filter(None, (_BEHIND.match(text, mention.end), _ITSELF.match(text, mention.start)))
    if before := _BEFORE.search(text, max(0, mention.start - 60), mention.start):
        yield before
    if mention.alone and when.named and (at := _WHEN.search(text, sentence.start, sentence.end)):
        yield at


def _deaths(document: Document, people: Sequence[Mention]) -> Mapping[str, int]:
    """The years of death that stand with those of birth: 'Lena Vogt (1950–2014)'."""
    matches = ((mention.who, _BORN.match(document.doc.text, mention.end)) for mention in people)
    return {who: int(match["death"]) for who, match in matches if match is not None and match["death"]}


def _when(document: Document, times: Times, number: int, dct: date | None, death: int | None) -> When | None:
    """When what the sentence tells was: the one time that it names, a known death, or publication.

    None when it names several times far from publication, of which any may be meant.
    """
    spans = _spans(document, times, number)
    here = document.sentences[number]
    if death is not None:
        died = _DIED.search(document.doc.text, here.start, here.end) is not None
        return When(date(death, 1, 1), date(death, 12, 31), named=True) if died else None
    if any(dct is None or abs(first - dct) > _RECENT for first, _ in spans):
        return When(*next(iter(spans)), named=True) if len(spans) == 1 else None
    now = dct or _ANY_DAY
    return When(now - _RECENT, now, named=bool(spans))


def _spans(document: Document, times: Times, number: int) -> set[tuple[date, date]]:
    """First and last days of the times that the sentence tells of; those of births and mere bounds are left out."""
    doc, here = document.doc, document.sentences[number]
    born = [match.span() for match in _BORN.finditer(doc.text, here.start, here.end)]
    spans = set()
    for time in times.get(number, ()):
        if time.timex.first is None or time.timex.type not in {"DATE", "TIME"}:
            continue
        bound = time.token > 0 and doc[time.token - 1].lower_ in _BOUNDS
        if not bound and not any(start <= time.timex.start < end for start, end in born):
            spans.add((date.fromisoformat(time.timex.first), date.fromisoformat(str(time.timex.last))))
    return spans


def _is_past(document: Document, times: Times, number: int, dct: date | None) -> bool:
    """Whether a sentence tells of another time than publication: then 'He was 20.' is of that time."""
    spans = _spans(document, times, number) if number >= 0 else set()
    return any(dct is None or abs(first - dct) > _RECENT for first, _ in spans)


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

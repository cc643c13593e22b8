"""Numbers that count or measure something: with modifier and unit, without dates, ages, scores and the like.

Own code: pint converts units but finds none in a text; quantulum3 finds numbers with a unit, while news counts people
and things, bounds its numbers ('at least', 'up to') and is full of numbers that measure nothing, the work here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.facts.fact import Approx
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.numerals import SPANS, Numeral, find_numerals
from bot.news.facts.rates import rate_unit, read_rate

MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
AGED = re.compile(r"\b(?:aged|age|ages|at|age of|turned) $", re.IGNORECASE)
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT|UTC|hours (?:GMT|local))", re.IGNORECASE)
LABELLED = re.compile(
    r"(?:\b(?:no|nos|number|numbers|chapter|page|article|section|act|route|highway|room|gate|flight|size|day|week|phase|part|"
    r"round|group|game|level|version|class|category|type|channel|series|season|episode|volume|line|unit|rule|item)\.?\s"
    r"|\bper\s|#)$",
    re.IGNORECASE,
)
OFFSET = re.compile(
    r"\s(?:ago|later|earlier|before|after|old|from now|into|(?:in|from) the (?:first|second) half)\b", re.IGNORECASE
)
DASHED = re.compile(r"\s?[-–—:/]\s?\d|\s\.\s?\d")
LEVEL = re.compile(
    r"\b(?:toll|number|count|total|figure|tally|rates?|put|stood|stands?|standing|remain\w*|estimated|unchanged|closed|capped|valued)\b"
    r"[^.;,]{0,40} at $",
    re.IGNORECASE,
)
"""What is at a number that is no age."""
MODIFIER = re.compile(r"[-–‑](?!(?:fold|strong|plus|odd)\b)[a-z ]", re.IGNORECASE)
"""A hyphen behind a number makes it part of a description ('a six-member team', '10- and 12-year terms')."""
ADDRESS = re.compile(
    r"\s(?:blocks? (?:of|on)\b"
    r"|(?:[A-Z][\w.']*\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane)\b(?!\s[a-z]+s\b))"
)
BROKEN_BEFORE = re.compile(r"\d \.\s*$")
BROKEN_BEHIND = re.compile(r"\s\.\s\d")
"""A decimal that spaces tear apart ('5 . 2 yards'), also over the end of a sentence."""
RACE = re.compile(
    r" (?:final|race|sprint|dash|relay|heats?|hurdles|freestyle|backstroke|butterfly|breaststroke|event|title)\b"
)
MAGNITUDE = re.compile(
    r"\bmagnitude(?:[- ]|,? (?:of|was|is|at|over|above) (?:about |around |at least )?)$", re.IGNORECASE
)
MAGNITUDE_BEHIND = re.compile(r"[- ]magnitude\b", re.IGNORECASE)
MINUS = re.compile(r"\b[Mm]inus $|(?<![\w.,)-])[-−](?=$)")
WEIGHED = re.compile(
    r"\b(?:weigh\w*|lifts?|lifted|lost|lose|loses|losing|gained|gain|shed|thrust of) [^.;,]{0,20}$", re.IGNORECASE
)
WEIGHED_BEHIND = re.compile(
    r" of (?!(?:taxpayer|public|aid|debt|fund|money|spending|saving|invest|loan|damage))"
    r"|\s?\([\d.,]+ ?(?:kg|kilo|tonne)",
    re.IGNORECASE,
)
"""What shows that pounds are a weight ('1,300 pounds (600 kg) of explosives')."""
REACH = 30
BORE = re.compile(r"[- ](?:gauge|caliber|calibre|bore)\b", re.IGNORECASE)
TIMES_AS = re.compile(r" times (?:as|more|less|fewer|the|that|[a-z]+er)\b(?! than)", re.IGNORECASE)
"""What makes a number a ratio ('five times as many')."""
BETWEEN_COMMAS = re.compile(r"\s?(?:[,.;)]|$)| (?:and|of|from|who|was|is|has)\b")
"""What follows an age: the end of an apposition, or what goes on behind it."""
QUOTED = re.compile(r"[\"“‘']([^\"“”]{1,70})$")
AROUND = 80
"""Characters on either side of a number that say what it is."""
AFTER_DASH = re.compile(r"\d\s?[-–—:/]\s?$|\d \. ?$")
YEAR_AFTER = frozenset(
    {"the", "of", "in", "since", "by", "from", "until", "till", "before", "after", "during", "a", "and", "for"}
)
DESCRIBED = frozenset({"NOUN", "PROPN", "ADJ"})
NESTED = 8
"""Times that may overlap one another; those before them end before the number begins."""
MINOR, LONG_TITLE = 3, 10
"""Letters of words that a title writes small; words of a quotation that is no title any more."""
PLACES = frozenset({"GPE", "LOC", "DATE", "TIME"})
NAMES = frozenset({"PERSON", "ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "GPE", "LOC", "LAW"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its modifier and unit; `number` is its first token, `last` the one behind number and unit.

    `rated` is whether the unit tells an amount for one of something ('$80 a barrel').
    """

    numeral: Numeral
    start: int
    end: int
    approx: Approx
    unit: str | None
    number: int
    last: int
    rated: bool = False


def find_quantities(doc: Doc, sentence: Sentence, dates: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the sentence's quantities in order; numbers within `dates`, character spans of times, count nothing."""
    starts = [start for start, _ in dates]
    held: Quantity | None = None
    for numeral in find_numerals(doc.text, sentence.start, sentence.end):
        if _meets(dates, starts, numeral) or (held is not None and numeral.start < held.end):
            continue
        quantity = _with_unit(doc, sentence, numeral, tokens_of(doc, sentence, numeral.start, numeral.end)[0])
        if held is not None:
            joined = _joined(doc, sentence, held, quantity)
            if joined is None and not _is_no_count(doc, sentence, held):
                yield held
            quantity = joined or quantity
        held = quantity
    if held is not None and not _is_no_count(doc, sentence, held):
        yield held


def _joined(doc: Doc, sentence: Sentence, first: Quantity, second: Quantity) -> Quantity | None:
    """Return one range of two amounts of one unit ('$2 billion to $3 billion', '10% to 15%'); None where they are two.

    Behind 'from' and behind a verb of change the second is what something came to: 'rose 5% to 12%'.
    """
    low, high = first.numeral, second.numeral
    same = first.unit is not None and first.unit.split(" per ")[0] == (second.unit or "").split(" per ")[0]
    if not same or low.upper is not None or high.upper is not None or low.value >= high.value or low.part or high.part:
        return None
    between, before = doc.text[first.end : second.start], doc.text[sentence.start : first.start].lower()
    if not re.fullmatch(r"\s?(?:to|-|–)\s?", between) and not (between == " and " and before.endswith("between ")):
        return None
    words = re.findall(r"[a-z]+", before)[-3:]
    changes = before.endswith("from ") or not load_lexicon().changes.isdisjoint(words)
    if changes and not SPANS.search(before):
        return None
    numeral = replace(low, end=high.end, upper=high.value)
    return replace(second, numeral=numeral, start=first.start, approx=first.approx, number=first.number)


def _meets(spans: Sequence[tuple[int, int]], starts: Sequence[int], numeral: Numeral) -> bool:
    """Say whether one of the spans, which stand in text order, shares characters with the number."""
    last = bisect_left(starts, numeral.end)
    return any(start < numeral.end and numeral.start < end for start, end in spans[max(0, last - NESTED) : last])


def tokens_of(doc: Doc, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence's tokens that touch the characters."""
    tokens = range(sentence.first, sentence.last)
    first = sentence.first + max(0, bisect_right(tokens, start, key=lambda i: doc[i].idx) - 1)
    last = sentence.first + bisect_left(tokens, end, key=lambda i: doc[i].idx)
    if first < last and doc[first].idx + len(doc[first]) <= start:
        first += 1
    return (first, last) if first < last else (sentence.first, sentence.first + 1)


def tokens_before(doc: Doc, sentence: Sentence, quantity: Quantity) -> int:
    """Return the first token of the number with its modifier."""
    first = quantity.number
    while first > sentence.first and doc[first - 1].idx >= quantity.start:
        first -= 1
    return first


def _with_unit(doc: Doc, sentence: Sentence, numeral: Numeral, first: int) -> Quantity:
    text = doc.text
    start, end, unit = numeral.start, numeral.end, "percent" if numeral.part else None
    sign = _sign().search(text, max(sentence.start, start - 5), start)
    if sign is not None:
        start, unit = sign.start(), load_lexicon().units.signs[re.sub(r"\s", "", sign.group())]
    behind = _named_unit().match(text, end, sentence.end)
    if behind is not None and (unit is None or behind["name"].lower() in _currencies()):
        end, unit = behind.end("name"), _unit(text, numeral, behind) if unit is None else unit
    scaled = MAGNITUDE.search(text, max(sentence.start, start - REACH), start)
    if unit is None and (scaled is not None or MAGNITUDE_BEHIND.match(text, end)):
        unit = "magnitude"
    minus = MINUS.search(text, max(sentence.start, start - 7), start)
    if minus is not None and unit is not None:
        start, numeral = minus.start(), replace(numeral, value=-numeral.value)
    start, approx = _modifier(text, sentence.start, start)
    end, approx = _behind(text, end, sentence.end, approx)
    rate = read_rate(text, end, sentence.end) if unit not in {None, "percent", "magnitude"} else None
    if rate is not None and unit is not None:
        end, unit = rate[0], rate_unit(unit, rate[1])
    if numeral.vague:
        start, end = numeral.start, numeral.end
    last = tokens_of(doc, sentence, numeral.start, end)[1]
    return Quantity(numeral, start, end, approx, unit, first, last, rate is not None)


@cache
def _sign() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in sorted(load_lexicon().units.signs, key=len, reverse=True))
    spaced = signs.replace(r"\$", r"\s?\$")
    return re.compile(rf"(?<![\w$/])(?:{spaced})\s?$")


@cache
def _named_unit() -> re.Pattern[str]:
    units = load_lexicon().units
    names = [*units.points, *units.percent, *units.currencies, *units.measures]
    ordered = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    area = r"(?:(?:square|sq|cubic)[. ]+)?"
    return re.compile(rf"(?:[- ]|\s?){area}(?P<name>{ordered})(?!\w)", re.IGNORECASE)


def _unit(text: str, numeral: Numeral, named: re.Match[str]) -> str:
    """Return the unit that a word behind the number names; pounds that are weighed are no money."""
    units, name = load_lexicon().units, named["name"].lower()
    if name in units.points:
        return "basis points" if name.startswith("basis") else "percentage points"
    if name in units.percent:
        return "percent"
    around = text[max(0, numeral.start - REACH) : numeral.start], text[named.end() : named.end() + REACH]
    if name in {"pound", "pounds"} and (WEIGHED.search(around[0]) or WEIGHED_BEHIND.match(around[1])):
        return "lb"
    return _currencies().get(name) or _measures()[name]


@cache
def _currencies() -> Mapping[str, str]:
    return {name.lower(): unit for name, unit in load_lexicon().units.currencies.items()}


@cache
def _measures() -> Mapping[str, str]:
    return {name.lower(): unit for name, unit in load_lexicon().units.measures.items()}


def _modifier(text: str, floor: int, start: int) -> tuple[int, Approx]:
    """Return where the number begins with its modifier, and what that makes of it."""
    match = _before().search(text, max(floor, start - 30), start)
    if match is None:
        return start, "at least" if _beyond().search(text, max(floor, start - 30), start) else "exact"
    kinds: tuple[Approx, ...] = ("at least", "up to", "about")
    return match.start("word"), next(kind for kind in kinds if match["word"].lower() in load_lexicon().before[kind])


@cache
def _before() -> re.Pattern[str]:
    words = [word for kind in load_lexicon().before.values() for word in kind]
    ordered = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<!in and )(?P<word>{ordered}) (?:(?:a|an|about|another) )?$", re.IGNORECASE)


@cache
def _beyond() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_lexicon().beyond)}) $", re.IGNORECASE)


def _behind(text: str, end: int, ceiling: int, approx: Approx) -> tuple[int, Approx]:
    for kind, words in load_lexicon().behind.items():
        for word in words:
            match = re.compile(rf"\s?{re.escape(word)}(?!\w)", re.IGNORECASE).match(text, end, ceiling)
            if match is not None and approx == "exact":
                return match.end(), "up to" if kind == "up to" else "about" if kind == "about" else "at least"
    return end, approx


def _is_no_count(doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    text, numeral = doc.text, quantity.numeral
    before = text[max(sentence.start, numeral.start - AROUND) : numeral.start]
    after = text[numeral.end : min(sentence.end, numeral.end + AROUND)]
    if BROKEN_BEFORE.search(text, max(0, numeral.start - 5), numeral.start) or BROKEN_BEHIND.match(text, numeral.end):
        return True
    if _describes(doc, sentence, quantity, after) or _is_titled(before, after) or TIMES_AS.match(after):
        return True
    if quantity.unit in {"hour", "minute", "second"}:
        return not text[: quantity.end].endswith("s") or bool(OFFSET.match(text, quantity.end, sentence.end))
    if quantity.unit is not None:
        return before.endswith("(") and quantity.unit.split(" per ")[0] in load_lexicon().units.measures.values()
    return (
        _is_date(before, after, doc, quantity)
        or _is_age(before, after, doc, quantity)
        or _is_score(before, after)
        or _is_label(before, after, doc, sentence, quantity)
    )


def _describes(doc: Doc, sentence: Sentence, quantity: Quantity, after: str) -> bool:
    """Say whether the number is part of a description or an address; money and percentages stay what they are."""
    if quantity.unit is not None and (quantity.rated or quantity.unit not in load_lexicon().units.measures.values()):
        return False
    if quantity.unit == "m" and RACE.match(doc.text, quantity.end, sentence.end):
        return True
    if MODIFIER.match(after) or ADDRESS.match(after) or BORE.match(after):
        return True
    apart = re.match(r" - [a-z]", after) and quantity.last + 2 < sentence.last
    return bool(apart) and doc[quantity.last + 1].tag_ == "NN" and doc[quantity.last + 2].pos_ in DESCRIBED


def _is_titled(before: str, after: str) -> bool:
    """Say whether the number stands in a title between quotation marks ('"The Internet Explorer 6 Countdown"')."""
    opened, closed = QUOTED.search(before), re.match(r"[^\"“”]{0,70}?[\"”’']", after)
    if opened is None or closed is None:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", opened[1] + after[: closed.end()]) if len(word) > MINOR]
    return bool(words) and len(words) < LONG_TITLE and all(word[0].isupper() for word in words)


def _is_date(before: str, after: str, doc: Doc, quantity: Quantity) -> bool:
    """Say whether a number is (part of) a date, a clock time or a span of calendar days."""
    value, digits = quantity.numeral.value, not quantity.numeral.worded
    if CLOCK.match(after) or re.match(rf"\s{MONTH.pattern}", after):
        return True
    if re.search(rf"\b{MONTH.pattern}\s(?:\d{{1,2}},?\s)?$", before) and value <= 2100:
        return True
    following = _next_word(doc, quantity.last)
    if following is not None and following.lower_ in load_lexicon().units.calendar:
        return True
    if not digits or "," in doc.text[quantity.numeral.start : quantity.numeral.end] or not 1000 <= value <= 2100:
        return False
    if quantity.approx != "exact":
        return False
    definite = value >= 1900 and quantity.number > 0 and doc[quantity.number - 1].lower_ in YEAR_AFTER
    return definite or following is None or following.tag_ not in {"NNS", "JJ", "NNPS"}


def _next_word(doc: Doc, index: int) -> Token | None:
    """Return the token at `index`, a hyphen skipped."""
    while index < len(doc) and doc[index].text in {"-", "–", "]", "½"}:
        index += 1
    return doc[index] if index < len(doc) and not doc[index].is_space else None


def _is_age(before: str, after: str, doc: Doc, quantity: Quantity) -> bool:
    if quantity.numeral.value > 120:
        return False
    if re.match(r"[- ]years?[- ]old|[- ]years? of age", after, re.IGNORECASE) or AGED.search(before):
        return not before.lower().endswith(" at ") or (after[:1] in {",", "."} and not LEVEL.search(before))
    if re.match(r" of (?:them|whom|which|those|these)\b", after):
        return False
    apart = before.endswith(", ") and BETWEEN_COMMAS.match(after)
    return bool(apart) and quantity.number >= 2 and doc[quantity.number - 2].pos_ in {"PROPN", "NOUN"}


def _is_score(before: str, after: str) -> bool:
    return bool(DASHED.match(after) or AFTER_DASH.search(before))


def _begins_name(doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    """Say whether 'Bus 42 runs' or 'the Core 2 Duo' is a name: by the capital before it, and the one behind it."""
    previous, following = doc[quantity.number - 1], _next_word(doc, quantity.last)
    if (
        quantity.numeral.worded
        or not previous.text[:1].isupper()
        or not previous.is_alpha
        or previous.ent_type_ in PLACES
    ):
        return False
    alone = (
        quantity.number - 1 == sentence.first
        and previous.tag_ == "NN"
        and "," not in doc.text[quantity.start : quantity.end]
    )
    return alone or (following is not None and following.is_title and quantity.number - 1 > sentence.first)


def _is_label(before: str, after: str, doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    """Say whether the number names a thing or an item of a list ('Route 66', 'posts 542 and 543') and counts none."""
    if LABELLED.search(before) or (quantity.number == sentence.first and re.match(r"[.)]\s", after)):
        return True
    if any(token.ent_type_ in NAMES and token.ent_iob_ == "I" for token in doc[quantity.number : quantity.number + 1]):
        return True
    previous = doc[quantity.number - 1] if quantity.number > sentence.first else None
    if previous is None or quantity.approx != "exact" or quantity.numeral.vague or previous.lower_.endswith("ing"):
        return False
    if _begins_name(doc, sentence, quantity):
        return True
    listed = previous.lower_ in {"and", "or", ","} and quantity.number - 3 >= sentence.first
    if listed and doc[quantity.number - 2].pos_ == "NUM":
        previous = doc[quantity.number - 3]
    following = _next_word(doc, quantity.last)
    if previous.tag_ == "NNP" and following is not None and following.tag_ in {"NNP", "NNPS"}:
        return True
    counts = following is not None and following.tag_.startswith(("NN", "JJ", "VBN", "VBG"))
    return previous.tag_ in {"NN", "NNP", "NNS", "NNPS"} and not counts

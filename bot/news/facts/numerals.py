"""Numbers in running text: digits, words, scales, vague plurals, fractions, ranges."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.news.facts.lexicon import load_lexicon

DIGITS = r"\d{1,3}(?:(?:,\d{3})+| , \d{3}(?: , \d{3})*)(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""Digits; a pasted corpus may part the thousands from their comma ('230 , 000')."""
NAMED = re.compile(r"\s?[a-z%]")
"""What begins the noun behind a range."""
BESIDE = 12
"""Characters in which the word before a range stands."""
SPANS = re.compile(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|anything|somewhere) from $", re.IGNORECASE)
"""What makes 'from' begin a range and no change."""
RESULT = re.compile(
    r"\s?(?:start|record|wins?|victory|loss|defeat|lead|draw|ties?|votes?|scores?|runs?|decision|margin|finish|mark|majority"
    r"|ruling|split|thriller|triumph|rout|deficit|advantage|stretch|home|overall|at|in|on|over|up|down|against|with|and|to|for)\b"
)
"""What stands behind two numbers that are a result ('an 18-30 start', 'a 5-4 vote') and no range."""
METRES = re.compile(
    r"\s?(?:hurdles|freestyle|backstroke|butterfly|breaststroke|relay|race|final|sprint|dash|heats?|pool|high|tall|long|deep|wide"
    r"|thick|away|below|above|behind|ahead|further|north|south|east|west|from|into|wall|tower|waves?)\b"
)
"""What stands behind an 'm' that is metres; elsewhere, and behind a currency, it is millions ('£3m', '10m users')."""
COIN = re.compile(r"[$£€¥₹]\s?$|\b(?:Rs\.?|RM|[A-Z]{3}) ?$")
LETTER = re.compile(r" (?P<short>m|b|k|tr|cr)\b", re.IGNORECASE)
"""A scale letter that stands apart, which only money has ('$5 m')."""
TIMED = re.compile(
    r" (?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|games?|matches|innings|sets)\b"
)
"""What makes 'two in five' a pace instead of a share."""
WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000})
"""Numbers in which shares are told."""


_SHARE = re.compile(r" (?:in|out of)(?: every)? ")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, characters `start`:`end` of the text; `upper` is the second of a range.

    `vague` marks 'dozens', `part` 'a third' (its value is then in percent), `worded` a number without digits.
    """

    start: int
    end: int
    value: float
    upper: float | None = None
    vague: bool = False
    part: bool = False
    worded: bool = False


def find_numerals(text: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Yield the numbers between two offsets in order, ranges joined."""
    found = _read_all(text, start, len(text) if end is None else end)
    held: Numeral | None = None
    for numeral in found:
        if held is None:
            held = numeral
        elif _is_range(text, held, numeral):
            yield Numeral(held.start, numeral.end, _scaled(held, numeral), numeral.value, worded=held.worded)
            held = None
        else:
            yield held
            held = numeral
    if held is not None:
        yield held


def _read_all(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield each number; what only looks like a share ('two in 10 minutes') is read as two."""
    place = start
    while (match := _pattern().search(text, place, end)) is not None:
        if match["share"] and not _is_share(text, match):
            place = match.start() + len(_SHARE.split(match["share"])[0])
            yield from _read_all(text, match.start(), place)
            continue
        numeral = _read(match)
        yield numeral
        place = max(numeral.end, match.start() + 1)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Say whether 'two in five' is a share of something: of a usual whole, and no pace or place in a row."""
    part, whole = (_spelled(word.strip()) for word in _SHARE.split(match["share"].lower()))
    return 0 < part < whole and whole in WHOLES and not TIMED.match(text, match.end())


def _is_range(text: str, first: Numeral, second: Numeral) -> bool:
    """Say whether two numbers are one range; a dash between them needs a noun behind, for it may be a score."""
    if first.vague or second.vague or first.part or second.part or _scaled(first, second) >= second.value:
        return False
    between = text[first.end : second.start].lower()
    before = text[max(0, first.start - BESIDE) : first.start].lower()
    if between == " and ":
        return before.endswith("between ")
    if between in {" to ", " or "}:
        return not before.endswith("from ") or bool(SPANS.search(text, max(0, first.start - 2 * BESIDE), first.start))
    if not re.fullmatch(r" ?[-–] ?", between) or RESULT.match(text, second.end):
        return False
    return bool(NAMED.match(text, second.end)) or (_is_scaled(text, second) and bool(COIN.search(before)))


def _is_scaled(text: str, numeral: Numeral) -> bool:
    """Say whether a scale stands at the number ('$2-3 billion'); a score has none."""
    return text[numeral.start : numeral.end][-1].isalpha()


def _scaled(first: Numeral, second: Numeral) -> float:
    """Return the lower end of a range, with the scale that stands only at the upper one ('2 to 3 million')."""
    if first.value < 1000 <= second.value and first.value * 1000 <= second.value:
        for scale in (1e12, 1e9, 1e6, 1e3):
            if second.value >= scale and second.value / scale < 1000 and second.value % (scale / 100) == 0:
                return first.value * scale
    return first.value


@cache
def _pattern() -> re.Pattern[str]:
    words = load_lexicon().numerals
    ones, tens, scales = _any(words.ones), _any(words.tens), _any(words.scales)
    small = rf"(?:{tens}(?:[- ]{ones})?|{ones})"
    digits = (
        rf"(?P<digits>{DIGITS})(?:(?P<short>{_any(words.short)})\b|[- ]?(?P<scale>{scales}(?: {scales}){{0,2}})\b)?"
    )
    half = rf"half[- ]{{1,3}}(?:an? )?{scales}|(?:an? )?half[- ]{{1,3}}{scales}"
    quarter = rf"(?:a|one|three)[- ]quarters? of an? {scales}"
    mixed = rf"{small}(?: and a half|-and-a-half) {scales}|an? {scales} and a half"
    plain = rf"(?:an? |{small}[- ])?{scales}(?:[ -](?:and )?(?:{small}|{scales})){{0,8}}|{small}"
    spelled = rf"{quarter}|{mixed}|{half}|{plain}"
    counted = r"(?:(?:a|one|two|three|four|five|six|seven|nine)[- ])?"
    whole = rf"(?! of an? {scales})(?= of (?:the |all |its |their |those )?[a-z])"
    part = rf"{counted}{_any(words.fractions)}{whole}"
    few = rf"(?:an? few|several|some few|many|an? couple(?: of)?) {scales}"
    several = rf"(?:tens of |{_any(words.vague)} of )?{_any(words.vague)}|{few}"
    of = r"(?:in|out of)(?: every)?"
    share = rf"(?:{small}|\d{{1,3}}) {of} (?:{small}|\d{{1,4}})(?! (?:million|billion|thousand|hundred))(?=[ .,;])"
    named = (*words.ones, *words.tens, *words.scales, *words.vague, *words.fractions, "several", "some", "many", "tens")
    opening = "|".join(sorted({word[:3] for word in named}))
    return re.compile(
        # Where no number can begin, nothing further is tried: a text is read in a third of the time.
        rf"(?<!\w)(?=\d|an?[- ]|{opening})"
        rf"(?:(?<![\w.#$/-])(?P<part>{part})\b|(?<![\w-])(?P<share>{share})|(?<![\w-])(?P<vague>{several})\b"
        rf"|(?<![\w.#/])(?<![A-Za-z]-)(?<!\d[,:])(?:{digits})(?:(?=(?:km|kg|cm|mm|kph|mph|MW|GW|kWh|lbs?|pc)\b)|(?![\w/]))(?!,\d)(?!\.\w)(?!:\d)"
        rf"|(?<![\w-])(?<!\w - )(?P<spelled>{spelled})\b(?! ?- (?:and|in|to) ))",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _read(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if match["part"]:
        return Numeral(start, end, _part(match["part"].lower()), part=True, worded=True)
    if match["share"]:
        part, whole = (_spelled(word.strip()) for word in _SHARE.split(match["share"].lower()))
        return Numeral(start, end, float(round(100 * part / whole)), part=True, worded=True)
    if match["vague"]:
        return Numeral(start, end, _vague(match["vague"].lower()), vague=True, worded=True)
    if match["digits"]:
        return _digits(match)
    return Numeral(start, end, _spelled(match["spelled"].lower()), worded=True)


def _digits(match: re.Match[str]) -> Numeral:
    """Return a number in digits with its scale; an 'm' that means metres stays outside."""
    words, text, (start, end) = load_lexicon().numerals, match.string, match.span()
    value, short = float(re.sub(r"[ ,]", "", match["digits"])), (match["short"] or "").lower()
    coin = COIN.search(text, max(0, start - 5), start) is not None
    apart = LETTER.match(text, end) if coin and not short and not match["scale"] else None
    if apart is not None:
        short, end = apart["short"].lower(), apart.end()
    if short == "m" and not coin and METRES.match(text, end):
        short, end = "", match.end("digits")
    for scale in (match["scale"] or "").lower().split():
        value *= words.scales[scale]
    return Numeral(start, end, round(value * words.short.get(short, 1), 6))


def _part(words: str) -> float:
    """Return a fraction in percent ('two-thirds' -> 67)."""
    *count, name = re.split(r"[- ]", words)
    lexicon = load_lexicon().numerals
    return float(round(lexicon.fractions[name] * lexicon.ones.get(count[0] if count else "one", 1)))


def _vague(words: str) -> float:
    """Return the least that a vague plural can mean: 24 for 'dozens', 200 for 'a few hundred'."""
    lexicon = load_lexicon().numerals
    first, _, last = words.rpartition(" ")
    if last in lexicon.scales:
        return 2 * lexicon.scales[last]
    first = first.removesuffix(" of")
    if not first:
        return lexicon.vague[last]
    factor = 10 if first == "tens" else lexicon.vague[first] / 2
    return factor * lexicon.vague[last]


def _spelled(words: str) -> float:
    """Return the value of a number in words ('two hundred and fifty', 'half a million', 'three and a half million')."""
    if words.isdigit():
        return float(words)
    lexicon = load_lexicon().numerals
    total = current = 0.0
    parts = re.findall(r"[a-z]+", words)
    if "quarter" in words:
        return (3 if parts[0] == "three" else 1) * lexicon.scales[parts[-1]] / 4
    if words.endswith("and a half"):
        return 1.5 * lexicon.scales[parts[-4]]
    for word in parts:
        if word in lexicon.ones or word in lexicon.tens:
            current += lexicon.ones.get(word, lexicon.tens.get(word, 0))
        elif word in {"a", "an"}:
            current = current or 1
        elif word == "half":
            current = current + 0.5 if "and" in parts else 0.5
        elif word in lexicon.scales:
            scale = lexicon.scales[word]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
    return total + current

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
    found = [_read(match) for match in _pattern().finditer(text, start, len(text) if end is None else end)]
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


def _is_range(text: str, first: Numeral, second: Numeral) -> bool:
    """Say whether two numbers are one range; a dash between them needs a noun behind, for it may be a score."""
    if first.vague or second.vague or first.part or second.part or _scaled(first, second) >= second.value:
        return False
    between = text[first.end : second.start].lower()
    before = text[max(0, first.start - BESIDE) : first.start].lower()
    if between == " and ":
        return before.endswith("between ")
    if between in {" to ", " or "}:
        return not re.search(r"\bfrom $", before)
    return bool(re.fullmatch(r" ?[-–] ?", between)) and bool(NAMED.match(text, second.end))


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
    digits = rf"(?P<digits>{DIGITS})(?:(?P<short>{_any(words.short)})\b|[- ]?(?P<scale>{scales}(?: {scales})*)\b)?"
    spelled = rf"(?:(?:half )?a |{small}[- ])?{scales}(?:[ -](?:and )?(?:{small}|{scales}))*|{small}"
    part = rf"(?:(?:a|one|two|three|four)[- ])?{_any(words.fractions)}(?= of (?:the |all |its |their |those )?[a-z])"
    several = rf"(?:tens of |{_any(words.vague)} of )?{_any(words.vague)}"
    share = rf"(?:one) (?:in|out of) (?:{small}|\d+)"
    return re.compile(
        rf"(?<![\w.#$/-])(?P<part>{part})\b|(?<![\w-])(?P<share>{share})\b|(?<![\w-])(?P<vague>{several})\b"
        rf"|(?<![\w.#/])(?<![A-Za-z]-)(?<!\d[,:])(?:{digits})(?![\w/])(?!,\d)(?!\.\d)(?!:\d)|(?<![\w-])(?P<spelled>{spelled})\b",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _read(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    words = load_lexicon().numerals
    if match["part"]:
        return Numeral(start, end, _part(match["part"].lower()), part=True, worded=True)
    if match["share"]:
        last = re.split(r" (?:in|out of) ", match["share"].lower())[-1]
        return Numeral(start, end, float(round(100 / _spelled(last))), part=True, worded=True)
    if match["vague"]:
        return Numeral(start, end, _vague(match["vague"].lower()), vague=True, worded=True)
    if match["digits"]:
        value = float(re.sub(r"[ ,]", "", match["digits"]))
        for scale in (match["scale"] or "").lower().split():
            value *= words.scales[scale]
        return Numeral(start, end, round(value * words.short.get((match["short"] or "").lower(), 1), 6))
    return Numeral(start, end, _spelled(match["spelled"].lower()), worded=True)


def _part(words: str) -> float:
    """Return a fraction in percent ('two-thirds' -> 67)."""
    *count, name = re.split(r"[- ]", words)
    lexicon = load_lexicon().numerals
    return float(round(lexicon.fractions[name] * lexicon.ones.get(count[0] if count else "one", 1)))


def _vague(words: str) -> float:
    """Return the least that a vague plural can mean: 24 for 'dozens', 20,000 for 'tens of thousands'."""
    lexicon = load_lexicon().numerals
    first, _, last = words.rpartition(" of ")
    if not first:
        return lexicon.vague[last]
    factor = 10 if first == "tens" else lexicon.vague[first] / 2
    return factor * lexicon.vague[last]


def _spelled(words: str) -> float:
    """Return the value of a number in words ('two hundred and fifty', 'half a million')."""
    if words.isdigit():
        return float(words)
    lexicon = load_lexicon().numerals
    total = current = 0.0
    for word in re.split(r"[- ]+", words):
        if word in lexicon.ones or word in lexicon.tens:
            current += lexicon.ones.get(word, lexicon.tens.get(word, 0))
        elif word == "a":
            current = current or 1
        elif word == "half":
            current = 0.5
        elif word in lexicon.scales:
            scale = lexicon.scales[word]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
    return total + current

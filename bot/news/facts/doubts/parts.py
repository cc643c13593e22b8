"""Parts that are more than their whole, and a full split that does not add up: '20 people, 15 men and 8 women'."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.doubts.counts import quote
from bot.news.facts.doubts.lexicon import load_words
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.numerals import find_numerals

NUMBER = r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
PART = rf"(?:{NUMBER}) (?:[a-z-]+ ){{0,2}}?[a-z]+"
LISTED = rf"(?P<parts>{PART}(?:, {PART})*,? and {PART})"
WHOLE = rf"(?P<whole>{NUMBER}) (?P<counted>(?:[a-z-]+ ){{0,2}}[a-z]+)"
BESIDE = re.compile(rf"\b{WHOLE}(?:,| \(| [-–—]) {LISTED}(?=[,.;:)]| [-–—]|$)", re.IGNORECASE)
"""'20 people, 15 men and 8 women,': a split by sex and age, for only those kinds exclude one another."""
BEHIND_COLON = re.compile(rf"\b{WHOLE}: {LISTED}(?=[.;]|$)", re.IGNORECASE)
"""'nine people: five soldiers and three civilians.': whatever it names, it is the whole."""
BY_PLACE = re.compile(
    rf"(?<=[Tt]otal of )(?P<whole>{NUMBER}) [^:;.]{{1,50}}: "
    rf"(?P<parts>{NUMBER} (?:in|at|from) [\w ]{{1,30}}(?:, {NUMBER} (?:in|at|from) [\w ]{{1,30}})*"
    rf",? and {NUMBER} (?:in|at|from) [\w ]{{1,30}})(?=[.;]|$)"
)
LARGER = (
    re.compile(rf"\b{WHOLE}, including (?P<part>{NUMBER}) [a-z]", re.IGNORECASE),
    re.compile(rf"\b(?P<whole>{NUMBER})(?: [a-z-]+){{0,3}}, of whom (?P<part>{NUMBER}) [a-z]", re.IGNORECASE),
    re.compile(
        rf"(?<=\bOf the )(?P<whole>{NUMBER})(?: [a-z-]+){{1,3}}, (?P<part>{NUMBER}) (?:are|were|have|had|did|is|was)\b"
    ),
    re.compile(rf"\b(?P<part>{NUMBER}) of the (?P<whole>{NUMBER}) [a-z]", re.IGNORECASE),
)
"""A part and the whole that it is said to be a part of."""
LONGEST = 600
"""Characters of a sentence that are looked at; more is a list or a table."""
SMALL_SPLIT = re.compile(r"(?:,? and |, )")


def doubt_parts(document: Document) -> Iterator[Doubt]:
    """Yield a doubt for each sentence whose parts and whole do not fit; a whole that is only a bound fits them all."""
    for number, sentence in enumerate(document.sentences):
        if sentence.aside:
            continue
        says = next(_misfits(document.doc.text[sentence.start : min(sentence.end, sentence.start + LONGEST)]), None)
        if says is not None:
            yield Doubt("figures", says, (number,))


def _misfits(words: str) -> Iterator[str]:
    starts = [numeral.start for numeral in find_numerals(words)]
    for pattern in (BESIDE, BEHIND_COLON, BY_PLACE):
        for match in _matches(pattern, words, starts):
            whole, parts = _value(match["whole"]), _parts(match["parts"])
            if (
                whole is None
                or parts is None
                or (pattern is BESIDE and not _is_split(match["counted"], match["parts"]))
            ):
                continue
            if sum(parts) != whole:
                yield f"The parts make {sum(parts):,}, not {whole:,}: {quote(match.group())}."
    for pattern in LARGER:
        for match in _matches(pattern, words, starts):
            whole, part = _value(match["whole"]), _value(match["part"])
            if whole is not None and part is not None and part > whole:
                yield f"A part larger than its whole: {quote(match.group())}."


def _matches(pattern: re.Pattern[str], words: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the matches that begin with a number, which is no bound."""
    for start in starts:
        match = pattern.match(words, start)
        if match is not None and not _is_loose(words[:start]):
            yield match


def _is_loose(before: str) -> bool:
    """Say whether the whole is only a bound ('at least 20 people') or belongs to a larger number ('2 of the 20')."""
    words = [word for listed in load_lexicon().before.values() for word in listed]
    return before.lower().rstrip().endswith(tuple(words)) or before.endswith(("-", "$", "£", "€", ".", "/"))


def _is_split(counted: str, parts: str) -> bool:
    """Say whether all parts are kinds of people that exclude one another, and the whole is none of them."""
    whole = counted.lower().split()[-1]
    kinds = {part.lower().split()[-1] for part in SMALL_SPLIT.split(parts)}
    young = {"boy", "boys", "girl", "girls"}
    if whole in {"child", "children"}:
        return kinds <= young
    return whole not in load_words("kinds") and kinds <= load_words("kinds") and len(kinds) > 1


def _parts(listed: str) -> list[int] | None:
    values = [_value(part.split(" ")[0]) for part in SMALL_SPLIT.split(listed)]
    return [value for value in values if value is not None] if None not in values else None


@lru_cache(maxsize=10_000)
def _value(words: str) -> int | None:
    """Return the whole number that the words are, None where they are none."""
    if words.lower() in {"a", "an"}:
        return 1
    found = list(find_numerals(words))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) and found[0].value.is_integer()
    return int(found[0].value) if whole and not found[0].vague and not found[0].part else None

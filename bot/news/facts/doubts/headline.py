"""A headline's count that the body does not bear out: 'Five killed' above 'four people were killed'."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.doubts.counts import Count, bounds, noun_key, quote, quote_figure
from bot.news.facts.doubts.lexicon import load_fates
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.numerals import Numeral, find_numerals

LEDE = 4
"""Sentences of the body in which the headline's count must be told first."""
SOON = re.compile(
    r"\b(?:another|others?|more|additional|later|also|rose|risen|earlier|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|including himself|gunman|attacker|bomber|suspect) ?\b",
    re.IGNORECASE,
)
"""Words by which the body adds to its first count."""
COUNTED = re.compile(r"\s(?!(?:in|at|after|on|as|near|and|over|for|by|from|with|amid)\b)([a-z]+)", re.IGNORECASE)
"""The noun behind a headline's number."""


def doubt_headline(document: Document, headline: str, counts: Sequence[Count], *, body: int) -> Iterator[Doubt]:
    """Yield a doubt for each fate whose count in the headline no count of the body bears out.

    `body` is the offset at which the body begins; the counts before it are the headline's own.
    """
    told = [count for count in counts if count.figure.start >= body]
    first = next((n for n, s in enumerate(document.sentences) if s.start >= body and not s.aside), 0)
    for fate, noun, numeral, words in _headline_counts(headline):
        approx = "at least" if numeral.vague else _approx(headline, numeral)
        low, high = bounds(numeral.value, approx)
        alike = [count for count in told if count.fate == fate]
        lede = [count for count in alike if count.noun == noun and first <= count.figure.sentence < first + LEDE]
        if not lede or any(count.low <= high and low <= count.high for count in alike) or _adds_up(alike, low):
            continue
        until = document.sentences[min(first + LEDE, len(document.sentences)) - 1].end
        if SOON.search(document.doc.text, body, until):
            continue
        says = f"The headline says {quote(words)}, the text {quote_figure(document, lede[0].figure)}."
        yield Doubt("figures", says, (lede[0].figure.sentence,))


def _adds_up(counts: Sequence[Count], low: float) -> bool:
    """Say whether two or three of the body's counts make the headline's number."""
    values = [count.figure.value for count in counts[:8]]
    return any(sum(some) == low for size in (2, 3) for some in combinations(values, size))


def _headline_counts(headline: str) -> Iterator[tuple[str, str, Numeral, str]]:
    """Yield fate, noun, number and words: 'Five killed', 'Blast kills 43', 'Storm leaves 12 dead'."""
    for numeral in find_numerals(headline):
        if numeral.part or numeral.upper is not None:
            continue
        behind, before = _behind().match(headline, numeral.end), _before().search(headline, 0, numeral.start)
        if behind is not None:
            words = headline[numeral.start : behind.end()]
            yield load_fates()[behind["fate"].lower()], noun_key(behind["noun"]), numeral, words
        elif before is not None:
            noun = COUNTED.match(headline, numeral.end)
            words = headline[before.start() : noun.end() if noun else numeral.end]
            yield load_fates()[before["fate"].lower()], noun_key(noun[1] if noun else None), numeral, words


def _approx(headline: str, numeral: Numeral) -> str:
    before = headline[: numeral.start].lower().rstrip()
    for kind, words in load_lexicon().before.items():
        if any(re.search(rf"\b{re.escape(word)}$", before) for word in words):
            return kind
    return "exact"


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:(?P<noun>[a-z-]+)\s)?(?:are |were )?(?:feared )?(?P<fate>{_fates()})\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    bounding = "|".join(re.escape(word) for words in load_lexicon().before.values() for word in words)
    return re.compile(rf"\b(?P<fate>{_fates()})\s(?:(?:{bounding})\s)?$", re.IGNORECASE)


def _fates() -> str:
    return "|".join(sorted(load_fates(), key=len, reverse=True))

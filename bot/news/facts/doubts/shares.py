"""Shares that are more than the whole: '45% for, 40% against and 25% undecided', '120 percent of voters'."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.facts.doubts.counts import quote
from bot.news.facts.doubts.lexicon import load_words
from bot.news.facts.fact import Figure

ROUNDED = 1.5
"""Percent that rounded shares may make beyond 100."""
COMPARED = re.compile(
    r"\b(?:up|down|from|rose|fell|risen|fallen|compared|than|ago|earlier|last|previous|points?|among|turnout|both"
    r"|while in|respectively|either|in the (?:north|south|east|west)|men|women)\b",
    re.IGNORECASE,
)
"""Words beside which the shares of a sentence are of several wholes."""
SIDES = re.compile(r"\bin favou?r\b.*\b(?:opposed|against)\b|\bfor\b.*\bagainst\b", re.IGNORECASE)
OF_PEOPLE = re.compile(
    r"\s?of (?:all |the |its |those )?(?:voters|respondents|residents|members|pupils|students|patients|passengers"
    r"|women|men|people|children|households|families|workers|employees|adults|seats|votes)\b",
    re.IGNORECASE,
)


def doubt_shares(document: Document, figures: Sequence[Figure]) -> Iterator[Doubt]:
    """Yield a doubt for each sentence whose shares of one whole are more than 100 percent."""
    text = document.doc.text
    by_sentence: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit == "percent":
            by_sentence[figure.sentence].append(figure)
    for number, shares in by_sentence.items():
        sentence = document.sentences[number]
        words = text[sentence.start : sentence.end]
        if len(shares) > 1 and _are_of_one(words) and sum(share.value for share in shares) > 100 + ROUNDED:
            total = f"{sum(share.value for share in shares):g}"
            listed = quote(text[shares[0].start : shares[-1].end])
            yield Doubt("figures", f"Shares of one whole that make {total} percent: {listed}.", (number,))
        for share in shares:
            of = OF_PEOPLE.match(text, share.end, sentence.end)
            if share.value > 100 and share.approx != "up to" and of is not None:
                yield Doubt("figures", f"More than all: {quote(text[share.start : of.end()])}.", (number,))


def _are_of_one(words: str) -> bool:
    if COMPARED.search(words):
        return False
    lowered = words.lower()
    return bool(SIDES.search(words)) or any(
        re.search(rf"\b{re.escape(answer)}\b", lowered) for answer in load_words("exclusive") - {"against"}
    )

"""How many came to which fate: each count of a text with what its sentence names, ready to be compared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from bot.news.document import Document, Sentence
from bot.news.facts.doubts.lexicon import load_fates, load_words
from bot.news.facts.fact import Figure
from bot.news.timex import Resolution

VAGUE = frozenset(
    {"had", "has", "have", "having", "was", "were", "got", "made", "said", "told", "took", "saw", "including"}
)
"""Predicates that many may share at once."""
CODE = 3
"""Letters of a currency."""
NEAR = 0.2
"""Share by which 'about' may miss."""
DEFINITE = frozenset({"the", "this", "that"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
SITES = frozenset(
    {
        "capital",
        "city",
        "town",
        "village",
        "province",
        "district",
        "county",
        "state",
        "country",
        "region",
        "suburb",
        "area",
    }
)
SHOWN = 60
"""Characters of a quotation in a doubt."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of `noun` ('' for people) came to `fate`, as `figure` says; `low` to `high` is what it leaves open.

    `told` are the nouns of the sentence, `held` those with a definite article, `names` the proper ones, `days` what the
    sentence's dates name.
    """

    figure: Figure
    fate: str
    noun: str
    low: float
    high: float
    told: frozenset[str]
    held: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    days: frozenset[tuple[date, date]]

    @property
    def exact(self) -> bool:
        return self.low == self.high


def find_counts(document: Document, figures: Sequence[Figure], times: Sequence[Resolution]) -> tuple[Count, ...]:
    """Return the counts in text order; what could or will happen has no fate yet."""
    days = _days(times)
    found = []
    for figure in figures:
        fate = fate_of(figure)
        if fate is not None and figure.was is None:
            found.append(_count(document, figure, fate, days))
    return tuple(found)


def fate_of(figure: Figure) -> str | None:
    """Return what befell the counted: by the predicate, or by a noun that holds it ('12 deaths').

    Another predicate of one word is its own fate where the noun is clear ('hired 300 engineers', 'paid a $5 million
    fine'); shares and rates have none.
    """
    noun, what = (figure.noun or "").lower().split(), (figure.what or "").lower()
    if figure.unit is not None and not (len(figure.unit) == CODE and figure.unit.isupper()):
        return None
    fate = load_fates().get(what) or (load_fates().get(noun[-1]) if noun else None)
    if figure.unit is not None or fate is None:
        return what if what.isalpha() and what not in VAGUE and noun_key(figure.noun) else None
    return fate


def bounds(value: float, approx: str) -> tuple[float, float]:
    """Return what a number leaves open."""
    if approx == "exact":
        return value, value
    if approx == "about":
        return value * (1 - NEAR), value * (1 + NEAR)
    return (value, inf) if approx == "at least" else (0, value)


def noun_key(noun: str | None) -> str:
    """Return the counted noun's last word, '' where it only says that they are people."""
    word = (noun or "").lower().split()[-1:] or [""]
    return "" if word[0] in load_words("people") or word[0] in load_fates() else word[0]


def _count(document: Document, figure: Figure, fate: str, days: Mapping[int, frozenset[tuple[date, date]]]) -> Count:
    sentence, own = document.sentences[figure.sentence], noun_key(figure.noun)
    key = f"{own} {figure.unit}" if figure.unit is not None else own
    told, held, places, names = set(), set(), set(), set()
    for token in document.doc[sentence.first : sentence.last]:
        if token.ent_type_ in PLACES or token.lower_ in SITES or _is_located(document, sentence, token.i):
            places.add(token.lower_)
        elif token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in load_fates() and token.lower_ != own:
            lemma = token.lemma_.lower()
            told.add(lemma)
            if token.pos_ == "PROPN":
                names.add(lemma)
            before = document.doc[max(sentence.first, token.i - 3) : token.i]
            if any(word.lower_ in DEFINITE for word in before):
                held.add(lemma)
    low, high = bounds(figure.value, figure.approx)
    return Count(
        figure, fate, key, low, figure.upper or high, frozenset(told), frozenset(held), frozenset(places),
        frozenset(names), days.get(figure.sentence, frozenset()),
    )  # fmt: skip


def _is_located(document: Document, sentence: Sentence, index: int) -> bool:
    """Say whether a capitalised word stands behind 'in' or 'near': a place that the model may not know."""
    token = document.doc[index]
    before = document.doc[index - 1] if index > sentence.first else None
    return token.is_title and before is not None and before.lower_ in {"in", "at", "near", "outside", "off", "from"}


def _days(times: Sequence[Resolution]) -> Mapping[int, frozenset[tuple[date, date]]]:
    found: dict[int, set[tuple[date, date]]] = {}
    for time in times:
        first, last = time.timex.first, time.timex.last
        if time.timex.type in {"DATE", "TIME"} and first is not None and last is not None:
            found.setdefault(time.sentence, set()).add((date.fromisoformat(first), date.fromisoformat(last)))
    return {number: frozenset(days) for number, days in found.items()}


def quote_figure(document: Document, figure: Figure) -> str:
    """Return the figure's words with noun and predicate, in quotation marks: 'killed five people'."""
    sentence, text = document.sentences[figure.sentence], document.doc.text
    first, last = figure.start, max(figure.end, figure.noun_end or 0)
    first = min(first, figure.noun_start if figure.noun_start is not None else first)
    if figure.what is not None:
        spots = [m.span() for m in re.finditer(rf"\b{re.escape(figure.what)}\b", text[sentence.start : sentence.end])]
        spans = [(min(first, a + sentence.start), max(last, b + sentence.start)) for a, b in spots]
        near = min(spans, key=lambda span: span[1] - span[0], default=(first, last))
        if near[1] - near[0] <= SHOWN:
            first, last = near
    return quote(text[first:last])


def quote(words: str) -> str:
    """Return words in quotation marks, white space made one."""
    words = re.sub(r"\s+", " ", words).strip().strip("\"“”'‘’")
    return f"'{words[: SHOWN - 1]}…'" if len(words) > SHOWN else f"'{words}'"

"""Figures: what a text counts, with noun, predicate and source."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.news.document import Document, Sentence
from bot.news.facts.counted import find_amount_noun, find_noun, recall_noun
from bot.news.facts.fact import Figure
from bot.news.facts.hedged import predicate_words
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.numerals import SPANS
from bot.news.facts.predicates import find_what, governing_verb, is_harm
from bot.news.facts.quantities import Quantity, find_quantities, tokens_before
from bot.news.facts.quotations import Quotation, find_quotations
from bot.news.facts.rates import read_rate
from bot.news.facts.whom import Spoken

DEFINITE = frozenset(
    {"the", "these", "those", "both", "his", "her", "their", "its", "all", "other", "every", "each", "any", "whose"}
)
SMALL = 3
IDLE = 10
"""Up to here a number in words may be a way of speaking ('two things')."""
NESTED = 16
"""Statements before a number among which the one that holds it is looked for."""
WHOLE = 100
"""From here on a percentage before an adjective only stresses it."""
LARGE = re.compile(r"an? (?:hundred|thousand|million|billion|trillion|zillion)", re.IGNORECASE)
"""What people say for 'very many'."""
ROW, PAGE = 4, 40
"""Numbers of a sentence from which on it may be a row, if it has fewer words; and those beyond which it must be one."""
REACH = 80
"""Characters before a number that say whether it still holds."""
SUPERSEDED = re.compile(
    r"\b(?:earlier|initial|previous|first) (?:\w+ )?"
    r"(?:reports?|figures?|tolls?|counts?|estimates?|numbers?|statements?|accounts?)\b[^,;]{0,50}$"
    r"|\b(?:had (?:been |earlier |initially |first |previously |at first )*|(?:initially|at first|previously) )"
    r"(?:said|spoken?|spoke|reported|put|given|gave|announced|counted)\b[^,;]{0,50}$"
    r"|\b(?:instead of|rather than|(?:revised|corrected) (?:up |down )?from) (?:the |some )?$",
    re.IGNORECASE,
)
"""What stands before a number that something newer has replaced."""


def find_figures(
    document: Document, spoken: Sequence[Spoken], dates: Sequence[tuple[int, int]], headline: tuple[int, int] | None
) -> tuple[Figure, ...]:
    """Return the figures in text order; one of the headline only where the body does not repeat it."""
    return without_repeats(find_every_figure(document, spoken, dates, headline), headline)


def find_every_figure(
    document: Document, spoken: Sequence[Spoken], dates: Sequence[tuple[int, int]], headline: tuple[int, int] | None
) -> tuple[Figure, ...]:
    """Return the figures in text order, each as often as it is told."""
    found: list[Figure] = []
    quotations = find_quotations(document.doc.text)
    spoken = sorted(spoken, key=lambda s: s.attribution.start)
    nouns: list[tuple[int, int]] = []
    for number, sentence in enumerate(document.sentences):
        titled = headline is not None and headline[0] <= sentence.start and sentence.end <= headline[1]
        if sentence.aside and not titled:
            continue
        was: float | None = None
        before: Figure | None = None
        quantities = list(find_quantities(document.doc, sentence, dates))
        for quantity in () if _is_table(document.doc, sentence, len(quantities)) else quantities:
            if _is_idiom(document.doc, quantity, quotations):
                continue
            figure = _figure(document, number, quantity, nouns, spoken)
            if figure is not None:
                shared = figure.what or _shared(document.doc.text, before, figure)
                before = replace(figure, was=was, what=shared)
                if found and found[-1].what is None and _lists(document.doc.text, found[-1], before):
                    found[-1] = replace(found[-1], what=before.what)
                found.append(before)
            was = quantity.numeral.value if _is_of_change(document.doc, sentence, quantity) else None
    return tuple(found)


def _is_table(doc: Doc, sentence: Sentence, numbers: int) -> bool:
    """Say whether a 'sentence' is a row, a list of prices or a page of numbers: nothing there is told of a number."""
    if numbers < ROW:
        return False
    words = sum(token.is_alpha for token in doc[sentence.first : sentence.last])
    return numbers > PAGE or words < numbers


def _lists(text: str, first: Figure, second: Figure) -> bool:
    """Say whether both are subjects of a predicate behind them: 'Seven soldiers and two officers were killed'."""
    if first.noun_end is None or second.noun_end is None or second.what is None or first.unit or second.unit:
        return False
    joined = text[first.noun_end : second.start] in {" and ", ", ", ", and "} and first.noun_end > first.start
    return joined and bool(re.match(rf" (?:were|was|are|have been) {re.escape(second.what)}", text[second.noun_end :]))


def _shared(text: str, before: Figure | None, figure: Figure) -> str | None:
    """Return the predicate of the figure before in a list ('recovered 14 pistols, two rifles and 600 rounds').

    So has a number that counts on what the one before it counted ('killed six people in Ramo and four in Tesh').
    """
    if before is None or before.noun_end is None or figure.noun is None or before.unit != figure.unit:
        return None
    if figure.noun_start == before.noun_start:
        return before.what if text[figure.start - 4 : figure.start] == "and " else None
    between = text[before.noun_end : figure.start]
    return before.what if before.noun_end > before.start and between in {", ", " and ", ", and "} else None


def _is_idiom(doc: Doc, quantity: Quantity, quotations: Sequence[Quotation]) -> bool:
    """Say whether somebody speaks large: 'a million guys' in a quotation, '100 percent professional'."""
    start, end = quantity.numeral.start, quantity.numeral.end
    if quantity.unit == "percent" and quantity.numeral.value >= WHOLE and quantity.last < len(doc):
        return doc[quantity.last].tag_ in {"JJ", "RB", "VBN"}
    if quantity.unit is not None or not LARGE.fullmatch(doc.text, start, end):
        return False
    place = bisect_right(quotations, start, key=lambda q: q.start) - 1
    return place >= 0 and end <= quotations[place].end


def _figure(
    document: Document, number: int, quantity: Quantity, nouns: list[tuple[int, int]], spoken: Sequence[Spoken]
) -> Figure | None:
    """Return the figure of a quantity, None where an editor would not note it; the noun it counts joins `nouns`."""
    doc, sentence = document.doc, document.sentences[number]
    noun = None if quantity.unit is not None else find_noun(doc, sentence, quantity)
    counted = noun if noun is not None or quantity.unit else recall_noun(doc, sentence, quantity, nouns)
    if counted is None:
        counted = find_amount_noun(doc, sentence, quantity)
    behind = counted if counted is not None and counted[0] >= quantity.last else None
    verb = find_what(doc, sentence, quantity, noun or behind or _total_of(doc, sentence, quantity, counted))
    if not _is_news(doc, sentence, quantity, counted, verb) or is_superseded(doc, sentence, quantity):
        return None
    if noun is not None:
        nouns.append(noun)
    unit = quantity.unit or _rate(doc, sentence, noun)
    source = _source(spoken, quantity)
    noun_text, noun_start, noun_end = _slice(doc, counted)
    source_text, source_start, source_end = _slice(doc, source)
    return Figure(
        value=quantity.numeral.value,
        upper=quantity.numeral.upper,
        approx="at least" if quantity.numeral.vague and quantity.approx == "exact" else quantity.approx,
        unit=unit,
        noun=noun_text,
        noun_start=noun_start,
        noun_end=noun_end,
        what=_fate(doc, sentence, verb),
        source=source_text,
        source_start=source_start,
        source_end=source_end,
        start=quantity.start,
        end=quantity.end,
        sentence=number,
    )


def _total_of(doc: Doc, sentence: Sentence, quantity: Quantity, noun: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the noun of 'the number of people killed has risen to nine', whose participle tells what happened."""
    inside = noun is not None and sentence.first < noun[0] < quantity.number
    return noun if noun is not None and inside and doc[noun[0] - 1].lower_ == "of" else None


def _rate(doc: Doc, sentence: Sentence, noun: tuple[int, int] | None) -> str | None:
    """Return the unit of a count for one of something: 'per 100,000 people' of '14 doctors per 100,000 people'."""
    if noun is None:
        return None
    last = doc[noun[1] - 1]
    rate = read_rate(doc.text, last.idx + len(last), sentence.end)
    return f"per {rate[1]}" if rate is not None else None


def _is_news(
    doc: Doc, sentence: Sentence, quantity: Quantity, noun: tuple[int, int] | None, verb: Token | None
) -> bool:
    """Say whether an editor would note the number: it counts or measures something new, or says who came to harm."""
    told = verb if verb is not None else governing_verb(doc, sentence, quantity)
    harm = (told is not None and (told.lower_ == "toll" or is_harm(told))) or any(
        t.lower_ in load_lexicon().harm for t in doc[quantity.last : quantity.last + 2]
    )
    numeral = quantity.numeral
    if (
        numeral.value == 0
        or (numeral.value < 0 and quantity.unit is None)
        or (numeral.vague and (not harm or sentence.aside))
    ):
        return False
    if _is_of_change(doc, sentence, quantity) or (numeral.worded and (numeral.upper or SMALL + 1) <= SMALL):
        return False
    if quantity.unit is not None or noun is None:
        return quantity.unit is not None or harm
    if numeral.value == 1 and numeral.upper is None:
        return quantity.approx != "exact" or (harm and noun[0] >= quantity.last and not _is_named(doc, noun))
    idle = numeral.worded and numeral.value <= IDLE and doc[noun[1] - 1].lower_ in load_lexicon().idle
    return not idle and not (numeral.worded and _is_known(doc, sentence, quantity))


def _is_named(doc: Doc, noun: tuple[int, int]) -> bool:
    """Say whether the one that is counted is then named ('One Rohingya, Muhammad Amin, said …')."""
    behind = doc[noun[1] : noun[1] + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].pos_ == "PROPN"


def _is_known(doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    """Say whether a number in words only points at what is known ('the two', 'one of the five', 'three of them')."""
    first = tokens_before(doc, sentence, quantity)
    before = doc[first - 1].lower_ if first > sentence.first else ""
    if before == "the" and first - 1 > sentence.first and doc[first - 2].lower_ == "of":
        return True
    partitive = quantity.last < sentence.last and doc[quantity.last].lower_ == "of"
    return quantity.numeral.value <= SMALL and (before in DEFINITE or partitive)


def _is_of_change(doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    """Say whether the number is what a change started from ('from 9 to 10'): the other one is the news."""
    before = doc.text[sentence.start : quantity.start].lower()
    if SPANS.search(before):
        return False
    return before.endswith("from ") and bool(
        re.match(r"\s?(?:%|percent)? ?to \S*\d", doc.text[quantity.end : sentence.end])
    )


def is_superseded(doc: Doc, sentence: Sentence, quantity: Quantity) -> bool:
    """Say whether the text takes the number back: an earlier report's, one that had been given and was corrected."""
    before = doc.text[max(sentence.start, quantity.start - REACH) : quantity.start]
    return bool(SUPERSEDED.search(before))


def _fate(doc: Doc, sentence: Sentence, verb: Token | None) -> str | None:
    """Return the words for what happened to the counted: 'dead' of the toll in a text that speaks of a death toll."""
    if verb is None or verb.lower_ != "toll":
        return predicate_words(doc, sentence.first, verb) if verb is not None else None
    return "dead" if "death toll" in doc.text.lower() else None


def _source(spoken: Sequence[Spoken], quantity: Quantity) -> tuple[int, int] | None:
    """Return who says it: the source of the narrowest statement that holds the number."""
    last = bisect_right(spoken, quantity.start, key=lambda s: s.attribution.start)
    near = spoken[max(0, last - NESTED) : last]
    holding = [s for s in near if s.attribution.start <= quantity.start and quantity.end <= s.attribution.end]
    if not holding:
        return None
    narrowest = min(holding, key=lambda s: s.attribution.end - s.attribution.start)
    return narrowest.first, narrowest.last


def _slice(doc: Doc, tokens: tuple[int, int] | None) -> tuple[str | None, int | None, int | None]:
    if tokens is None:
        return None, None, None
    start, end = doc[tokens[0]].idx, doc[tokens[1] - 1].idx + len(doc[tokens[1] - 1])
    return doc.text[start:end], start, end


def without_repeats(figures: Sequence[Figure], headline: tuple[int, int] | None) -> tuple[Figure, ...]:
    """Return the figures without those of the headline, or of a later sentence, that say the same again."""
    kept: defaultdict[tuple[float, str | None], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: headline is not None and f.start < headline[1]):
        alike = kept[figure.value, figure.unit]
        if not any(_same_noun(figure, other) for other in alike):
            alike.append(figure)
    return tuple(sorted((figure for alike in kept.values() for figure in alike), key=lambda f: f.start))


def _same_noun(one: Figure, other: Figure) -> bool:
    if one.unit is not None and (one.noun is None or other.noun is None):
        return one.what == other.what or one.noun != other.noun
    if one.noun is None or other.noun is None:
        return one.noun == other.noun or one.what == other.what or one.unit is None
    return one.noun.split()[-1].lower() == other.noun.split()[-1].lower()

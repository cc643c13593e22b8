"""Claims: attributions whose source has a name, the most important first."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Doc

from bot.news.document import Document
from bot.news.facts.attribution import Attribution
from bot.news.facts.fact import Claim
from bot.news.facts.importance import weigh
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quotations import find_quotations
from bot.news.facts.sources import name_source
from bot.news.facts.verbs import verb_of
from bot.news.facts.whom import Spoken, stands_for

SCORED = 8
"""The first claims of a report are those a card, a digest and the scorer read; the others follow in reading order."""
SHORTEST = 3
"""Words of a claim; 'the charges' is one that is denied."""

Stance = Literal["says", "denies", "hedged"]


def name_sources(document: Document, attributions: Sequence[Attribution]) -> tuple[Spoken, ...]:
    """Return the attributions that have a source, pronouns that speak replaced by whom they clearly stand for."""
    found: list[Spoken] = []
    for attribution in attributions:
        head = document.doc[attribution.speaker]
        if head.lower_ in {"i", "we", "you"}:
            continue
        tokens = stands_for(document, head, found) if head.pos_ == "PRON" else name_source(head)
        if tokens is not None:
            found.append(Spoken(attribution, *tokens))
    return tuple(found)


def find_claims(document: Document, spoken: Sequence[Spoken], title: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """Return the claims, the eight most important in reading order, then the others; `title` holds its words' stems."""
    beside: defaultdict[int, list[Spoken]] = defaultdict(list)
    for s in spoken:
        beside[s.attribution.sentence].append(s)
    claims = [s for s in spoken if _is_claim(document.doc, s)]
    kept = [s for s in claims if not _is_nested(document.doc, s, beside[s.attribution.sentence])]
    heard: Counter[str] = Counter()
    ranks = []
    for s in kept:
        ranks.append(weigh(document, s, heard, title))
        heard[document.doc[s.last - 1].lower_] += 1
    best = sorted(range(len(kept)), key=lambda i: (-ranks[i], i))[:SCORED]
    order = [*sorted(best), *(i for i in range(len(kept)) if i not in best)]
    return tuple(_claim(document.doc, kept[i]) for i in order)


def _is_claim(doc: Doc, spoken: Spoken) -> bool:
    attribution = spoken.attribution
    if attribution.stance is not None:
        return True
    denied = attribution.verb is not None and verb_of(doc[attribution.verb]) in load_lexicon().denying
    return denied or len(doc.text[attribution.start : attribution.end].split()) >= SHORTEST


def _is_nested(doc: Doc, claim: Spoken, beside: Sequence[Spoken]) -> bool:
    """Say whether one of its sentence tells it better: one that holds it, by the same source, or one that it relays."""
    ours = claim.attribution
    for other in beside:
        theirs = other.attribution
        same = doc[claim.last - 1].lower_ == doc[other.last - 1].lower_
        if other is claim:
            continue
        if same and (theirs.start, theirs.end) == (ours.start, ours.end) and _is_first(theirs, ours):
            return True
        if same and theirs.start < ours.start and ours.end <= theirs.end:
            return True
        if not same and ours.start < theirs.start and theirs.end == ours.end and ours.verb is None:
            return True
    return False


def _is_first(one: Attribution, other: Attribution) -> bool:
    """Say whether of two attributions of the same words to the same source the first one stays."""
    return (one.stance is not None, one.verb or 0) > (other.stance is not None, other.verb or 0)


def _claim(doc: Doc, spoken: Spoken) -> Claim:
    attribution = spoken.attribution
    start, end = doc[spoken.first].idx, doc[spoken.last - 1].idx + len(doc[spoken.last - 1])
    return Claim(
        source=doc.text[start:end],
        source_start=start,
        source_end=end,
        kind="quote" if attribution.quoted or _quotes(doc.text[attribution.start : attribution.end]) else "reported",
        stance=_stance(doc, attribution),
        start=attribution.start,
        end=attribution.end,
        sentence=attribution.sentence,
    )


def _quotes(said: str) -> bool:
    """Say whether somebody's own words stand in the statement: 'he had "sold the trust of a whole town"'."""
    return any(len(said[one.start : one.end].split()) >= SHORTEST for one in find_quotations(said))


def _stance(doc: Doc, attribution: Attribution) -> Stance:
    words = load_lexicon()
    if attribution.stance is not None:
        return attribution.stance
    verb = doc[attribution.verb] if attribution.verb is not None else None
    if verb is not None and verb_of(verb) in words.denying:
        return "denies"
    if verb is not None and verb_of(verb) in words.hedging:
        return "hedged"
    said = doc.char_span(attribution.start, attribution.end, alignment_mode="expand")
    if said is None or attribution.quoted:
        return "says"
    main = {said.root.i, *(t.i for t in said.root.children if t.dep_ == "conj")}
    return "hedged" if any(t.lower_ in words.hedging and t.tag_ == "RB" and t.head.i in main for t in said) else "says"

"""How much an editor wants a claim: the eight that a report names first are chosen by it."""

from collections import Counter

from bot.news.document import Document
from bot.news.document.phrase import FINITE
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.likeness import stems
from bot.news.facts.sources import SPEAKERS
from bot.news.facts.verbs import verb_of
from bot.news.facts.whom import Spoken

WEIGHTS = {
    "late": -0.5, "heard": -0.15, "named": 0.5, "faceless": -0.8, "vague": -0.5, "quoted": 0.45, "title": 1.0,
    "unsure": -0.5, "phrase": -0.4, "short": -0.3, "piece": -0.4,
}  # fmt: skip
"""Chosen on every second article of the development set. There and on the others the title's words and the quotation
help; a first statement of a new voice is worth no more than a second one of a main voice (recall .61 -> .67 and
.745 -> .77), since editors name a main speaker's two or three statements before a bystander's one."""
SHORT = 7
"""Words; a shorter statement is half a sentence."""
QUOTES = ('"', "“", "``")
VAGUE = frozenset({"critics", "experts", "people", "reports", "some", "sources", "users"})


def weigh(document: Document, spoken: Spoken, heard: Counter[str], title: frozenset[str]) -> float:
    """Return the weight of a claim; `heard` counts the claims before it by the last word of their source."""
    return sum(WEIGHTS[name] * value for name, value in _features(document, spoken, heard, title).items())


def _features(document: Document, spoken: Spoken, heard: Counter[str], title: frozenset[str]) -> dict[str, float]:
    doc, attribution = document.doc, spoken.attribution
    tokens, text = doc[spoken.first : spoken.last], doc.text[attribution.start : attribution.end]
    verb = verb_of(doc[attribution.verb]) if attribution.verb is not None else ""
    named = any(t.ent_type_ in SPEAKERS for t in tokens)
    voice = any(t.lemma_.lower() in load_lexicon().speakers | load_lexicon().titles for t in tokens)
    said = doc.char_span(attribution.start, attribution.end, alignment_mode="expand")
    return {
        "late": attribution.sentence / max(1, len(document.sentences)),
        "heard": heard[tokens[-1].lower_],
        "named": named,
        "faceless": not (named or voice or tokens[-1].pos_ == "PROPN"),
        "vague": tokens[-1].lower_ in VAGUE,
        "quoted": attribution.quoted or any(mark in text for mark in QUOTES),
        "title": len(stems(text) & title) / len(title) if title else 0.0,
        "unsure": verb in load_lexicon().hedging or attribution.stance == "hedged",
        "phrase": said is None or not any(t.tag_ in FINITE for t in said),
        "short": len(text.split()) < SHORT,
        "piece": attribution.piece,
    }

"""Names: where they stand, the fullest form that the text gives, the role beside a person."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from bot.news.facts.fact import Entity
from bot.news.facts.lexicon import load_lexicon

KEPT = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
POSSESSIVE = re.compile(r"['’]s?$")
ROLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "PART"})


def find_entities(doc: Doc, hidden: Sequence[tuple[int, int]]) -> tuple[Entity, ...]:
    """Return the names in text order, without those in the spans `hidden` (byline, dateline, credits)."""
    spans = [span for span in doc.ents if span.label_ in KEPT and not _within(span, hidden)]
    fullest = _full_names(spans)
    acronyms = _acronyms(doc, spans)
    return tuple(
        Entity(
            text=doc.text[slice(*_chars(span))],
            label=span.label_,
            name=acronyms.get(_bare(span)) or _untitled(fullest[span.label_ == "PERSON", _bare(span)], span.label_),
            role=_role(span) if span.label_ == "PERSON" else None,
            start=_chars(span)[0],
            end=_chars(span)[1],
        )
        for span in spans
    )


def _within(span: Span, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end_char and span.start_char < end for start, end in spans)


def _chars(span: Span) -> tuple[int, int]:
    """Return the name's characters without a possessive ending."""
    return span.start_char, span.start_char + len(_bare(span))


def _bare(span: Span) -> str:
    return POSSESSIVE.sub("", span.text)


def _full_names(spans: Sequence[Span]) -> dict[tuple[bool, str], str]:
    """Return the fullest form of every name: the longest that ends (a person) or begins or ends in the same words."""
    forms: dict[tuple[bool, str], str] = {}
    for span in spans:
        key = (span.label_ == "PERSON", _bare(span))
        forms.setdefault(key, _bare(span))
    for person, text in forms:
        words = text.split()
        longer = [other for kind, other in forms if kind == person and _extends(other.split(), words, person=person)]
        forms[person, text] = max(longer, key=len, default=text)
    return forms


def _untitled(name: str, label: str) -> str:
    """Return a person's name without titles that the model took for part of it, where two words remain."""
    words = name.split()
    while label == "PERSON" and len(words) > 2 and words[0].lower() in load_lexicon().titles:
        words = words[1:]
    return " ".join(words) if len(words) < len(name.split()) else name


def _extends(longer: list[str], words: list[str], *, person: bool) -> bool:
    if not words or len(longer) <= len(words) or (not person and len(words) < 2):
        return False
    return longer[-len(words) :] == words or (person and len(longer) <= 4 and longer[: len(words)] == words)


def _acronyms(doc: Doc, spans: Sequence[Span]) -> dict[str, str]:
    """Return short forms with their names, as 'Hayat Tahrir al-Sham (HTS)' introduces them."""
    found: dict[str, str] = {}
    for span in spans:
        behind = re.match(r"\s?\((?:the )?([A-Z][A-Za-z0-9]{1,7})\)", doc.text[span.end_char : span.end_char + 14])
        if behind and sum(sign.isupper() for sign in behind[1]) >= 2:
            found[behind[1]] = _bare(span)
    return found


def _role(person: Span) -> str | None:
    """Return what the text says a person is: the title before the name, or what follows it between commas."""
    return _role_before(person) or _role_behind(person)


def _role_before(person: Span) -> str | None:
    doc, first, titles = person.doc, person.start, load_lexicon().titles
    while first > person.sent.start and person.start - first < 8 and doc[first - 1].pos_ in ROLE_WORDS:
        if doc[first - 1].ent_type_ == "PERSON":
            break
        first -= 1
    while first < person.start and doc[first].pos_ == "PART":
        first += 1
    words = doc[first : person.start]
    return words.text if any(t.lemma_.lower() in titles or t.lower_ in titles for t in words[-2:]) else None


def _role_behind(person: Span) -> str | None:
    doc, first = person.doc, person.end + 1
    if person.end + 2 >= person.sent.end or doc[person.end].text != ",":
        return None
    if doc[first].lower_ in {"the", "a", "an"}:
        first += 1
    last = first
    while last < person.sent.end and doc[last].text not in {",", ";", ".", ")", "—"} and last - first < 12:
        last += 1
    words = doc[first:last]
    if any(t.pos_ in {"VERB", "AUX"} for t in words) or last - first >= 12:
        return None
    return words.text if any(t.lemma_.lower() in load_lexicon().titles for t in words[:4]) else None

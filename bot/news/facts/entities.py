"""Names: where they stand, the fullest form that the text gives, the role that it gives them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from bot.news.document.called import Roll, body_called, enrol, head_called, person_called, spelt_out
from bot.news.document.gender import shown_gender
from bot.news.document.lexicon import load_heads
from bot.news.document.settle import spelt
from bot.news.facts.fact import Entity
from bot.news.facts.roles import find_role

KEPT = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
ROLED = frozenset({"PERSON", "ORG"})
POSSESSIVE = re.compile(r"['’]s?$")
ACRONYM = r"[A-Z][A-Za-z0-9]{1,7}"
BEHIND = re.compile(rf"\s?\((?:the |or )?({ACRONYM})\)|,? (?:also )?(?:known|abbreviated) as (?:the )?({ACRONYM})\b")
"""An acronym as a long form introduces it: 'Hayat Tahrir al-Sham (HTS)'."""
WITHIN = 40
"""Characters behind a long form in which its acronym is looked for."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a text, by which shorter ones are joined to them."""

    people: Roll
    bodies: Roll
    places: Roll
    local: frozenset[str]
    """Words of places and peoples, in small letters."""
    acronyms: Mapping[str, str]


def find_entities(doc: Doc, hidden: Sequence[tuple[int, int]]) -> tuple[Entity, ...]:
    """Return the names in text order, without those in the spans `hidden` (byline, dateline, credits).

    A mention without a role of its own has the first that the text gives for its name.
    """
    spans = [span for span in doc.ents if span.label_ in KEPT and not _within(span, hidden)]
    names = _enrolled(doc, spans)
    called = [_full_name(span, names) for span in spans]
    roles = [find_role(s, _end(s), person=s.label_ == "PERSON") if s.label_ in ROLED else None for s in spans]
    first: dict[tuple[str, str], str] = {}
    for span, name, role in zip(spans, called, roles, strict=True):
        if role is not None:
            first.setdefault((span.label_, name), role)
    return tuple(
        Entity(
            text=_bare(span),
            label=span.label_,
            name=name,
            role=role or first.get((span.label_, name)),
            start=span.start_char,
            end=span.start_char + len(_bare(span)),
        )
        for span, name, role in zip(spans, called, roles, strict=True)
    )


def _within(span: Span, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end_char and span.start_char < end for start, end in spans)


def _bare(span: Span) -> str:
    return POSSESSIVE.sub("", span.text)


def _end(span: Span) -> int:
    """Return the token behind a name without its possessive ending."""
    return span.end - 1 if len(span) > 1 and POSSESSIVE.fullmatch(span[-1].text) else span.end


def _enrolled(doc: Doc, spans: Sequence[Span]) -> _Names:
    people = [(_bare(span), shown_gender(doc, span.start, _end(span))) for span in spans if span.label_ == "PERSON"]
    return _Names(
        people=enrol(people),
        bodies=enrol((_bare(span), None) for span in spans if span.label_ == "ORG"),
        places=enrol((_bare(span), None) for span in spans if span.label_ == "GPE"),
        local=frozenset(w for s in spans if s.label_ in {"GPE", "NORP", "LOC"} for w in _bare(s).casefold().split()),
        acronyms=_introduced(doc, spans),
    )


def _introduced(doc: Doc, spans: Sequence[Span]) -> dict[str, str]:
    """Return short forms with their names, as 'Hayat Tahrir al-Sham (HTS)' introduces them."""
    found: dict[str, str] = {}
    for span in spans:
        behind = BEHIND.match(doc.text, span.end_char, span.end_char + WITHIN)
        acronym = behind and (behind[1] or behind[2])
        if acronym and sum(sign.isupper() for sign in acronym) > 1 and _may_be_short(acronym, span):
            found.setdefault(acronym, _bare(span))
    return found


def _may_be_short(acronym: str, span: Span) -> bool:
    """Say whether what stands in brackets can be short for the name: its initials, or a body's in another tongue."""
    said = _bare(span)
    spelled = spelt(said.split(), len(said.split()), acronym) == 0
    return acronym != said and (spelled or (span.label_ == "ORG" and len(said) > len(acronym)))


def _full_name(span: Span, names: _Names) -> str:
    """Return the fullest name that the text gives for a name; the name itself where two would do."""
    said = _bare(span)
    if said in names.acronyms:
        return names.acronyms[said]
    if span.label_ == "PERSON":
        return person_called(names.people, said, shown_gender(span.doc, span.start, _end(span)))
    if span.label_ == "ORG":
        article = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
        if article and said in load_heads().short:
            return head_called(names.bodies, said)
        return spelt_out(names.bodies, said) or body_called(names.bodies, said, names.local)
    if span.label_ == "GPE":
        return spelt_out(names.places, said) or said
    return said

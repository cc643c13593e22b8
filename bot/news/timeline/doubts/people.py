"""Who is spoken of: each mention of a person under the one full name that the text gives."""

import re
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Span

from bot.news.document import Document

_OLD_ONE = re.compile(r"The \d{1,3}[- ]year[- ]old\b(?! [A-Za-z]+ who)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start`:`end` that mean `who`; `alone` when their sentence names nobody else."""

    who: str
    start: int
    end: int
    sentence: int
    alone: bool


def find_people(document: Document) -> list[Mention]:
    """The mentions in text order: full names, last names that only one person has, and 'He' behind one of them."""
    named: dict[int, set[str]] = defaultdict(set)
    found = []
    for span, who in _names(document):
        number = document.sentence_at(span.start_char)
        named[number].add(who)
        found.append((who, span.start_char, span.end_char, number))
    for number, sentence in enumerate(document.sentences):
        end = _taken_up(document, number)
        before = named[number - 1] if number else set()
        if end is not None and not named[number] and len(before) == 1:
            named[number] = set(before)
            found.append((next(iter(before)), sentence.start, end, number))
    mentions = [Mention(who, start, end, number, len(named[number]) == 1) for who, start, end, number in found]
    return sorted(mentions, key=lambda mention: mention.start)


def _names(document: Document) -> list[tuple[Span, str]]:
    """The names with the one full name that ends in their last word; as a subject a last name may bear any label."""
    full: dict[str, set[str]] = defaultdict(set)
    for span in document.doc.ents:
        words = _bare(span)
        if span.label_ == "PERSON" and len(words) > 1:
            full[words[-1]].add(" ".join(words))
    out = []
    for span in document.doc.ents:
        words = _bare(span)
        names = full.get(words[-1], set()) if words else set()
        bare = len(words) == 1 and span.root.dep_.startswith("nsubj")
        if len(names) == 1 and (span.label_ == "PERSON" or bare):
            out.append((span, next(iter(names))))
    return out


def _taken_up(document: Document, number: int) -> int | None:
    """Where 'He', 'She' or 'The 43-year-old' ends that begins a sentence within a paragraph."""
    sentence = document.sentences[number]
    if not number or sentence.aside or document.sentences[number - 1].paragraph != sentence.paragraph:
        return None
    first = document.doc[sentence.first]
    if first.lower_ in {"he", "she"}:
        return first.idx + len(first)
    aged = _OLD_ONE.match(document.doc.text, sentence.start)
    return aged.end() if aged else None


def _bare(span: Span) -> list[str]:
    return span.text.removesuffix("'s").removesuffix("’s").split()

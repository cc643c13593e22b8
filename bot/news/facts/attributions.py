"""Attributions: who is said to say what, from 'according to', verbs of saying and quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.news.document import Document, Sentence
from bot.news.document.analyse import behind
from bot.news.facts.according import find_according
from bot.news.facts.attribution import Attribution, bare, characters, unquote
from bot.news.facts.charges import find_charges
from bot.news.facts.named import find_named
from bot.news.facts.quotations import Quotation
from bot.news.facts.quoted import assign, find_continued, find_statements, is_fragment, pieces, touching
from bot.news.facts.reported import find_reported
from bot.news.facts.sayings import find_sayings
from bot.news.facts.turns import find_headed, find_turns

BEHIND = re.compile(r"[,.]?(?:[\"”]|'')(?P<rest>,?\s+(?:after|amid|as|because|before|following|since|when|while)\b)")
"""What follows a quotation and is the article's own: when and why it was said."""

LONGEST = 400
"""Tokens of a sentence; what is longer is a list, a table or a text without full stops, and nobody's statement."""


def find_attributions(document: Document, aside: Sequence[tuple[int, int]] = ()) -> tuple[Attribution, ...]:
    """Return the attributions in text order; their speakers may still be pronouns.

    What is said begins behind an `aside` (a dateline) that opens its sentence.
    """
    long = {n for n, sentence in enumerate(document.sentences) if sentence.last - sentence.first > LONGEST}
    quotations = [q for q in find_statements(document.doc) if document.sentence_at(q.start) not in long]
    found: list[Attribution] = []
    taken: set[Quotation] = set()
    for number, sentence in enumerate(document.sentences):
        if sentence.aside or sentence.last - sentence.first > LONGEST:
            continue
        near = touching(quotations, sentence, document.doc)
        found += find_according(document.doc, sentence, number)
        found += _named(document.doc, sentence, number)
        found += find_charges(document.doc, sentence, number, list(near))
        sayings = list(find_sayings(document.doc, sentence, near))
        given = assign(sayings, [q for q in near if q not in taken])
        for verb, speaker in sayings:
            found += _statements(document, number, verb, speaker, given.get(verb.i, ()))
        taken.update(q for held in given.values() for q in held)
    found += find_turns(document)
    found += find_headed(document)
    found += find_continued(document, found, [q for q in quotations if q not in taken])
    clear = (_clear(document.doc.text, attribution, aside) for attribution in found)
    return tuple(sorted((a for a in clear if a is not None), key=lambda a: (a.sentence, a.start)))


def _clear(text: str, attribution: Attribution, aside: Sequence[tuple[int, int]]) -> Attribution | None:
    for start, end in aside:
        if start < attribution.end and attribution.start < end:
            told = behind(text, (attribution.start, attribution.end), end)
            if told is None:
                return None
            attribution = replace(attribution, start=told[0])
    return attribution


def _named(doc: Doc, sentence: Sentence, number: int) -> Iterator[Attribution]:
    """Yield what is denied or reported in a noun, or in the clause that hangs on it."""
    for verb, speaker, tokens in find_named(doc, sentence.first, sentence.last):
        first, last = bare(doc, *tokens)
        if not first <= speaker.i < last:
            yield Attribution(speaker.i, verb.i, False, *characters(doc, first, last), number)


def _closed(text: str, held: Sequence[Quotation], end: int) -> int:
    """Return where a statement that runs into a quotation ends: with its mark, where only 'after …' follows."""
    if held and (behind := BEHIND.match(text, held[0].end, end)):
        return behind.start("rest")
    return end


def _statements(
    document: Document, number: int, verb: Token, speaker: Token, quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    """Yield the quotations beside a verb of saying, and what it reports where that is no quotation by itself."""
    doc = document.doc
    behind_quote = any(0 < verb.idx - q.end <= 4 for q in quotations)
    reported = None if behind_quote else find_reported(doc, document.sentences[number], verb, speaker)
    if reported is not None:
        start, end = characters(doc, *reported)
        held = [q for q in quotations if start < q.end and q.start < end]
        if not held or (start + 4 < held[0].start and is_fragment(doc, held[0])):
            start, end, marked = unquote(doc.text, start, _closed(doc.text, held, end))
            yield Attribution(speaker.i, verb.i, marked, start, end, number)
            quotations = [q for q in quotations if q not in held]
    for quotation in quotations:
        yield from pieces(document, quotation, speaker.i, verb.i)

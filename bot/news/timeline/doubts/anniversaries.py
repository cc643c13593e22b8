"""'Founded in 1990' and 'its 25th anniversary' in 2012."""

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.timeline.doubts.telling import quoted
from bot.news.timeline.place import in_quotation

_FOUNDED = re.compile(
    r",? (?:(?:which|that) )?(?:(?:was|were) )?(?:first )?(?:founded|established|formed|set up|created|launched)"
    r"(?: [^.;,()\d]{0,40})? in (?:[A-Z][a-z]+ )?(?P<year>1\d\d\d|20\d\d)\b"
)
_TURNS = re.compile(r"\b(?:its|their) (?P<nth>\d{1,3})(?:st|nd|rd|th) (?:anniversary|birthday|year)\b")
_BODIES = {"ORG", "EVENT", "FAC", "PRODUCT"}


def doubt_anniversaries(document: Document, *, dct: date | None) -> Iterator[Doubt]:
    """A doubt for each anniversary that the one year of foundation in the text does not bear out.

    An anniversary is held at most a year before or after its day; 'its 25th year' begins a year earlier.
    """
    text, founded = document.doc.text, _founded(document)
    if dct is None or len({int(match["year"]) for _, match in founded}) != 1:
        return
    span, match = founded[0]
    year = int(match["year"])
    for turn in _TURNS.finditer(text):
        passed = dct.year - year
        sentence = document.sentence_at(turn.start())
        if abs(passed - int(turn["nth"])) <= 1 or in_quotation(document, turn.start()):
            continue
        if _is_others(document, span, sentence, turn.start()):
            continue
        yield Doubt(
            "dates",
            f"{quoted(text, span.start_char, match.end())} makes it {passed} years by {dct.year}, "
            f"but the text speaks of {quoted(text, turn.start(), turn.end())}.",
            (document.sentence_at(span.start_char), sentence),
        )


def _founded(document: Document) -> list[tuple[Span, re.Match[str]]]:
    """The names of bodies with what says when they began."""
    matches = ((span, _FOUNDED.match(document.doc.text, span.end_char)) for span in document.doc.ents)
    return [(span, match) for span, match in matches if span.label_ in _BODIES and match is not None]


def _is_others(document: Document, body: Span, sentence: int, at: int) -> bool:
    """Whether the sentence names another body, or a person, before the anniversary, which may be that one's."""
    start = document.sentences[sentence].start
    names = [span for span in document.doc.ents if start <= span.start_char < at]
    return any(span.text not in body.text and body.text not in span.text for span in names)

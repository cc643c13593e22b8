"""'Founded in 1990' and 'its 25th anniversary' in 2012; 'the 50th anniversary of the 1990 fire' in 2024."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Span

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.timeline.doubts.telling import quoted
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution
from bot.news.timex.number import ordinal

_IN_YEAR = r"(?:founded|established|formed|set up|created)(?: [^.;,()\d]{0,40})? in (?P<year>1\d\d\d|20\d\d)\b"
_BEHIND = re.compile(rf",? (?:(?:which|that) )?(?:(?:was|were) )?(?:first )?{_IN_YEAR}")
_BEFORE = re.compile(rf"(?i:{_IN_YEAR})(?: [^.;,()\d]{{0,40}})?, (?:the )?$")
_NTH = r"(?P<nth>\d{1,3}(?:st|nd|rd|th)|[a-z]+)"
_ITS = re.compile(rf"\b(?:its|their) {_NTH} (?:anniversary|birthday|year)\b")
_OF = re.compile(
    rf"\b{_NTH} anniversary of "
    r"(?:[^.;,()\d]{0,60} in (?P<year>1\d\d\d|20\d\d)\b|the (?P<early>1\d\d\d|20\d\d) [a-z]+)"
)
_BODIES = {"ORG", "EVENT", "FAC", "PRODUCT"}
_REACH = 90
"""Characters before a name within which 'Founded in 1990, …' begins."""


def doubt_anniversaries(document: Document, times: Sequence[Resolution], *, dct: date | None) -> Iterator[Doubt]:
    """A doubt for each anniversary that the year of its event does not bear out.

    An anniversary is held at most a year before or after its day, and 'its 25th year' begins a year earlier. A sentence
    that names another year may tell of an anniversary held then.
    """
    if dct is None:
        return
    yield from _doubt_dated(document, times, dct)
    yield from _doubt_founded(document, times, dct)


def _doubt_dated(document: Document, times: Sequence[Resolution], dct: date) -> Iterator[Doubt]:
    text = document.doc.text
    for match in _OF.finditer(text):
        year, nth = int(match["year"] or match["early"]), ordinal(match["nth"])
        if nth is None or abs(dct.year - year - nth) <= 1 or _is_elsewhere(document, times, match, dct.year, year):
            continue
        says = f"{quoted(text, *match.span())}, but in {dct.year} it is {dct.year - year} years."
        yield Doubt("dates", says, (document.sentence_at(match.start()),))


def _doubt_founded(document: Document, times: Sequence[Resolution], dct: date) -> Iterator[Doubt]:
    text, founded = document.doc.text, list(_founded(document))
    if len({year for _, _, year in founded}) != 1:
        return
    body, start, year = founded[0]
    for match in _ITS.finditer(text):
        nth = ordinal(match["nth"])
        if nth is None or abs(dct.year - year - nth) <= 1 or _is_elsewhere(document, times, match, dct.year, year):
            continue
        sentence = document.sentence_at(match.start())
        if _is_others(document, body, sentence, match.start()):
            continue
        yield Doubt(
            "dates",
            f"{body.text} has its beginning in {year}, {dct.year - year} years before {dct.year}, "
            f"but {quoted(text, *match.span())} is told.",
            (document.sentence_at(start), sentence),
        )


def _founded(document: Document) -> Iterator[tuple[Span, int, int]]:
    """(the name of a body, where it stands, the year of its beginning)."""
    text = document.doc.text
    for span in document.doc.ents:
        start, end = span.start_char, span.end_char
        match = _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - _REACH), start)
        if span.label_ in _BODIES and match is not None:
            yield span, start, int(match["year"])


def _is_elsewhere(
    document: Document, times: Sequence[Resolution], match: re.Match[str], now: int, year: int
) -> bool:  # fmt: skip
    """Whether the anniversary is a quotation's, or of a year that its sentence names."""
    sentence = document.sentence_at(match.start())
    named = {int(time.timex.first[:4]) for time in times if time.sentence == sentence and time.timex.first}
    return in_quotation(document, match.start()) or not named <= {now, year}


def _is_others(document: Document, body: Span, sentence: int, at: int) -> bool:
    """Whether the sentence names another body, or a person, before the anniversary, which may be that one's."""
    start = document.sentences[sentence].start
    names = [span for span in document.doc.ents if start <= span.start_char < at]
    return any(span.text not in body.text and body.text not in span.text for span in names)

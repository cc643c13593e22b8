"""Quotations and who speaks them: by a verb beside them, an announcement before them, or the speaker who goes on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.news.document import Document, Sentence
from bot.news.document.events import is_predicate, subject_of
from bot.news.document.phrase import FINITE, base, names
from bot.news.facts.attribution import Attribution
from bot.news.facts.quotations import Quotation, find_quotations
from bot.news.facts.sources import find_speaker
from bot.news.facts.verbs import is_saying

SHORTEST = 4
"""Words: a shorter quotation is a word set apart inside somebody's sentence, not a statement."""
BEHIND = 4
"""Characters from a quotation's last word to the sentence that tells who spoke: a comma, the mark, a space."""
PIECE = 8
"""Words below which a quoted sentence is joined to the next one."""


def find_statements(doc: Doc) -> list[Quotation]:
    """Return the quotations that state something: no title, no word set apart."""
    return [q for q in find_quotations(doc.text) if _is_statement(doc, q)]


def _is_statement(doc: Doc, quotation: Quotation) -> bool:
    words = doc.text[quotation.start : quotation.end].split()
    if len(words) < SHORTEST:
        return False
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    return span is not None and any(t.pos_ in {"VERB", "AUX"} for t in span) and not _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """Say whether every word of weight has a capital, as in the name of a book or a song."""
    heavy = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return (
        words[-1][-1].isalnum()
        and len(heavy) > 1
        and all(word[0].isupper() for word in heavy)
        and not all(word.isupper() for word in heavy)
    )


def touching(quotations: Sequence[Quotation], sentence: Sentence, doc: Doc) -> Sequence[Quotation]:
    """Return the quotations that share characters with a sentence, or end right before one that tells who spoke."""
    first = bisect_right(quotations, sentence.start - BEHIND, key=lambda q: q.end)
    last = bisect_left(quotations, sentence.end, key=lambda q: q.start)
    if first < last and quotations[first].end <= sentence.start:
        between = doc.text[quotations[first].end : sentence.start + 1]
        if "," not in between and not between[-1:].islower():
            first += 1
    return quotations[first:last]


def assign(sayings: Sequence[tuple[Token, Token]], quotations: Iterable[Quotation]) -> dict[int, list[Quotation]]:
    """Return the quotations of a sentence by the verb of saying that stands nearest to each."""
    given: dict[int, list[Quotation]] = {}
    verbs = [verb for verb, _ in sayings]
    for quotation in quotations:
        nearest = min(verbs, key=lambda verb: _distance(verb, quotation), default=None)
        if nearest is not None:
            given.setdefault(nearest.i, []).append(quotation)
    return given


def _distance(verb: Token, quotation: Quotation) -> int:
    return quotation.start - verb.idx if verb.idx < quotation.start else verb.idx - quotation.end + 2


def is_fragment(doc: Doc, quotation: Quotation) -> bool:
    """Say whether a quotation needs the words before it: it runs on from them, or has no verb of its own."""
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if span is None:
        return False
    before = next(
        (t for t in reversed(doc[max(0, span.start - 3) : span.start]) if not t.is_quote and t.text != "`"), None
    )
    runs_on = before is not None and not before.is_punct and before.lower_ not in {"that", "said", "says"}
    if runs_on and doc.text[quotation.start].islower():
        return True
    subjects = [t for t in span if base(t.dep_) == "nsubj" and span.start <= t.head.i < span.end]
    return not subjects or not any(t.tag_ in FINITE for t in span) or span[0].tag_ in FINITE


def pieces(
    document: Document, quotation: Quotation, speaker: int, verb: int | None, piece: int = 0
) -> Iterator[Attribution]:
    """Yield a quotation sentence by sentence, a short sentence joined to the next one."""
    doc = document.doc
    open_at: int | None = None
    opened_in = 0
    for number in range(document.sentence_at(quotation.start), document.sentence_at(quotation.end - 1) + 1):
        sentence = document.sentences[number]
        start, end = max(sentence.start, quotation.start), min(sentence.end, quotation.end)
        if start >= end:
            continue
        if open_at is None:
            open_at, opened_in = start, number
        final = end >= quotation.end
        if not final and doc.text[end : quotation.end].lstrip()[:1].islower():
            continue
        if len(doc.text[open_at:end].split()) >= PIECE or final:
            yield Attribution(speaker, verb, True, open_at, end, opened_in, piece)
            open_at, piece = None, piece + 1


def find_continued(
    document: Document, found: Sequence[Attribution], quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    """Yield quotations without a verb of saying of their own: announced before them, or going on with one."""
    quoted, reported = _last_by_sentence(document, found)
    for quotation in quotations:
        number = document.sentence_at(quotation.start)
        if document.sentences[number].aside:
            continue
        speaker = _introducer(document, number, quotation)
        if speaker is None and not _own_words(document, number, quotation):
            speaker = _announcer(document, number) or _last_speaker(document, number, quoted, reported)
        if speaker is None:
            continue
        for attribution in pieces(document, quotation, speaker, None):
            quoted[_last_sentence(document, attribution)] = attribution
            yield replace(attribution, piece=attribution.piece + 1)


def _last_by_sentence(
    document: Document, found: Sequence[Attribution]
) -> tuple[dict[int, Attribution], dict[int, Attribution]]:
    """Return the last quotation and the last report of each sentence, by the sentence in which it ends."""
    quoted: dict[int, Attribution] = {}
    reported: dict[int, Attribution] = {}
    for attribution in found:
        (quoted if attribution.quoted else reported)[_last_sentence(document, attribution)] = attribution
    return quoted, reported


def _own_words(document: Document, number: int, quotation: Quotation) -> bool:
    """Say whether the article's own sentence holds the quotation, so that it is nobody's statement by itself."""
    sentence = document.sentences[number]
    outside = document.doc.text[sentence.start : max(sentence.start, quotation.start)].split()
    outside += document.doc.text[min(quotation.end, sentence.end) : sentence.end].split()
    return sum(any(sign.isalpha() for sign in word) for word in outside) > 2


def _introducer(document: Document, number: int, quotation: Quotation) -> int | None:
    """Return who speaks where a colon stands before the quotation in its own sentence ('He was blunt: "…"')."""
    sentence = document.sentences[number]
    tokens = [t for t in document.doc[sentence.first : sentence.last] if t.idx < quotation.start and not t.is_quote]
    return _subject_in(tokens) if tokens and tokens[-1].text == ":" else None


def _announcer(document: Document, number: int) -> int | None:
    """Return who speaks where the sentence before ends in a colon, or in a comma behind a verb of saying."""
    if number == 0:
        return None
    before = document.sentences[number - 1]
    ending = document.doc.text[before.start : before.end].rstrip()[-1:]
    if ending not in {":", ","}:
        return None
    tokens = list(document.doc[before.first : before.last])
    for verb in tokens:
        if is_saying(verb) and (speaker := find_speaker(verb, before.first, before.last)) is not None:
            return speaker.i
    people = [one for one in names(document.doc, before.first, before.last) if one.label_ == "PERSON"]
    return _subject_in(tokens) or (people[0].end - 1 if len(people) == 1 and ending == ":" else None)


def _subject_in(tokens: Sequence[Token]) -> int | None:
    """Return the subject of the first predicate among tokens."""
    verbs = [t for t in tokens if is_predicate(t) and subject_of(t) is not None]
    speaker = subject_of(verbs[0]) if verbs else None
    return speaker.i if speaker is not None else None


def _last_speaker(
    document: Document, number: int, quoted: dict[int, Attribution], reported: dict[int, Attribution]
) -> int | None:
    """Return who was quoted in the sentence before, or reported there in the same paragraph."""
    for attribution in (quoted.get(number), quoted.get(number - 1)):
        if attribution is not None:
            return attribution.speaker
    before = reported.get(number - 1)
    if before is not None and document.sentences[number - 1].paragraph == document.sentences[number].paragraph:
        return before.speaker
    return None


def _last_sentence(document: Document, attribution: Attribution) -> int:
    """Return the number of the sentence in which the attribution ends, its verb included."""
    end = attribution.end
    if attribution.verb is not None:
        end = max(end, document.doc[attribution.verb].idx)
    return document.sentence_at(end - 1)

"""Attributions: who is said to say what, from 'according to', verbs of saying and quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from bot.news.document import Document, Sentence
from bot.news.document.analyse import behind
from bot.news.document.events import is_passive, is_predicate, subject_of
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base, names, phrase
from bot.news.document.tense import negated
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.named import find_named
from bot.news.facts.quotations import Quotation, find_quotations
from bot.news.facts.sources import find_speaker, last_named

SHORTEST_QUOTE = 4
"""Words: a shorter quotation is a word set apart inside somebody's sentence, not a statement."""
TOLD = 6
"""Tokens from a verb of saying to its 'that', whoever is told and when between them."""
NO_CLAIM = frozenset({"know", "learn", "hope", "begin", "continue", "read", "feel", "see", "recall"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` is the token that heads the source's phrase; `start`:`end` are the characters of what is said.

    `verb` is the verb of saying, None for 'according to'; `piece` counts the statements of one quotation.
    """

    speaker: int
    verb: int | None
    quoted: bool
    start: int
    end: int
    sentence: int
    piece: int = 0


def find_attributions(document: Document, aside: Sequence[tuple[int, int]] = ()) -> tuple[Attribution, ...]:
    """Return the attributions in text order; their speakers may still be pronouns.

    What is said begins behind an `aside` (a dateline) that opens its sentence.
    """
    quotations = [q for q in find_quotations(document.doc.text) if _is_statement(document.doc, q)]
    found: list[Attribution] = []
    taken: set[Quotation] = set()
    for number, sentence in enumerate(document.sentences):
        if sentence.aside:
            continue
        touching = _touching(quotations, sentence)
        found += _according(document.doc, sentence, number)
        found += _named(document.doc, sentence, number)
        for verb, speaker in _sayings(document.doc, sentence, touching):
            spoken = [q for q in touching if q not in taken]
            found += _statements(document, number, verb, speaker, spoken)
            taken.update(spoken)
    found += _continued(document, found, [q for q in quotations if q not in taken])
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


def _touching(quotations: Sequence[Quotation], sentence: Sentence) -> Sequence[Quotation]:
    """Return the quotations that share characters with a sentence; both are in text order."""
    first = bisect_right(quotations, sentence.start, key=lambda q: q.end)
    last = bisect_left(quotations, sentence.end, key=lambda q: q.start)
    return quotations[first:last]


def _is_statement(doc: Doc, quotation: Quotation) -> bool:
    words = doc.text[quotation.start : quotation.end].split()
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    told = span is not None and any(t.pos_ in {"VERB", "AUX"} for t in span)
    return len(words) >= SHORTEST_QUOTE and told


def _according(doc: Doc, sentence: Sentence, number: int) -> Iterator[Attribution]:
    """Yield what stands beside 'according to X': the rest of the sentence, or what precedes it at the end."""
    tokens = doc[sentence.first : sentence.last]
    for token in tokens:
        if token.lower_ != "according" or token.i + 2 >= sentence.last or doc[token.i + 1].lower_ != "to":
            continue
        head = _noun_of(doc, token.i + 2, sentence.last)
        if head is None:
            continue
        after = (_past_source(doc, phrase(head, coordinated=True)[1], sentence.last), sentence.last)
        before = (sentence.first, token.i)
        beside = after if _opens_clause(doc, token, sentence) or not _has_verb(doc, *before) else before
        if _has_verb(doc, *beside):
            start, end = _chars(doc, *_bare(doc, *beside))
            yield Attribution(head.i, None, False, start, end, number)


def _named(doc: Doc, sentence: Sentence, number: int) -> Iterator[Attribution]:
    """Yield what is denied or reported in a noun, or in the clause that hangs on it."""
    for verb, speaker, tokens in find_named(doc, sentence.first, sentence.last):
        first, last = _bare(doc, *tokens)
        if not first <= speaker.i < last:
            yield Attribution(speaker.i, verb.i, False, *_chars(doc, first, last), number)


def _opens_clause(doc: Doc, according: Token, sentence: Sentence) -> bool:
    """Say whether 'according' stands before what is said: first in the sentence, or behind 'which,' or 'that'."""
    before = [t for t in doc[max(sentence.first, according.i - 2) : according.i] if t.text != ","]
    return not before or before[-1].tag_ in {"WDT", "IN", "CC"}


def _past_source(doc: Doc, last: int, end: int) -> int:
    """Return the token behind the source, what is added to it between commas included ('the coach, Ali Reza, …')."""
    while last < end - 2 and doc[last].text == ",":
        first = doc[last + 1]
        added = first.tag_ in {"VBG", "WDT", "WP", "VBN"} or (
            first.pos_ == "PROPN" and base(first.dep_) in {"appos", "flat"}
        )
        comma = next((t.i for t in doc[last + 1 : end] if t.text == ","), None)
        if not added or comma is None or not _has_verb(doc, comma, end):
            break
        last = comma
    return last


def _noun_of(doc: Doc, first: int, last: int) -> Token | None:
    """Return the head of the phrase that begins at `first`: of a name, by the parse, or the last noun of a run."""
    named = next(
        (span for span in names(doc, first, min(first + 2, last)) if first <= span.start and span.end < last), None
    )
    if named is not None and doc[named.end].tag_ != "POS" and doc[named.end].pos_ not in {"NOUN", "PROPN"}:
        return doc[named.end - 1] if named.root.i < named.start else named.root
    for token in doc[first:last]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.left_edge.i <= first and not _compounds(token):
            return token
        if token.pos_ in {"VERB", "AUX"} or token.text == ",":
            break
    run = None
    for token in doc[first:last]:
        if token.pos_ in {"NOUN", "PROPN"}:
            run = token
        elif token.pos_ not in {"DET", "ADJ", "PART"}:
            break
    return run


def _compounds(token: Token) -> bool:
    return base(token.dep_) in {"compound", "amod"} or token.dep_ == "nmod:poss"


def _sayings(doc: Doc, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[tuple[Token, Token]]:
    """Yield the verbs of saying outside of quotation marks with the heads of their subjects."""
    words = load_event_words()
    for token in doc[sentence.first : sentence.last]:
        if token.tag_ not in {*FINITE, "VBN", "VBG"} or any(q.start <= token.idx < q.end for q in quotations):
            continue
        known = token.lemma_.lower() in (words.saying | words.announcing) - NO_CLAIM
        if not (known or _meets_quotation(token, quotations)) or is_passive(token) or negated(token):
            continue
        if not _says(token, sentence, quotations):
            continue
        speaker = _speaker(token, sentence, quotations)
        if speaker is not None and speaker.lemma_.lower() not in load_lexicon().mute and speaker.i != token.i:
            yield token, speaker


def _speaker(verb: Token, sentence: Sentence, quotations: Sequence[Quotation]) -> Token | None:
    """Return who speaks, outside of quotations: the subject by the parse or its place, or the last person named."""
    subject, placed = subject_of(verb), find_speaker(verb, sentence.first, sentence.last)
    if verb.lemma_.lower() == "tell" and placed is not None and placed.i > verb.i:
        placed = None
    order = [placed, subject] if _after_quotation(verb, quotations) else [subject, placed]
    for token in [*order, last_named(verb, sentence.first)]:
        if token is not None and not any(q.start <= token.idx < q.end for q in quotations):
            return token
    return None


def _after_quotation(verb: Token, quotations: Sequence[Quotation]) -> bool:
    """Say whether the verb follows a quotation, its mark and a comma between ('…", said Mohib')."""
    return any(0 < verb.idx - q.end <= 4 for q in quotations)


def _meets_quotation(token: Token, quotations: Sequence[Quotation]) -> bool:
    """Say whether a quotation follows the verb's comma or colon: then any verb is one of saying ('reasoned, "…"')."""
    if token.i + 2 >= len(token.doc) or token.doc[token.i + 1].text not in {",", ":"}:
        return False
    return any(0 <= q.start - token.doc[token.i + 1].idx <= 4 for q in quotations)


def _says(token: Token, sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
    """Say whether the verb has something said beside it: a quotation, a clause, or 'that'."""
    if quotations or token.lemma_.lower() in load_event_words().saying - {"tell"}:
        return True
    if any(child.dep_ == "ccomp" for child in token.children) or token.dep_ == "parataxis":
        return True
    reach = TOLD if token.lemma_.lower() == "tell" else 2
    return any(_opens(t, token) for t in token.doc[token.i + 1 : min(token.i + 1 + reach, sentence.last)])


def _opens(token: Token, verb: Token) -> bool:
    """Say whether 'that' opens what is said; behind 'told X' the parser takes it for a relative's."""
    return token.lower_ == "that" and (token.tag_ == "IN" or (token.tag_ == "WDT" and verb.lemma_.lower() == "tell"))


def _statements(
    document: Document, number: int, verb: Token, speaker: Token, quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    if quotations:
        for quotation in quotations:
            yield from _pieces(document, quotation, speaker.i, verb.i)
        return
    reported = _reported(document.doc, document.sentences[number], verb, speaker)
    if reported is not None:
        start, end = _chars(document.doc, *reported)
        yield Attribution(speaker.i, verb.i, False, start, end, number)


def _reported(doc: Doc, sentence: Sentence, verb: Token, speaker: Token) -> tuple[int, int] | None:
    """Return the tokens of what is reported: the clause behind the verb, or what precedes 'X said' at the end."""
    if verb.i > sentence.first + 2 and not _has_verb(doc, max(verb.i, speaker.i) + 1, sentence.last):
        first = _before_source(doc, min(verb.i, phrase(speaker, coordinated=True)[0]), sentence.first)
        if first > sentence.first and doc[first - 1].text == ",":
            told = _bare(doc, sentence.first, first)
            return told if _has_verb(doc, *told) else None
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    first = max(clause.left_edge.i, verb.i + 1) if clause is not None else _behind(doc, verb, sentence)
    last = _stop(doc, first, sentence.last)
    if clause is not None and verb.lemma_.lower() in load_lexicon().denying | load_lexicon().hedging:
        last = min(last, clause.right_edge.i + 1)
    first, last = _bare(doc, first, last)
    if last - first < 3 or doc[first].tag_ in {"WRB", "TO"} or first <= speaker.i < last:
        return None
    return (first, last) if _has_verb(doc, first, last) else None


def _before_source(doc: Doc, first: int, floor: int) -> int:
    """Return where a source begins whose role stands before its name's comma (', its governor, Paul Reyes, said')."""
    if first - 2 <= floor or doc[first - 1].text != "," or doc[first - 2].pos_ != "NOUN":
        return first
    role = phrase(doc[first - 2])[0]
    titled = doc[first - 2].lemma_.lower() in load_lexicon().titles | load_lexicon().speakers
    return role if titled and role > floor and doc[role - 1].text == "," else first


def _behind(doc: Doc, verb: Token, sentence: Sentence) -> int:
    """Return where the statement begins by position: behind 'that' if it is near, else right behind the verb."""
    for token in doc[verb.i + 1 : min(verb.i + 1 + TOLD, sentence.last)]:
        if _opens(token, verb):
            return token.i + 1
    return verb.i + 1


def _stop(doc: Doc, first: int, last: int) -> int:
    """Return where another statement takes over ('… and said', ', which X denied'), else `last`."""
    words = load_event_words()
    for token in doc[first:last]:
        if token.tag_ == "WDT" and token.head.lemma_.lower() in load_lexicon().denying and token.i - 1 > first:
            return token.i - 1
        again = token.lemma_.lower() in words.saying and token.tag_ in FINITE and token.i > first
        if again and token.i - 1 > first and doc[token.i - 1].lower_ in {"and", "but", "also"}:
            return token.i - 1 if doc[token.i - 1].lower_ != "also" else token.i - 2
    return last


def _pieces(
    document: Document, quotation: Quotation, speaker: int, verb: int | None, piece: int = 0
) -> Iterator[Attribution]:
    """Yield a quotation sentence by sentence, a sentence of under eight words joined to the next one."""
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
        if len(doc.text[open_at:end].split()) >= 8 or final:
            yield Attribution(speaker, verb, True, open_at, end, opened_in, piece)
            open_at, piece = None, piece + 1


def _continued(
    document: Document, found: Sequence[Attribution], quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    """Yield quotations without a verb of saying of their own: announced before them, or going on with one."""
    for quotation in quotations:
        number = document.sentence_at(quotation.start)
        if document.sentences[number].aside:
            continue
        speaker = _introducer(document, number, quotation)
        if speaker is None and not _own_words(document, number, quotation):
            speaker = _announcer(document, number) or _last_speaker(document, found, number)
        if speaker is not None:
            yield from (replace(a, piece=a.piece + 1) for a in _pieces(document, quotation, speaker, None))


def _own_words(document: Document, number: int, quotation: Quotation) -> bool:
    """Say whether the article's own sentence holds the quotation, so that it is nobody's statement by itself."""
    sentence = document.sentences[number]
    outside = document.doc.text[sentence.start : max(sentence.start, quotation.start)].split()
    outside += document.doc.text[min(quotation.end, sentence.end) : sentence.end].split()
    return len(outside) > 2


def _introducer(document: Document, number: int, quotation: Quotation) -> int | None:
    """Return who speaks where a colon stands before the quotation in its own sentence ('He was blunt: "…"')."""
    sentence = document.sentences[number]
    tokens = [t for t in document.doc[sentence.first : sentence.last] if t.idx < quotation.start and not t.is_quote]
    return _subject_in(tokens) if tokens and tokens[-1].text == ":" else None


def _announcer(document: Document, number: int) -> int | None:
    """Return who speaks where the sentence before ends in a colon or in a verb of saying."""
    if number == 0:
        return None
    before = document.sentences[number - 1]
    tokens = list(document.doc[before.first : before.last])
    return _subject_in(tokens) if tokens[-1].text in {":", ","} else None


def _subject_in(tokens: Sequence[Token]) -> int | None:
    """Return the subject of the first predicate among tokens."""
    verbs = [t for t in tokens if is_predicate(t) and subject_of(t) is not None]
    speaker = subject_of(verbs[0]) if verbs else None
    return speaker.i if speaker is not None else None


def _last_speaker(document: Document, found: Sequence[Attribution], number: int) -> int | None:
    """Return who was quoted in the sentence before, or in one that only quotations part from this."""
    for attribution in reversed(found):
        if attribution.quoted and 0 <= number - _last_sentence(document, attribution) <= 1:
            return attribution.speaker
    return None


def _last_sentence(document: Document, attribution: Attribution) -> int:
    """Return the number of the sentence in which the attribution ends, its verb included."""
    end = attribution.end
    if attribution.verb is not None:
        end = max(end, document.doc[attribution.verb].idx)
    return document.sentence_at(end - 1)


def _has_verb(doc: Doc, first: int, last: int) -> bool:
    return any(t.tag_ in FINITE for t in doc[first:last])


def _bare(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the range without joining words and punctuation at its ends."""
    while first < last - 1 and (
        doc[first].is_space or doc[first].text in {",", ";", ":", ".", "-", "—", "–"} or _joins(doc[first])
    ):
        first += 1
    while last - 1 > first and (doc[last - 1].is_space or doc[last - 1].text in {",", ";", ":", ".", "-", "—", "–"}):
        last -= 1
    return first, last


def _joins(token: Token) -> bool:
    return token.lower_ in {"that", "and", "but"} and token.tag_ in {"IN", "CC"}


def _chars(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])

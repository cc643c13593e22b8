"""One visit of four days and of three: lengths of one event that part."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.news.article import Doubt
from bot.news.document import Document
from bot.news.document.lexicon import load_lexicon
from bot.news.timeline.doubts.lexicon import load_words
from bot.news.timeline.doubts.telling import is_definite, length_of, quoted
from bot.news.timeline.place import in_quotation
from bot.news.timex import Resolution

_BETWEEN = 2
"""Words that may stand between a length and its noun: 'the four-day state visit'."""


@dataclass(frozen=True, slots=True)
class Length:
    """'four-day visit': how long, of what noun, in which sentence; `start`:`end` its characters."""

    noun: Token
    number: int
    unit: str
    sentence: int
    start: int
    end: int
    others: frozenset[str]
    """The words between, which tell one visit from another."""


def doubt_lengths(document: Document, times: Sequence[Resolution]) -> Iterator[Doubt]:
    """A doubt for each event that a text gives one length and then, taking it up with 'the', another one."""
    told: dict[str, list[Length]] = defaultdict(list)
    for length in find_lengths(document, times):
        told[length.noun.lemma_.lower()].append(length)
    text = document.doc.text
    for lengths in told.values():
        if len({(length.number, length.unit) for length in lengths}) != 2:
            continue
        one = lengths[0]
        other = next(length for length in lengths if (length.number, length.unit) != (one.number, one.unit))
        if one.unit == other.unit and one.others == other.others and is_definite(other.noun):
            first, second = quoted(text, one.start, one.end), quoted(text, other.start, other.end)
            yield Doubt("dates", f"Two lengths of one thing? {first} and {second}.", (one.sentence, other.sentence))


def find_lengths(document: Document, times: Sequence[Resolution]) -> Iterator[Length]:
    """The exact lengths right before the noun of one event."""
    doc = document.doc
    for time in times:
        length = length_of(time)
        if length is None or in_quotation(document, time.timex.start):
            continue
        behind = [token for token in doc[time.token_end : time.token_end + _BETWEEN + 2] if token.text != "-"]
        noun = next((token for token in behind if token.tag_ == "NN" and token.dep_ != "compound"), None)
        if noun is None or noun.lemma_.lower() not in load_lexicon().happening | load_words("stays"):
            continue
        between = [token for token in behind if token.i < noun.i]
        if any(token.pos_ not in {"ADJ", "NOUN", "PROPN"} for token in between):
            continue
        if any(token.lower_ in load_words("repeats") for token in (*noun.children, *between)):
            continue
        others = frozenset(token.lemma_.lower() for token in between)
        yield Length(noun, *length, time.sentence, time.timex.start, noun.idx + len(noun), others)

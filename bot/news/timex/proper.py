"""Names that a time stands in: 'April Jones', 'the Monday Club', 'LA Weekly', 'the Summer Olympics'."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from bot.news.timex.grammar import Match
from bot.news.timex.scan import Word

_LEADS = {
    "in", "by", "until", "till", "since", "during", "of", "last", "next", "this", "early", "late", "mid", "from", "to",
    "through", "between", "and", "for", "before", "after", "every", "each", "past", "previous", "following", "on",
}  # fmt: skip
_LONGER = re.compile(r"[^\W\d_]{4,}")
AROUND = 60
"""Characters on either side that show whether a line is a title."""
TITLE = 0.6
"""The part of a title's longer words that have a capital, at least; in running text it is about a fifth."""


def in_a_name(match: Match, words: Sequence[Word], doc: Doc, text: str) -> bool:
    """Whether the entities that the pipeline found, or the capitals around, make the time part of a name."""
    first, last = words[match.first], words[match.last - 1]
    if _in_an_entity(match, first, last, doc):
        return True
    before = words[match.first - 1] if match.first else None
    opens = before is None or before.shape in {"mark", "gap"}
    if last.shape != "word" or not last.text[0].isupper():
        return False
    if _is_written_small(match):
        return not (opens and match.last - match.first == 1) and not _is_title(text, first, last)
    if not _goes_on(match, words) or _is_title(text, first, last):
        return False
    if match.kind == "month":
        return not match.fields.keys() - {"month", "that"} and (before is None or before.low not in _LEADS)
    return match.kind == "season" or (match.kind == "weekday" and (before is None or opens or before.low == "the"))


def _is_written_small(match: Match) -> bool:
    """Whether running text writes the words small, so that a capital inside a sentence is a name's: 'LA Weekly'."""
    return match.kind in {"deictic", "reference", "weekend", "daypart"} or "often" in match.fields


def _in_an_entity(match: Match, first: Word, last: Word, doc: Doc) -> bool:
    """Whether an entity holds the time and more; a weekday that ends one is but its neighbour: 'World Court Friday'."""
    span = doc.char_span(first.start, last.end, alignment_mode="expand")
    if span is None or not span[0].ent_type_ or span[0].ent_type_ in {"DATE", "TIME", "EVENT"} or _has_digit(span.text):
        return False
    begins = span[0].ent_iob_ == "B"
    ends = span.end == len(doc) or doc[span.end].ent_iob_ != "I"
    if ends:
        return not begins and _is_written_small(match)
    return match.kind != "named" and doc[span.end].text[0].isupper()


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _goes_on(match: Match, words: Sequence[Word]) -> bool:
    """Whether a word with a capital follows at once: 'April Jones', not 'April. Jones'."""
    if match.last >= len(words):
        return False
    after = words[match.last]
    near = after.start - words[match.last - 1].end == 1
    return near and after.shape == "word" and after.text[0].isupper()


def _is_title(text: str, first: Word, last: Word) -> bool:
    """Whether the line around is a title, where capitals tell nothing."""
    start = max(text.rfind("\n", max(first.start - AROUND, 0), first.start) + 1, first.start - AROUND, 0)
    end = text.find("\n", last.end, last.end + AROUND)
    around = text[start : first.start] + text[last.end : end if end >= 0 else last.end + AROUND]
    longer = _LONGER.findall(around)
    return bool(longer) and sum(word[0].isupper() for word in longer) >= TITLE * len(longer)

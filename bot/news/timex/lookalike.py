"""What only looks like time: 'May said', 'Christmas Island', 'the fall of the wall', 'flight 2019', '1,900 people'."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from bot.news.article.country import find_country
from bot.news.timex.grammar import Match
from bot.news.timex.proper import in_a_name
from bot.news.timex.scan import Word

# Words of a month's or a season's name that mean something else as often: they need a word of time beside them.
_AMBIGUOUS = {"may", "march", "jan", "dec", "nov", "mar.", "sat.", "sun.", "spring", "fall", "second"}
_BEFORE_TIME = {
    "in", "by", "until", "till", "since", "during", "of", "last", "next", "this", "early", "late", "mid", "from",
    "to", "through", "between", "and", "for", "before", "after", "every", "each", "the", "past", "previous",
    "following", "on",
}  # fmt: skip
_YEAR_SIGNS = {"$", "£", "€", "¥", "#", "no.", "-"}
# Words that a title writes with a capital although they are part of no name.
_SMALL = _BEFORE_TIME | {
    "a", "an", "as", "at", "but", "when", "while", "is", "was", "will", "with", "across", "over", "despite",
}  # fmt: skip
_CLAUSE_ENDS = {
    ",", ".", ";", ":", ")", "”", '"', "’", "'", "-", "–", "—", "and", "but", "or", "when", "as", "in", "at", "by",
    "was",
}  # fmt: skip
_COUNTED = re.compile(
    r"%|percent|per|people|miles|km|kilometers|kilometres|feet|meters|metres|pounds|tons|points", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A match where it stands: its own words and the ones beside it, in small letters."""

    match: Match
    words: Sequence[Word]
    doc: Doc
    text: str
    """The doc's text, which spaCy puts together anew at each call."""

    @property
    def own(self) -> list[str]:
        return [word.low for word in self.words[self.match.first : self.match.last]]

    @property
    def first(self) -> Word:
        return self.words[self.match.first]

    @property
    def before(self) -> str:
        return self.words[self.match.first - 1].low if self.match.first else ""

    @property
    def next(self) -> Word | None:
        return self.words[self.match.last] if self.match.last < len(self.words) else None

    @property
    def after(self) -> str:
        return self.next.low if self.next else ""

    def tags(self) -> tuple[str, str]:
        """The tags of its first token and of the token behind it; empty where the pipeline gives none."""
        span = self.doc.char_span(self.first.start, self.words[self.match.last - 1].end, alignment_mode="expand")
        if span is None:
            return "", ""
        return span[0].tag_, self.doc[span.end].tag_ if span.end < len(self.doc) else ""


def only_looks_like_time(match: Match, words: Sequence[Word], doc: Doc, text: str) -> bool:
    """Whether what stands beside a form says that it means no time."""
    place = _Place(match, words, doc, text)
    if _is_glued(place) or (len(place.own) == 1 and place.own[0] in _AMBIGUOUS and not _reads_as_time(place)):
        return True
    if _is_of_another_calendar(place) or _is_no_day(place):
        return True
    check = _CHECKS.get(match.kind)
    return (check is not None and check(place)) or in_a_name(match, words, doc, text)


def _is_glued(place: _Place) -> bool:
    """Whether the match is a part of a longer word: '1990s-style' is none, '2024Q3x', 'A2000' are."""
    text, start, end = place.text, place.first.start, place.words[place.match.last - 1].end
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in {"_", "/", "@", "#"} or after.isalnum() or after in {"_", "/"}


_ERA = re.compile(r"\s?[(,]?\s?(?:B\.?C\.?(?:E\.?)?|A\.?H\.?|BE|O\.?S\.?|Old Style)(?!\w)")
_JAPAN = {"heisei", "reiwa", "showa", "taisho", "meiji"}


def _is_of_another_calendar(place: _Place) -> bool:
    """'44 BC', '1445 AH', '5 May 1712 (Old Style)', 'Heisei 31': to read them as our years would invent a date.

    B.C. behind a year of our time is British Columbia.
    """
    if place.before in _JAPAN:
        return True
    era = _ERA.match(place.text, place.words[place.match.last - 1].end)
    if era is None:
        return False
    modern = "year" in place.match.fields and int(place.match.fields["year"]) >= 1900
    return not (modern and era[0].strip(" (,").startswith("B"))


def _is_no_day(place: _Place) -> bool:
    """'Nov. 0', '31 December 99999', 'the year 0': a number stands behind that the calendar has no place for."""
    after = place.next
    if after is None or after.shape != "number" or after.start - place.words[place.match.last - 1].end > 1:
        return False
    if place.match.kind == "shift":
        return place.own[-1] == "year"
    if place.match.kind not in {"month", "monthday"} or "year" in place.match.fields or not after.text.isdecimal():
        return False
    at = place.match.last + 1
    counts = at < len(place.words) and place.words[at].shape == "word" and place.words[at].low not in _SMALL
    return not counts and (len(after.text) > 3 or not 1 <= int(after.text) <= 31)


def _reads_as_time(place: _Place) -> bool:
    """Whether a name that means something else as often has a word of time beside it: 'in March', not 'may be'."""
    low = place.first.low
    if low not in {"spring", "fall", "second"} and not place.first.text[0].isupper():
        return False
    if low == "second" or place.before not in _BEFORE_TIME or (low == "fall" and place.before not in {"the", "of"}):
        return False
    return not place.tags()[0].startswith(("VB", "MD")) and not (low == "may" and place.after in {"be", "have", "not"})


def _counts_to_an_event(place: _Place) -> bool:
    """'the day before the vote': a day that the vote's own date would give."""
    return place.own[-1] in {"before", "after"} and bool(place.after) and place.after not in _CLAUSE_ENDS


def _is_in_a_name(place: _Place) -> bool:
    """Whether a named day is part of a longer name: 'Christmas Island', 'the Good Friday Agreement', 'Lloyd Christmas'.

    Names go on with a capital; a sentence's first word, a function word and another time have one for other reasons.
    """
    after = place.next
    if after is not None and after.shape == "word" and after.text[0].isupper() and after.low not in _SMALL:
        return True
    at = place.match.first
    if at < 2 or place.first.shape != "named":
        return False
    before, earlier = place.words[at - 1], place.words[at - 2]
    opens = earlier.shape in {"mark", "gap"} and earlier.text not in {",", "-", "'", "’"}
    capital = before.shape == "word" and before.text[0].isupper() and before.low not in _SMALL
    return capital and not opens and find_country(before.text) is None


def _is_a_verb(place: _Place) -> bool:
    """'that may', 'may 3 people', '5 march': the months are written with a capital."""
    own = place.words[place.match.first : place.match.last]
    return any(word.text in {"may", "march", "jan", "dec", "nov"} for word in own)


def _is_a_number(place: _Place) -> bool:
    """A bare number of four digits: a year unless a currency, a unit or a counted plural says otherwise."""
    if len(place.own) > 1 and place.match.kind != "years":
        return False
    if place.before in _YEAR_SIGNS or _COUNTED.fullmatch(place.after):
        return True
    years = {"in", "since", "until", "by", "from", "year", "around", "circa", "to", "between"}
    if place.first.shape == "elided":
        return place.before not in years | {"of", "the", "early", "late", "mid"}
    return not 1900 <= int(place.first.low) <= 2100 and place.before not in years


def _is_no_length(place: _Place) -> bool:
    """'a second', 'the second' say which one; '60 Minutes', '48 Hours' are titles."""
    if place.own[-1] == "second" and place.own[0] in {"a", "the"}:
        return True
    last = place.words[place.match.last - 1]
    return place.first.text.isdecimal() and last.text.istitle() and _among_small_words(place)


def _is_in_a_title(place: _Place) -> bool:
    """'USA Today', 'Radio Tomorrow'."""
    if len(place.own) > 1 or place.match.first == 0 or not place.first.text[0].isupper():
        return False
    before = place.words[place.match.first - 1]
    return before.shape == "word" and before.text[0].isupper() and _among_small_words(place)


def _among_small_words(place: _Place) -> bool:
    """Whether the words around are written small: in a headline a capital says nothing."""
    first, last = place.match.first, place.match.last
    near = [*place.words[max(0, first - 4) : first], *place.words[last : last + 4]]
    return any(len(word.text) > _FUNCTION and word.text.islower() for word in near)


_FUNCTION = 3
"""Letters of the words that headlines write small too."""


def _is_no_month(place: _Place) -> bool:
    """'this march' of protesters, 'Jan Kavan'."""
    if _is_a_verb(place):
        return True
    last = place.words[place.match.last - 1]
    span = place.doc.char_span(last.start, last.end, alignment_mode="expand")
    return len(place.own) == 1 and span is not None and span[0].ent_type_ == "PERSON"


def _is_no_season(place: _Place) -> bool:
    """'winter wheat', 'the fall of the wall'."""
    if len(place.own) == 1 and place.tags()[1] in {"NN", "NNS"}:
        return True
    return place.own in (["the", "fall"], ["the", "spring"]) and place.before not in _BEFORE_TIME


_CHECKS: Mapping[str, Callable[[_Place], bool]] = {
    "offset": _counts_to_an_event, "named": _is_in_a_name, "year": _is_a_number, "duration": _is_no_length,
    "season": _is_no_season, "years": _is_a_number, "month": _is_no_month, "months": _is_a_verb,
    "monthday": _is_a_verb, "days": _is_a_verb, "date": _is_a_verb, "deictic": _is_in_a_title,
}  # fmt: skip

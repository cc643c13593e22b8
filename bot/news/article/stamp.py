"""Stamps in one line with the headline or the first sentence, as the copy of a page brings them without breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.news.article.label import label_pattern
from bot.news.article.moment import Written, find_dates, load_calendar
from bot.news.message import read_table

WITHIN = 160
"""Characters of a line within which a stamp must begin: a headline and a label are shorter."""
_SENTENCE = 5
"""Words that must follow on a date without label and clock."""

# Spaces that a tokenised text has around its punctuation: '5 : 40 p . m . ET', 'Fri . , May 3 , 2013', '( Reuters )'.
_SPREAD = re.compile(
    r"(?<=\d)\s(?=[:/.]\s\d)|(?<=\d\s[:/.])\s(?=\d)|\s(?=[,.:;)](?:\s|$))|(?<=\b[apAP]\s\.)\s(?=[mM]\s\.)|(?<=\()\s"
)
# Zone letters that zones.txt leaves out, and others: here they only need to be known as such.
_ZONE = r"(?:(?:AK|[ACEMP])[SD]T|[ECMP]T|[BI]ST|hrs)"
# What may stand between a label, a date, a clock and a zone.
_BETWEEN = re.compile(rf"(?:[\s,;|•·()/\-–—:.]|\b(?:at|on|AT|ON|{_ZONE})\b)*")
# What belongs to a stamp behind its last part.
_CLOSE = re.compile(rf"(?:\s?\(?{_ZONE}\b)?[).:]?")
_SENTENCE_END = re.compile(r"[\w)\"”’'] ?[.!?](?:[\s\"”’']|$)")
_LEAD = re.compile(r"(?:\b(?:Article|Story|News)\s+)?$")
_WORD_BEFORE = re.compile(r"([\w’'-]+)\s*$")
_GOES_ON = re.compile(rf"(?:\s?\(?{_ZONE}\b)?[\s|•·–—:.()-]*[\"“‘'`]*\s*(?=[A-Z0-9À-ÖØ-Þ])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp at `start`:`end` of the line as it was given; `text` is without the spaces of a tokenised text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    label: bool = False
    date: Written | None = None

    @property
    def clock(self) -> bool:
        return not self.label and self.date is None


def find_stamps(line: str) -> list[Stamp]:
    """The stamps near the beginning of `line`: labelled, with a clock, or a full date between title and sentence.

    A date inside a sentence is none: words such as 'on' or 'the' stand before it, or the sentence goes on behind it.
    """
    places = _closed_up(line[: WITHIN * 2])
    text = "".join(line[place] for place in places)
    found = []
    for run in _runs(text):
        if run[0].start <= WITHIN and _is_stamp(text, run, cut=len(line) > 2 * WITHIN):
            start = run[0].start
            end = start + len(text[start : run[-1].end].rstrip())
            close = _CLOSE.match(text, end)
            end = close.end() if close else end
            found.append(Stamp(places[start], places[end - 1] + 1, text[start:end]))
    return found


def _closed_up(line: str) -> list[int]:
    """The offsets of `line` that stay when the spaces around a tokenised text's punctuation go."""
    dropped = {place for match in _SPREAD.finditer(line) for place in range(*match.span())}
    return [place for place in range(len(line)) if place not in dropped]


def _runs(text: str) -> Iterator[list[_Part]]:
    """The labels, dates and clocks of `text`, those together that nothing else parts."""
    run: list[_Part] = []
    for part in _parts(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end, part.start):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _parts(text: str) -> list[_Part]:
    parts = [_Part(one.start, one.end, date=one) for one in find_dates(text)]
    taken = [(part.start, part.end) for part in parts]
    labels = [match.span(1) for match in label_pattern().finditer(text)]
    parts += [_Part(*span, label=True) for span in labels if _is_label(text, span)]
    clocks = [match.span() for match in load_calendar().clock.finditer(text)]
    parts += [_Part(*span) for span in clocks if not any(span[0] < end and start < span[1] for start, end in taken)]
    return sorted(parts, key=lambda part: part.start)


def _is_label(text: str, span: tuple[int, int]) -> bool:
    """Whether a label's word stands as one: with a capital, or at the beginning; not 'was published'."""
    before = text[: span[0]]
    return text[span[0]].isupper() or _LEAD.fullmatch(before) is not None


def _is_stamp(text: str, run: list[_Part], *, cut: bool) -> bool:
    """Whether a run is a stamp; `cut` says that the line goes on behind `text`."""
    labels, clock = any(part.label for part in run), any(part.clock for part in run)
    dated = any(part.date and (part.date.day or part.date.either) for part in run)
    if not dated and (not clock or run[0].clock):
        return False
    before, rest = text[: run[0].start], text[run[-1].end :]
    if rest.strip() and not _GOES_ON.match(rest):
        return False
    if labels:
        return True
    if _is_governed(before, rest) or _opens(before, _load_words("begins")):
        return False
    return clock or _holds_sentence(rest, cut=cut)


def _is_governed(before: str, rest: str) -> bool:
    """Whether the words before a date lead to it, as in 'on 7 July 2012' or 'In London, May 2, 2013'."""
    word = _WORD_BEFORE.search(before)
    if word is not None and word[1].lower() in _load_words("leads"):
        return True
    return before.rstrip().endswith((",", ":")) and not _opens(rest, _load_words("opens"))


def _holds_sentence(rest: str, *, cut: bool) -> bool:
    """Whether a whole sentence stands behind a date that nothing but its place marks as a stamp."""
    return len(rest.split()) >= _SENTENCE and (cut or _SENTENCE_END.search(rest) is not None)


def _opens(text: str, words: frozenset[str]) -> bool:
    """Whether `text` begins with one of the words."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and first[0] in words


@cache
def _load_words(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in read_table(__package__, "around.txt") if row[0] == kind)

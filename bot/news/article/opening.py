"""The head of an article's text: title, byline, date lines, dateline, told from the story by their form."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from bot.news.article.article import Span
from bot.news.article.byline import is_affiliation, outlet_name, read_byline, read_name_line
from bot.news.article.caption import find_captions
from bot.news.article.dateline import Dateline, agency_name, find_dateline
from bot.news.article.label import first_label, label_pattern, last_label, meaning_of
from bot.news.article.line import Line, read_lines
from bot.news.article.moment import Moment, Written, find_clock, find_dates, load_calendar
from bot.news.article.service import find_services, is_service
from bot.news.article.stamp import Stamp, find_stamps
from bot.news.article.tail import find_cited, find_tail
from bot.news.message import count_words, read_table

MOST_HEADER_LINES = 16
_LONG = 25
"""Words from which a line is a paragraph of the story, whatever it looks like."""
_LAST_LINES = 5
"""How many lines at the foot are looked at for 'Published …'."""
_LAST_WORDS = 150
"""How many characters at the end of the last line."""
Kind = Literal["published", "updated", "label", "byline", "name", "employer", "furniture", "credit"]

_END_STOP = re.compile(r"[.,;:。।]['\"”’»)]*$")
_SENTENCE_BEFORE = re.compile(r"[a-z]{3}[.!?][\"”’)]*\s")
# No headline ends so, a line that was cut by its width does.
_OPEN_END = re.compile(r"\s(?:an?|the|of|in|on|at|to|for|with|and|or|by|from|near|as|is|was|were|that|has|had)$")
_AGO = re.compile(r"^(?:\d+|an?) ?(?:m|h|d|hrs?|mins?|minutes?|hours?|days?|weeks?) ago$", re.IGNORECASE)
_COUNTER = re.compile(
    r"^(?:\d+[ -]min(?:ute)?s?(?: (?:read|listen|watch))?|\d+ (?:comments?|shares?)|[|•·*\-–—_=#]+)$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Opening:
    """What stands at the head of a text; every span is in the text that was given."""

    title: Span | None = None
    body: int = 0
    """Where the story begins: all before it is title, byline, dates and furniture."""
    tail: int | None = None
    """Where sources, related news or categories begin below the story."""
    cited: list[date] = field(default_factory=list)
    """Days of the sources listed there."""
    aside: list[Span] = field(default_factory=list)
    byline: str | None = None
    published: Written | None = None
    moment: Moment | None = None
    """`published` with its clock, when it names a year."""
    updated: Written | None = None
    embargo: Moment | None = None
    """Until when a release is held: the day on which it speaks of 'today'."""
    dateline: Dateline | None = None
    signed: str | None = None
    """An agency or a broadcaster whose name stands on a line of its own, or the outlet below the reporter's name."""


def read_opening(text: str, *, titled: str | None = None, untitled: bool = False) -> Opening:
    """The opening of `text`; `titled` is a title that is known already, `untitled` says that none stands there."""
    lines = read_lines(text, MOST_HEADER_LINES + 3)
    opening = Opening()
    kinds = [_kind(line, top=n == 0) for n, line in enumerate(lines)]
    title = None if untitled else _title(lines, kinds, titled)
    if title is not None and not _read_stamps(opening, lines[title], headed=titled is not None):
        opening.title = (lines[title].start, lines[title].end)
        opening.aside.append(opening.title)
    _read_header(opening, lines, kinds, title, headed=untitled or title is not None)
    _read_foot(opening, text)
    opening.tail = find_tail(text, opening.body)
    inside = (*find_captions(text, opening.body), *find_services(text, opening.body))
    opening.aside += [span for span in inside if span[0] < (opening.tail or len(text))]
    if opening.tail is not None:
        opening.aside.append((opening.tail, len(text.rstrip())))
        opening.cited = find_cited(text, opening.tail)
    opening.aside = sorted(set(opening.aside))
    return opening


def _read_header(
    opening: Opening, lines: list[Line], kinds: list[Kind | None], title: int | None, *, headed: bool
) -> None:
    """Fill `opening` from the header lines; the story begins at the first line that is none."""
    told = 0
    label: str | None = None
    story: Line | None = None
    for n, line in enumerate(lines[:MOST_HEADER_LINES]):
        if n == title:
            continue
        kind = _settled(lines, kinds, n, title)
        if kind is None:
            story = story or line
            told += 1
            _read_story_line(opening, line, headed=headed or told > 1)
            if opening.dateline or told == 3 or line.long or count_words(line.seen) >= _LONG:
                break
            continue
        if kind == "credit":
            story = story or line
            continue
        opening.aside.append((line.start, line.end))
        label = _read_furniture(opening, line, kind, label)
    opening.body = story.start if story else 0
    if opening.title and story and story.start <= opening.title[0] < story.end:
        _begin_behind_stamps(opening, story)


def _begin_behind_stamps(opening: Opening, line: Line) -> None:
    """Let the story begin behind headline and stamps that stand in one line with it, where any of it does."""
    behind = max((end for start, end in opening.aside if start < line.end), default=0)
    story = (place for place, sign in zip(line.at, line.seen, strict=True) if place >= behind and not sign.isspace())
    opening.body = next(story, opening.body)


def _read_furniture(opening: Opening, line: Line, kind: Kind, label: str | None) -> str | None:
    """Take what a header line says; the label that the next line's date has, if this one is only a label."""
    if kind == "label":
        return last_label(line.seen)
    if kind in {"published", "updated"}:
        _read_dates(opening, line.seen, label)
    elif kind in {"byline", "name"}:
        opening.byline = opening.byline or read_byline(line.seen) or read_name_line(line.seen)
    elif _is_embargo(line.seen):
        opening.embargo = next((find_clock(line.seen, one.day) for one in find_dates(line.seen) if one.day), None)
    else:
        named = agency_name(line.seen) or (outlet_name(line.seen) if kind == "employer" else None)
        opening.signed = opening.signed or named
    return None


def _read_story_line(opening: Opening, line: Line, *, headed: bool) -> None:
    """The stamps and the dateline at the head of a line; `headed` says that no headline can stand in it."""
    stamps = _read_stamps(opening, line, headed=headed)
    at = stamps[-1].end if stamps else 0
    at += len(line.seen[at:]) - len(line.seen[at:].lstrip())
    if opening.dateline is None and (found := find_dateline(line.seen[at:])):
        opening.dateline = found
        end = at + found.end
        opening.aside.append((line.offset(at), line.offset(end) if end < len(line.seen) else line.end))


def _read_stamps(opening: Opening, line: Line, *, headed: bool) -> list[Stamp]:
    """Take what a line's stamps say, and the headline that they part from the first sentence."""
    stamps = find_stamps(line.seen)
    if headed:
        stamps = [stamp for stamp in stamps if stamp.start == 0 or last_label(stamp.text)]
    for stamp in stamps:
        _read_dates(opening, stamp.text, None)
        opening.aside.append((line.offset(stamp.start), line.offset(stamp.end - 1) + 1))
    if stamps and not headed:
        _read_glued_title(opening, line, stamps)
    return stamps


def _read_glued_title(opening: Opening, line: Line, stamps: list[Stamp]) -> None:
    """The headline in one line with stamps and story: what stands before the last stamp."""
    start = stamps[-2].end if len(stamps) > 1 else 0
    title = line.seen[start : stamps[-1].start]
    if 0 < count_words(title) <= _LONG:
        start += len(title) - len(title.lstrip())
        opening.title = (line.offset(start), line.offset(start + len(title.strip()) - 1) + 1)
        opening.aside.append(opening.title)


def _read_foot(opening: Opening, text: str) -> None:
    """A date line among the last lines, labelled or with a clock; a labelled stamp behind the last sentence."""
    tail = text[-1200:]
    base = len(text) - len(tail)
    for line in read_lines(tail, 200)[-_LAST_LINES:]:
        if base + line.start >= opening.body and line.start > 0 and _is_foot(line.seen):
            _read_footed(opening, line.seen, (base + line.start, base + line.end))
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end) + 1, end - _LAST_WORDS, opening.body)
    for stamp in find_stamps(text[start:end]):
        before = text[start : start + stamp.start].rstrip()
        if stamp.end == end - start and last_label(stamp.text) and _END_STOP.search(before):
            _read_footed(opening, stamp.text, (start + stamp.start, end))


def _read_footed(opening: Opening, seen: str, span: Span) -> None:
    if opening.published is None:
        _read_dates(opening, seen, None)
    opening.aside.append(span)


def _is_foot(seen: str) -> bool:
    """Whether a line at the foot is there for its date: it begins with a label, or with a date that has a clock."""
    if _date_line(seen, top=False) is None:
        return False
    if label_pattern().match(seen.lstrip(" (*-–—")):
        return True
    first = next(find_dates(seen))
    return first.start == 0 and first.day is not None and find_clock(seen[first.end :], first.day).clock is not None


def _kind(line: Line, *, top: bool = False) -> Kind | None:
    """What a line is by its form, if it is no story; `top` is the text's first line, most often the headline."""
    seen = line.seen
    if line.long or len(seen) > 200:
        return None
    bare = seen.strip(" |•·*-–—:").lower()
    if (
        _is_embargo(seen)
        or not bare
        or bare in _load_furniture()
        or _AGO.match(seen)
        or _COUNTER.match(seen)
        or agency_name(seen)
        or is_service(seen)
    ):
        return "furniture"
    if label_pattern().fullmatch(seen):
        return "label"
    return _date_line(seen, top=top) or _signature(seen)


def _signature(seen: str) -> Literal["credit", "byline", "name"] | None:
    if find_captions(seen, 0):
        return "credit"
    if read_byline(seen):
        return "byline"
    return "name" if read_name_line(seen) else None


def _settled(lines: list[Line], kinds: list[Kind | None], n: int, title: int | None) -> Kind | None:
    """What the nth line is, now that its neighbours are known."""
    if kinds[n] == "name" and not _is_signed(kinds, n, title):
        kinds[n] = None
    if kinds[n] is None and n and kinds[n - 1] in {"name", "byline"} and not lines[n].after_gap:
        kinds[n] = "employer" if is_affiliation(lines[n].seen) else None
    return kinds[n]


def _is_signed(kinds: list[Kind | None], n: int, title: int | None) -> bool:
    """Whether a line that could be a reporter's name stands between a title and other lines of a header."""
    around = kinds[max(n - 1, 0) : n] + kinds[n + 1 : n + 3]
    return (
        title is not None
        and n > title
        and any(kind in {"published", "updated", "label", "furniture"} for kind in around)
    )


def _date_line(seen: str, *, top: bool) -> Literal["published", "updated"] | None:
    """Whether a line is there for its date: labelled, or with few other words."""
    dates = list(find_dates(seen))
    label = last_label(seen)
    if not dates or count_words(seen) > 24 or (all(d.day is None and d.either is None for d in dates) and not label):
        return None
    marked = label_pattern().search(seen)
    if _SENTENCE_BEFORE.search(seen[: min(dates[0].start, marked.start() if marked else len(seen))]):
        return None
    rest = seen
    for written in reversed(dates):
        rest = rest[: written.start] + " " + rest[written.end :]
    rest = load_calendar().clock.sub(" ", label_pattern().sub(" ", rest))
    words = [
        word for word in _WORDS.findall(rest) if word.lower() not in {"at", "on", "by", "gmt", "et", "pm", "am", "ist"}
    ]
    most = 1 if top else 6 if label else 3
    if len(words) > most or (not label and _END_STOP.search(seen) and words):
        return None
    return "updated" if label == "updated" and first_label(seen) == "updated" else "published"


def _read_dates(opening: Opening, seen: str, label: str | None) -> None:
    """Publication and update of a date line; each date belongs to the label before it."""
    dates = list(find_dates(seen))
    for n, written in enumerate(dates):
        before = seen[dates[n - 1].end if n else 0 : written.start]
        label = last_label(before) or (label if n == 0 else None) or ("published" if n == 0 else None)
        if label == "updated":
            opening.updated = opening.updated or written
        elif label == "published" and opening.published is None:
            opening.published = written
            around = before + " " + seen[written.end : dates[n + 1].start if n + 1 < len(dates) else len(seen)]
            opening.moment = find_clock(around, written.day) if written.day else None


def _title(lines: list[Line], kinds: list[Kind | None], titled: str | None) -> int | None:
    """Which line is the title: the one that repeats a known title, else the first short one without an end stop."""
    if titled:
        return next((n for n, line in enumerate(lines) if is_same_title(line.seen, titled)), None)
    # A headline in capitals can look like a name.
    first = next((n for n, kind in enumerate(kinds) if kind in {None, "name"}), len(lines))
    if first + 1 >= len(lines):
        return None
    line, after = lines[first], lines[first + 1]
    words = count_words(line.seen)
    if (
        line.long
        or words > (20 if line.seen[-1] in "?!" else 30)
        or len(line.seen) > 220
        or _END_STOP.search(line.seen)
    ):
        return None
    if line.seen.startswith("(") or find_dateline(line.seen):
        return None
    return None if _is_wrapped(line, after) else first


def _is_wrapped(line: Line, after: Line) -> bool:
    """Whether a line only ends because the text is set in lines of one width."""
    if after.after_gap:
        return False
    if _OPEN_END.search(line.seen):
        return True
    return after.seen[0].islower() or (
        len(line.seen) >= 55 and not _END_STOP.search(after.seen) and len(after.seen) <= 100
    )


def _is_embargo(seen: str) -> bool:
    """Whether a line says until when a release is held."""
    match = label_pattern().match(seen.lstrip(" *-–—:|>"))
    return match is not None and meaning_of(match[1]) == "embargo" and count_words(seen) <= 20


def is_same_title(line: str, title: str) -> bool:
    """Whether a line repeats a title, but for case and punctuation."""
    words = re.findall(r"\w+", line.lower())
    return bool(words) and words == re.findall(r"\w+", title.lower())


@cache
def _load_furniture() -> frozenset[str]:
    return frozenset(row[0] for row in read_table(__package__, "furniture.txt"))

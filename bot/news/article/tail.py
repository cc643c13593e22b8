"""What stands below a story: sources, related news, categories."""

import re
from datetime import date

from bot.news.article.line import Line, read_lines
from bot.news.article.moment import find_dates
from bot.news.message import count_words, read_table

_REACH = 12_000
"""Characters at the end of a text within which a tail must begin."""
_MOST = 14
"""Words of a line in a tail that is neither heading nor reference."""
_NAME = 3
"""Words of a line that may be an author's name, with a full stop behind it."""
# '"Ferry sinks" — Fjord Post, 29 November 2024', with an author before it or not.
_QUOTED = re.compile(r"(?:[^\"“\n]{2,60}\. )?[\"“].{5,200}[\"”]\s*[—–-]+\s*[^\n]{2,80}\b(?:19|20)\d\d\W*")
_DATED = re.compile(r".{5,240}[—–,-]\s.{0,80}\b(?:19|20)\d\d\W*")
_SOURCES = {"sources", "source", "references"}
_READ = re.compile(r"\b(?:accessed|retrieved|updated|archived)\b", re.IGNORECASE)
"""A day on which a reference was read or changed, not written."""
_STOP = re.compile(r"[.!?][\"'”’)]*$")


def find_tail(text: str, start: int) -> int | None:
    """Where the tail of `text` begins: its heading or its first reference; None where the story goes on to the end.

    Read from the foot upwards, as far as nothing but headings, references and short lines without an end stop stands.
    """
    base = max(start, len(text) - _REACH)
    lines = read_lines(text[base:], 2_000)
    begins = None
    for line in reversed(lines):
        if line.start + base <= start:
            break
        if _is_heading(line) or _QUOTED.fullmatch(line.seen):
            begins = base + line.start
        elif not (_DATED.fullmatch(line.seen) or _is_label(line)):
            break
    return begins


def find_cited(text: str, tail: int) -> list[date]:
    """The days of the references in the tail that stand under a heading of sources, not of further reading."""
    days, listed = [], False
    for line in read_lines(text[tail:], 200):
        if _is_heading(line):
            listed = _heading(line) in _SOURCES
        elif listed and _QUOTED.fullmatch(line.seen) and not _READ.search(line.seen):
            days += [written.day for written in find_dates(line.seen) if written.day]
    return days


def _is_heading(line: Line) -> bool:
    """Whether a line is a heading of the table, or begins with one and a colon and is no sentence."""
    headings = {row[0] for row in read_table(__package__, "tails.txt")}
    bare = _heading(line)
    return bare in headings or (not _STOP.search(line.seen) and ":" in bare and bare.split(":")[0].strip() in headings)


def _heading(line: Line) -> str:
    return line.seen.strip(" =*#•|:").lower()


def _is_label(line: Line) -> bool:
    words = count_words(line.seen)
    return not line.long and (words <= _NAME or (words <= _MOST and not _STOP.search(line.seen)))

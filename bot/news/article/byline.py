"""Who wrote an article, as the line under its headline says."""

import re
from functools import cache

from bot.news.message import read_table

_PARTICLE = r"(?:de|da|do|dos|du|van|von|der|den|bin|ibn|al|el|la|le|di|ter|of)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:\s(?:{_PARTICLE}\s)*[A-ZÀ-ÖØ-Þ][\w'’.\-]*){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s*(?:and\s)?|\s+and\s+|\s*&\s*){_NAME})*"
_BY = re.compile(
    rf"^(?:(?:Story|Words|Report|Analysis|Text|Written|Reported|Opinion|Review)\s)?(?:by|BY|By)[:\s]\s*(?P<names>{_NAMES})(?P<rest>.*)$"
)
_IN = re.compile(
    rf"^(?P<names>{_NAME}(?:\s+and\s+{_NAME})?)(?:\s+(?:in|at|on|aboard)\s+[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:,?\s[A-ZÀ-ÖØ-Þ][\w'’.\-]*){{0,3}})?$"
)
_PART = re.compile(r"(,\s*(?:and\s)?|\s+and\s+|\s*&\s*)")


def read_byline(line: str) -> str | None:
    """The names of 'By Jane Doe and John Roe, CNN': a slice of the line, without outlet and posts."""
    match = _BY.match(line.strip())
    if (
        match is None
        or len(line) > 160
        or re.search(r"[a-z]{3}\.\s*$", match["rest"])
        or len(match["rest"].split()) > 8
    ):
        return None
    return _cut(match["names"])


def read_name_line(line: str) -> str | None:
    """The names of a line that is nothing but a name, or 'Jane Doe in Oslo'; sure only inside a header."""
    match = _IN.match(line.strip())
    if match is None or len(line.split()) > 8 or line.isupper():
        return None
    return _cut(match["names"])


def is_affiliation(line: str) -> bool:
    """Whether a line below a name could be where its bearer works: 'Highland News, Kamenec'."""
    return re.fullmatch(rf"{_CAPITAL}(?:,?\s(?:{_PARTICLE}\s|and\s|&\s)*{_CAPITAL}){{0,6}}", line.strip()) is not None


def outlet_name(line: str) -> str | None:
    """The outlet in a line that says where a reporter works: 'Highland News' of 'Highland News, Kamenec'."""
    name = line.split(",", maxsplit=1)[0].strip()
    words = name.split()
    kinds = {row[0] for row in read_table(__package__, "papers.txt")}
    return name if 2 <= len(words) <= 5 and words[-1].lower() in kinds else None


def _cut(names: str) -> str | None:
    """`names` up to the first part that is an outlet or a post."""
    outlets = {row[0].lower() for row in read_table(__package__, "agencies.txt")}
    outlets |= {row[1].lower() for row in read_table(__package__, "outlets.txt")}
    kept = ""
    pieces = _PART.split(names)
    for n in range(0, len(pieces), 2):
        post = load_post_words().search(pieces[n])
        name = pieces[n][: post.start()].rstrip() if post else pieces[n]
        if name and name.lower() not in outlets and len(name.split()) >= 2:
            kept += (pieces[n - 1] if kept else "") + name
        if name != pieces[n] or name.lower() in outlets:
            break
    return kept or None


@cache
def load_post_words() -> re.Pattern[str]:
    """What stands behind a name and is no name: words of outlets and of posts."""
    words = "|".join(re.escape(row[0]) for row in read_table(__package__, "posts.txt"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

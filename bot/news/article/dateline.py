"""The dateline at the head of a story: place, day and agency before the first words."""

import re
from dataclasses import dataclass
from functools import cache

from bot.news.article.moment import Written, find_dates, load_calendar
from bot.news.message import read_table

LONGEST = 90
"""Characters within which a dateline must have ended."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the beginning of a line: `text` is without the dash behind it, the story begins at `end`."""

    text: str
    end: int
    date: Written | None
    agency: str | None
    """The agency's name as it is shown."""


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of `line`, or None."""
    head = line[: LONGEST + 40]
    for pattern in load_forms():
        match = pattern.match(head)
        if match is None or match.end() > LONGEST + 2 or not _goes_on(line, match.end()):
            continue
        places = (match.groupdict().get("places") or "").strip()
        if _is_shout(places):
            continue
        signed = match.groupdict().get("agency")
        agency = agency_name(signed) if signed else match.groupdict().get("unknown")
        text = line[: match.end("sign")].rstrip(" ,.-–—―_")
        text = text + ")" if text.count("(") > text.count(")") else text
        return Dateline(text, match.end(), next(find_dates(text), None), agency)
    return None


def agency_name(sign: str) -> str | None:
    """The name of the agency that signs so, or None."""
    names = {row[0].lower(): row[1] for row in read_table(__package__, "agencies.txt")}
    return names.get(re.sub(r"\s+", " ", sign).strip(" ,.").lower())


def _goes_on(line: str, end: int) -> bool:
    """Whether a sentence, or nothing, stands behind the dateline."""
    rest = line[end:].lstrip("\"'“”‘’«»„`([ ")
    return not rest or not rest[0].islower()


def _is_shout(places: str) -> bool:
    shouts = {row[0] for row in read_table(__package__, "shouts.txt")}
    return places in shouts or places.split(" ", maxsplit=1)[0] in shouts


@cache
def load_forms() -> tuple[re.Pattern[str], ...]:
    """The agencies' forms, the surest first: signed ones, then a place with a day, then a place alone before a dash."""
    signs = sorted({row[0] for row in read_table(__package__, "agencies.txt")}, key=len, reverse=True)
    agency = rf"(?P<agency>{'|'.join(re.escape(sign) for sign in signs)})"
    month = "|".join(sorted(load_calendar().months, key=len, reverse=True))
    written = rf"(?:{month})\b\.?\ \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\ (?:{month})\b\.?"
    day = rf"(?i:(?:\w{{3,9}},?\ )?(?:{written})(?:,?\ \d{{4}})?)"
    # Four words at most: a headline in capitals goes on.
    capitals = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-–]+(?:[\ /](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*|de|do|del|la|and|of)){0,3}"
    titled = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]+(?:[\ /](?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|de|do|del|la|of|al-\w+))*"
    region = r"(?:,\ ?[A-ZÀ-ÖØ-Þ][\w.'’\-]*(?:\ (?:[A-ZÀ-ÖØ-Þ][\w.'’\-]*|of|and|the|de))*|\ \([A-ZÀ-ÖØ-Þ][\w.\ ]+\))"
    long = r"(?:--|[–—―_])"
    dash = r"(?:--+|[-–—―_]+)"
    # The agency in slashes or brackets: /TASS/. and (Reuters), (AP )
    slashed = rf"/\s?{agency}\s?/\.?"
    bracketed = rf"\(\s?{agency}(?:\s?[,/&]\s?[\w.\ ]+)?\s?\)"
    # An agency that is not in the table, between a day and the dash.
    unknown = r"(?:\s?\((?P<unknown>[A-ZÀ-ÖØ-Þ][\w.&/\ \-]{1,30})\))"
    texts = (
        rf"(?P<places>{titled}){region}{{0,3}}(?:,?\ {day}\.?)?\ ?(?P<sign>{bracketed})\s*(?:[.:]?{dash}\s*|$)",
        rf"(?P<sign>{bracketed}\s*{dash}\s*(?P<places>{titled}){region}{{0,3}},?\ {day}\.?)\s*{dash}\s*",
        rf"(?P<places>{titled}){region}{{0,3}},?\ {day}\.?\ (?P<sign>{bracketed})\s+(?=[A-ZÀ-ÖØ-Þ\"“])",
        rf"(?P<places>{titled}){region}{{0,3}},?\ {day}\.?,?\ (?P<sign>{agency})\s+{dash}\s+",
        rf"(?P<places>{titled}){region}{{0,3}}(?:,?\ {day}\.?)?\ ?(?P<sign>{slashed})\s*(?:{dash}\s*)?",
        rf"(?P<sign>{day}\ ?{bracketed})\s*{dash}\s*",
        rf"(?P<sign>{bracketed})\s*{dash}\s*",
        rf"(?P<sign>{agency})\s+{dash}(?:\s+|$)",
        rf"(?P<places>{capitals}){region}{{0,2}}(?P<sign>,?\ {day}\.?{unknown}?)\s*(?:{dash}\s*|:\s+)",
        rf"(?P<sign>(?P<places>{titled}){region}{{0,2}},?\ {day}\.?{unknown}?)\s+{dash}\s+",
        rf"(?P<sign>(?P<places>{capitals}){region}{{0,2}}(?:\ \([\w.\ ]+\))?)(?:\s+{dash}(?:\s+|$)|\s*{long}\s*)",
        rf"(?P<sign>(?P<places>{titled}){region})\s+(?:--|[–—―])\s+",
    )
    return tuple(re.compile(text) for text in texts)

"""Two times that stand together: '26–29 Nov', '2012–16', 'from May to July 2012', 'from Monday to Friday'."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.news.timex.grammar import Match
from bot.news.timex.lexicon import Value
from bot.news.timex.scan import Word

RUNNING = frozenset({"-", "–", "—", "to", "through", "thru", "until", "till"})
"""What stands between the first and the last time of a range."""
_DASHES = {"-", "–", "—"}
_BESIDE = {"and", "or", "&", ","}
# Behind 'April 24 and 25' these go on with the sentence; any other word may be what the second number counts.
_AFTER = frozenset({
    "in", "at", "on", "of", "to", "for", "by", "with", "from", "when", "as", "after", "before", "that", "this", "last",
    "next", "were", "was", "are", "is", "will", "and", "or", "but", "because", "where", "which", "during", "while",
})  # fmt: skip


def split(match: Match, words: Sequence[Word]) -> list[Match]:
    """The two expressions of a form that shares a month or a year between them; one where the second is no time."""
    if match.kind == "days":
        return _days(match, words)
    if match.kind == "months":
        return _months(match)
    return _years(match) if match.kind == "years" else [match]


def _days(match: Match, words: Sequence[Word]) -> list[Match]:
    fields, link = match.fields, match.at["link"]
    kind = "date" if "year" in fields else "monthday"
    one = replace(match, kind=kind, last=link, fields=_without(fields, "upper", "link"))
    other = replace(match, kind=kind, first=link + 1, fields=_without(fields, "weekday", "part", "link", "upper"))
    other = replace(other, fields={**other.fields, "day": fields["upper"]})
    first_month = match.at["month"] < link
    if int(fields["upper"]) <= int(fields["day"]):
        return [replace(one, kind="monthday", fields=_without(one.fields, "year"))] if first_month else [other]
    if first_month and kind == "monthday" and words[link].low not in _DASHES and _is_counting(words, match):
        return [one]
    return [one, other]


def _is_counting(words: Sequence[Word], match: Match) -> bool:
    """Whether the last number counts what follows: 'on April 24 and 25 people died'."""
    after = words[match.last] if match.last < len(words) else None
    return after is not None and after.shape == "word" and after.low not in _AFTER


def _months(match: Match) -> list[Match]:
    fields, link = match.fields, match.at["link"]
    shared = {"year": fields["year"]} if "year" in fields else {}
    first = dict(shared)
    if first and int(fields["month"]) > int(fields["upper"]):
        first["year"] = int(first["year"]) - 1
    part = {"part": fields["part"]} if match.at.get("part", link) < link else {}
    one = replace(match, kind="month", last=link, fields={**part, "month": fields["month"], **first})
    other = replace(match, kind="month", first=link + 1, fields={"month": fields["upper"], **shared})
    return [one, other]


def _years(match: Match) -> list[Match]:
    """'2012–16', '2009/10', '1955-2011'; not '2024-11', which is a month, nor '2024–5,000'."""
    fields, link = match.fields, match.at["link"]
    year, short = int(fields["year"]), str(fields["upper"])
    one = replace(match, kind="year", last=link, fields={"year": year})
    full = int(short) if short.isdecimal() and len(short) in {2, 4} else 0
    full += year // 100 * 100 if len(short) == 2 else 0
    if not year < full < 2200:
        return [one]
    return [one, replace(match, kind="year", first=link + 1, fields={"year": full})]


def _without(fields: Mapping[str, Value], *names: str) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if name not in names}


def complete(matches: Sequence[Match], words: Sequence[Word]) -> list[Match]:
    """The matches, a first time given the year of the one it stands with, the last of a range marked `linked`."""
    out = list(matches)
    for index in range(len(out) - 1, 0, -1):
        one, other = out[index - 1], out[index]
        if other.first - one.last != 1:
            continue
        link = words[one.last].low
        if link in RUNNING | _BESIDE:
            out[index - 1] = _with_year(one, other)
        before = words[one.first - 1].low if one.first else ""
        if link in RUNNING | {"and"} and _runs(one, other, before, link):
            out[index] = replace(other, fields={**other.fields, "linked": 1})
    return out


def _runs(one: Match, other: Match, before: str, link: str) -> bool:
    """Whether the second time is counted on from the first: not in 'a revision Friday to December's figures'."""
    if one.kind == other.kind:
        return link != "and" or before == "between"
    days = {"monthday", "date", "deictic", "weekday"}
    return before in {"from", "between"} and one.kind in days and other.kind in days - {"weekday"}


def _with_year(one: Match, other: Match) -> Match:
    """'May 3' of 'May 3 to June 5, 2012' is of 2012; 'Dec. 30' of 'Dec. 30 to Jan. 2, 2012' of the year before."""
    kinds = {"month": "month", "monthday": "date"}
    plain = not one.fields.keys() & {"year", "shift", "rel", "that", "dayth"}
    if one.kind not in kinds or other.kind not in kinds.values() or "year" not in other.fields or not plain:
        return one
    later = _place(one) > _place(other) if "month" in other.fields else False
    return replace(one, kind=kinds[one.kind], fields={**one.fields, "year": int(other.fields["year"]) - later})


def _place(match: Match) -> tuple[int, int]:
    return int(match.fields["month"]), int(match.fields.get("day", 1))

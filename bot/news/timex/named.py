"""Holidays and named days: which they are (days.toml), and the days they fall on in a year."""

import re
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from bot.news.timex.calendar import a_date, shifted
from bot.news.timex.scan import Word, scan

_ALL = ("public", "government", "unofficial", "optional")
_LISTED = 1000
"""Days of one name and year that are remembered: a text may name any of twelve centuries."""
# What the package adds to the name of a day that is moved to a working day, or reckoned rather than proclaimed.
_ADDED = re.compile(r" \((?:observed|estimated|observed, estimated)\)")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One table of days.toml; its head explains the fields."""

    names: tuple[str, ...]
    on: str | None = None
    calendar: str | None = None
    after: int = 0
    days: int = 1
    until: str | None = None
    weekend: Sequence[int] = ()
    moon: bool = False
    national: str | None = None
    abroad: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedDays:
    """`days` by key; `names` by the first word of a name: the names' words and keys, the longest first."""

    days: Mapping[str, NamedDay]
    names: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@cache
def load_named_days() -> NamedDays:
    """The named days that stand beside this file; read once a process."""
    raw = tomllib.loads((resources.files("bot.news.timex") / "days.toml").read_text("utf-8"))
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    days = {}
    for key, table in raw.items():
        days[key] = NamedDay(**{**table, "names": tuple(table["names"])})
        for name in days[key].names:
            words = tuple(word.low for word in scan(name))
            names.setdefault(words[0], []).append((words, key))
    return NamedDays(days, {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in names.items()})


def fold_names(words: Sequence[Word], named: NamedDays) -> list[Word]:
    """The words with each named day, written with a capital, joined to one of shape 'named', `low` being its key."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        key, taken = _name_at(words, at, named) if words[at].low in named.names else (None, 1)
        if key is None:
            out.append(words[at])
        else:
            out.append(words[at]._replace(end=words[at + taken - 1].end, low=key, shape="named"))
        at += taken
    return out


def _name_at(words: Sequence[Word], at: int, named: NamedDays) -> tuple[str | None, int]:
    """(key, words taken) of the name that begins here."""
    if words[at].text[0].isupper():
        for name, key in named.names[words[at].low]:
            if tuple(word.low for word in words[at : at + len(name)]) == name:
                return key, len(name)
    return None, 1


def falls_on(day: NamedDay, year: int, country: str | None = None) -> list[tuple[date, date]]:
    """(first, last) of each time the day begins in a year: Ramadan can do so twice.

    Nothing for a year that the calendar of its country does not reach.
    """
    if day.on:
        firsts = [a_date(year, *(int(part) for part in day.on.split("-")))]
    else:
        calendar = f"{country}/all: {day.national}" if day.national else str(day.calendar)
        firsts = [shifted(first, day.after) for first in _listed(calendar, year)]
    if day.until is None:
        return [(first, shifted(first, day.days - 1)) for first in firsts]
    ends = [end for near in (year, year + 1) for end in _listed(day.until, near)]
    return [(first, shifted(min(end for end in ends if end > first), -1)) for first in firsts if max(ends) > first]


@lru_cache(maxsize=_LISTED)
def _listed(calendar: str, year: int) -> tuple[date, ...]:
    """The days of 'CC[/category]: Name' in a year, of days in a row the first."""
    place, _, name = calendar.partition(": ")
    code, _, category = place.partition("/")
    days = {day for day, listed in _country_days(code, category, year) if listed == name}
    if any((day.month, day.day) == (1, 1) for day in days):  # Hanukkah that began in December
        days |= {day for day, listed in _country_days(code, category, year - 1) if listed == name}
    return tuple(day for day in sorted(days) if day.year == year and shifted(day, -1) not in days)


def _country_days(code: str, category: str, year: int) -> Iterator[tuple[date, str]]:
    """Each day of a country's calendar with each of its English names."""
    # Imported where it is needed: 57 ms and 11 MB that a process without a moving holiday in its texts does not spend.
    from holidays import country_holidays  # noqa: PLC0415

    try:
        bare = country_holidays(code)
    except NotImplementedError:
        return
    known = set(bare.supported_categories)
    wanted = (known & set(_ALL)) if category == "all" else {category or "public"} & known
    language = "en_US" if "en_US" in bare.supported_languages else None
    with warnings.catch_warnings():  # it warns of years that its tables do not reach; they have no days then
        warnings.simplefilter("ignore")
        year_days = country_holidays(code, years=year, language=language, categories=tuple(sorted(wanted)))
    for day, names in year_days.items():
        for name in names.split("; "):
            yield day, _ADDED.sub("", name)

"""The country whose customs a text follows: whose holidays it means, and whether it writes the month first."""

import re
from functools import cache
from urllib.parse import urlsplit

from bot.news.article.dateline import Dateline
from bot.news.message import read_table

MONTH_FIRST = frozenset({"US", "PH"})
"""Countries that write 11/29/2024. Canada does both; the rest of the English press writes the day first."""
AMERICAS = frozenset({"US", "CA", "MX", "BR", "AR", "CL", "CO", "PE", "VE"})
"""Countries whose evening is the next day's early morning in UTC; of the others known here the day is UTC's by then."""
_TLDS = {"UK": "GB"}


def find_country(name: str) -> str | None:
    """The code of a country by its name, its adjective or a place that datelines name alone; None for other words."""
    return _names().get(name) or (_names().get(name.upper()) if name.isupper() else None)


def country_of(dateline: Dateline | None, url: str | None) -> str | None:
    """The country of the dateline (its last named region first), else that of the address's top level."""
    if dateline is not None:
        parts = [part.strip(" ()") for part in re.split(r"[,(/]|--|[–—]", dateline.text)]
        for part in reversed(parts[:3]):
            code = find_country(part) or find_country(part.upper())
            if code:
                return code
    top = (urlsplit(url or "").hostname or "").rpartition(".")[2].upper()
    code = _TLDS.get(top, top)
    return code if code in _codes() else None


@cache
def _names() -> dict[str, str]:
    return {name: row[0] for row in read_table(__package__, "countries.txt") for name in row[1:]}


@cache
def _codes() -> frozenset[str]:
    return frozenset(row[0] for row in read_table(__package__, "countries.txt"))

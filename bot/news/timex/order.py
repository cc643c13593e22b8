"""Dates in numbers: which one is the month of 03/04/2024."""

from collections.abc import Sequence
from datetime import date

from bot.news.article.country import MONTH_FIRST
from bot.news.article.moment import show_day
from bot.news.article.spelling import find_spelling
from bot.news.timex.calendar import OutOfCalendar, a_date, the_day
from bot.news.timex.meaning import Meaning, Setting, dated, unsettled
from bot.news.timex.recognise import Expression

BOTH_WAYS = frozenset({"CA"})
"""Countries whose English press writes the month first and the day first."""
AHEAD = 20
"""Years ahead of publication that two digits of a year may name: a bond 'due 3/1/35'."""


def month_first(numbers: Sequence[str], *, text: str, country: str | None) -> bool | None:
    """Whether the text writes the month first: what its own clear dates show, else its country, else its spelling."""
    pairs = [_parts(one)[:2] for one in numbers if "." not in one]
    shown = {two > 12 for one, two in pairs if (one > 12) != (two > 12)}
    if len(shown) == 1:
        return shown.pop()
    if country is not None and country not in BOTH_WAYS:
        return country in MONTH_FIRST
    spelling = find_spelling(text) if pairs else None
    return None if spelling is None else spelling == "American"


def in_numbers(expression: Expression, setting: Setting) -> Meaning:
    """The day of 29/11/2024; of two possible ones that of the weekday beside it, or the text's order, else none."""
    fields = expression.fields
    written = str(fields["slashed"])
    one, two, digits = _parts(written)
    year = int(digits) if len(digits) == 4 else full_year(int(digits), setting.dct)
    days = [day for month, mday in ((one, two), (two, one)) if (day := _day(year, month, mday))]
    if "weekday" in fields:
        days = [day for day in days if day.isoweekday() == fields["weekday"]] or days
    if not days:
        raise OutOfCalendar(written)
    if len(set(days)) == 1:
        return dated(the_day(days[0]), basis="explicit", because=f"'{expression.text}', as written")
    if "." in written:  # with points it is the continent's way
        return dated(the_day(days[1]), basis="explicit", because=f"'{expression.text}', as written")
    if setting.month_first is None:
        both = " or ".join(show_day(day) for day in sorted(days))
        return unsettled(f"{year:04d}-XX-XX", f"it may be {both}: nothing tells which number is the month")
    which, day = ("month", days[0]) if setting.month_first else ("day", days[1])
    return dated(the_day(day), basis="explicit", because=f"'{expression.text}', the {which} first, as this text does")


def full_year(digits: int, dct: date | None) -> int:
    """The year of two digits: of the hundred that ends 20 years after publication, 2030 where that is not known."""
    last = dct.year + AHEAD if dct else 2030
    return last - (last - digits) % 100


def _parts(written: str) -> tuple[int, int, str]:
    """(first number, second number, year as written)."""
    one, two, year = written.replace("-", "/").replace(".", "/").split("/")
    return int(one), int(two), year


def _day(year: int, month: int, mday: int) -> date | None:
    try:
        return a_date(year, month, mday)
    except OutOfCalendar:
        return None

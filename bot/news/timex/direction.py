"""Which of several days a bare weekday, day or month means: tense decides the direction, the DCT the year.

Of 381 bare weekdays in news 351 are the DCT's own day or one of the six before it; the rest stand with verbs of the
future.
"""

from collections.abc import Mapping
from datetime import date

from bot.news.timex.calendar import OutOfCalendar, Stretch, a_date, month_of, shifted
from bot.news.timex.lexicon import Value
from bot.news.timex.meaning import NO_DATE, Setting

NEAR = 45
"""Days within which a written day and month holds, even where the weekday beside it is that of another year: a slip."""


SLIP = 7
"""Days ahead up to which a day told in the simple past is taken for a slip, which is doubted, not for last year's."""


SOON = 3
"""Months ahead within which a month named without a past tense is the coming one: 'the deal, due in January'."""


NEXT = 1
"""Even beside a past tense the month that comes next is meant: the one 11 months back would be called last November.

Not the January after a December: the one 11 months back is of the same year.
"""
HALF_A_WEEK, HALF_A_YEAR = 3, 6
"""Days and months: of what was planned in the past the nearer of two days or months is meant."""


def nearest_weekday(weekday: int, setting: Setting, fields: Mapping[str, Value]) -> date:
    """The day of publication or one of the six before it; of the six after it for what is still to come."""
    dct = setting.dct
    if dct is None:
        raise OutOfCalendar(NO_DATE)
    if setting.after:
        return shifted(setting.after, (weekday - setting.after.isoweekday() - 1) % 7 + 1)
    away, shift = weekday - dct.isoweekday(), fields.get("shift")
    ahead = fields.get("comparative") == "future" or setting.tense == "future"
    if setting.tense == "planned" and shift is None:
        ahead = away % 7 <= HALF_A_WEEK
    if "week" in fields:
        days = away + 7 * int(fields["week"])
    elif shift == -1:
        days = away % 7 - 7
        days -= 7 if days == -1 else 0  # nobody calls yesterday 'last Thursday'
    elif "back" in fields:
        days = away % 7 - 7
    elif shift == 1 or "follow" in fields:
        days = away % 7 or 7
    elif ahead:
        days = away % 7
    else:
        days = away if shift == 0 or away == 0 else away % 7 - 7
    return shifted(dct, days)


def nearest_monthday(month: int, day: int, setting: Setting, *, weekday: Value | None = None) -> date:
    """That day in the year that fits: first by the weekday written beside it, then by the tense, then the nearest."""
    dct = setting.dct
    if dct is None:
        raise OutOfCalendar(NO_DATE)
    years = [date_or_none(dct.year + n, month, day) for n in (-1, 0, 1)]
    days = [found for found in years if found]
    if not days:
        days = [found for n in (-4, -3, -2, 2, 3, 4) if (found := date_or_none(dct.year + n, month, day))]
    if not days:
        raise OutOfCalendar(f"{month}-{day}")
    if setting.after:
        return next((found for found in _ahead(setting.after, month, day) if found > setting.after), days[-1])
    nearest = min(days, key=lambda found: cost(found, dct, setting.tense))
    if setting.plain and setting.tense == "past" and (nearest - dct).days > SLIP:
        nearest = max((found for found in days if found <= dct), default=nearest)
    if weekday is None or abs((nearest - dct).days) <= NEAR:
        return nearest
    fitting = [found for found in days if found.isoweekday() == weekday]
    return min(fitting or days, key=lambda found: cost(found, dct, setting.tense))


def _ahead(start: date, month: int, day: int) -> list[date]:
    return [found for n in range(9) if (found := date_or_none(start.year + n, month, day))]


def cost(found: date, dct: date, tense: str) -> int:
    """Days away, the wrong side of the DCT made dearer: a past tense hardly ever tells of a later day."""
    away = (found - dct).days
    wrong = (tense == "past" and away > 0) or (tense == "future" and away < 0)
    return abs(away) + (250 if wrong else 0)


def nearest_month(month: int, setting: Setting, shift: Value | None) -> Stretch:
    """That month of the year that the tense wants; the present month counts for both directions."""
    dct = setting.dct
    if dct is None:
        raise OutOfCalendar(NO_DATE)
    year = dct.year
    if setting.after:
        return month_of(setting.after.year + (month <= setting.after.month), month)
    if shift == -1:
        year -= month >= dct.month
    elif shift == 1 or (shift is None and setting.tense == "future"):
        year += month < dct.month if shift is None else month <= dct.month
    elif shift is None and setting.tense == "planned":
        ahead = (month - dct.month) % 12
        year += (dct.month + ahead > 12) if ahead <= HALF_A_YEAR else -(month > dct.month)
    elif shift is None:
        ahead = (month - dct.month) % 12
        near = NEXT if month > dct.month and not setting.plain else 0
        soon = 0 < ahead <= (SOON if setting.tense != "past" else near)
        year += (month < dct.month) if soon else -(month > dct.month)
    return month_of(year, month)


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None where that year has none (29 February)."""
    try:
        return a_date(year, month, day)
    except OutOfCalendar:
        return None

"""Days as people type them into an option: 2024-11-29, 29 Nov 2024, Nov 2024, 2020, yesterday, 3 days ago."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.errors import WrongSetting

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {"sept": 9} | {form: n for n, name in enumerate(_MONTH_NAMES, 1) for form in (name, name[:3])}
WEEKDAYS = {"tues": 1, "thurs": 3} | {form: n for n, name in enumerate(_DAY_NAMES) for form in (name, name[:3])}
UNITS = {"day": 1, "week": 7}

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?")
_DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<name>[a-z]{3,9})(?: (?P<year>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]{3,9}) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?")
_AGO = re.compile(r"(?P<count>\d{1,4}) (?P<unit>day|week)s? ago")

Days = tuple[date, date]


def read_days(text: str, *, today: date) -> Days:
    """First and last day that the words mean; raises WrongSetting. Without a year, the latest that is not to come."""
    words = " ".join(re.sub(r"[.,]", " ", text.casefold()).split())
    try:
        found = _spoken(words, today) or _iso(words) or _named(words, today)
    except (ValueError, OverflowError):  # the 31st of a month of 30 days; more days ago than there are
        found = None
    if found is None:
        raise WrongSetting(
            f"'{text[:40]}' is no date that can be read; write it like 2024-11-29, 29 Nov 2024 or yesterday."
        )
    return found


def read_span(since: str | None, until: str | None, *, today: date) -> tuple[date | None, date | None]:
    """The days of two options, either of which may be missing; raises WrongSetting when the first is later."""
    first = read_days(since, today=today)[0] if since else None
    last = read_days(until, today=today)[1] if until else None
    if first and last and first > last:
        raise WrongSetting(f"'{since}' is after '{until}'; put the earlier date first.")
    return first, last


def _spoken(words: str, today: date) -> Days | None:
    back = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(words)
    if words in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS[words]) % 7
    elif ago := _AGO.fullmatch(words):
        back = int(ago["count"]) * UNITS[ago["unit"]]
    if back is None:
        return None
    day = today - timedelta(days=back)
    return day, day


def _iso(words: str) -> Days | None:
    found = _ISO.fullmatch(words)
    if not found:
        return None
    return _whole(int(found["year"]), found["month"], found["day"])


def _named(words: str, today: date) -> Days | None:
    found = _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words)
    if not found or found["name"] not in MONTHS:
        return None
    month, day = str(MONTHS[found["name"]]), found.groupdict().get("day")
    if found["year"]:
        return _whole(int(found["year"]), month, day)
    this = _whole(today.year, month, day)
    return this if this[0] <= today else _whole(today.year - 1, month, day)


def _whole(year: int, month: str | None, day: str | None) -> Days:
    """The whole year, month or day that was named; raises ValueError for one that does not exist."""
    first = date(year, int(month or 1), int(day or 1))
    if day:
        return first, first
    return first, date(year, first.month if month else 12, monthrange(year, first.month if month else 12)[1])

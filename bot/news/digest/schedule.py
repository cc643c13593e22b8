"""Times of day and weekdays as people type them -> what a Digest keeps."""

import re

from bot.errors import WrongSetting

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(?:([ap])\.?m\.?|h)?")
_NAMED_TIMES = {"midnight": "00:00", "noon": "12:00", "midday": "12:00"}

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_GROUPS = {
    "daily": range(7), "every day": range(7), "everyday": range(7), "all": range(7), "weekdays": range(5),
    "weekday": range(5), "workdays": range(5), "weekends": range(5, 7), "weekend": range(5, 7),
}  # fmt: skip
_RANGE = re.compile(r"\s*(?:-|‐|‑|–|—|\bto\b|\bthrough\b)\s*")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\s)\s*")


def read_time(text: str) -> str:
    """'06:00' of '6', '06:00', '0600', '6am', '6.00 a.m.' or '6h'; raises WrongSetting."""
    words = " ".join(text.casefold().split())
    if words in _NAMED_TIMES:
        return _NAMED_TIMES[words]
    found = _TIME.fullmatch(words)
    if found:
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if found[4] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[4] == "p" else 0)
        elif found[4]:
            hour = 24
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise WrongSetting(f"'{text[:40]}' is no time of day; write it like 06:00, 18.30 or 6am.")


def read_weekdays(text: str) -> tuple[int, ...]:
    """(0, 1, 2, 3, 4) of 'mon-fri' or 'weekdays'; Monday is 0, each once, in order; raises WrongSetting."""
    words = _RANGE.sub("-", " ".join(text.casefold().replace(".", "").split()))
    if words in _GROUPS:
        return tuple(_GROUPS[words])
    days = {day for part in _BETWEEN.split(words) if part for day in _days_of(part, text)}
    if not days:
        raise _not_weekdays(text)
    return tuple(sorted(days))


def _days_of(part: str, text: str) -> list[int]:
    if part in _GROUPS:
        return list(_GROUPS[part])
    first, dash, last = part.partition("-")
    start = _day(first, text)
    end = _day(last, text) if dash else start
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _day(name: str, text: str) -> int:
    if name in _SHORT:
        return _SHORT[name]
    for number, day in enumerate(_DAYS):
        if name in {day, day[:3], f"{day}s"}:
            return number
    raise _not_weekdays(text)


def _not_weekdays(text: str) -> WrongSetting:
    return WrongSetting(f"'{text[:40]}' names no weekdays; write them like mon-fri, daily, weekends or mon,wed,fri.")

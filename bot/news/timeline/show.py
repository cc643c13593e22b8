"""The strings of an entry's start and end, by precision."""

from bot.news.timex import Precision

_DAYS = {"time", "day", "week"}
_YEARS = {"year", "decade", "century"}


def bounds(first: str, last: str, precision: Precision) -> tuple[str, str]:
    """(start, end) as the report has them: days for days and weeks, months for seasons and quarters, years beyond."""
    size = 10 if precision in _DAYS else 4 if precision in _YEARS else 7
    return first[:size], last[:size]

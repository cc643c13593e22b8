"""Amounts for one of something: '$80 a barrel', '300 km per hour', '14 doctors per 100,000 people'."""

import re
from functools import cache

from bot.news.facts.lexicon import load_lexicon

SPEEDS = {("km", "hour"): "km/h", ("mile", "hour"): "mph"}


def read_rate(text: str, end: int, ceiling: int) -> tuple[int, str] | None:
    """Return where the words behind an amount end that say for what it is, and that ('barrel', '100,000 people')."""
    match = _rate().match(text, end, ceiling)
    if match is None:
        return None
    name = match["one"] or match["many"]
    return match.end(), re.sub(r"\s+", " ", name.lower())


def rate_unit(unit: str, name: str) -> str:
    """Return the unit of a rate: 'USD per barrel', 'km/h'."""
    return SPEEDS.get((unit, name), f"{unit} per {name}")


@cache
def _rate() -> re.Pattern[str]:
    ones = "|".join(sorted(map(re.escape, load_lexicon().units.per), key=len, reverse=True))
    number = r"(?:\d[\d,]*|(?:a |one )?(?:hundred|thousand|million))(?: thousand| million)?"
    group = (
        r"(?:[a-z]+ )?(?:people|inhabitants|residents|births|women|men|children|adults|users|vehicles|workers"
        r"|passengers)"
    )
    joint = r"(?:-an?-|-per-|\s?/\s?|[\s,-]+(?:an?|per|for each|for every|each|every)[ -])"
    return re.compile(
        rf"{joint}(?P<one>{ones})\b(?! (?:earlier|ago|later|before|after|old)\b)"
        rf"|\s(?:per|for every|in every|in) (?P<many>{number} {group})\b",
        re.IGNORECASE,
    )

"""Short ids: what people see and type of an article's number."""

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
"""No vowels, so that no word comes up, and neither 0, 1 nor l, which look like others."""
_SHORTEST = 4
_STEP = 166_231
"""Spreads neighbours apart; it shares no factor with 28, so multiplying by it never meets the same number twice."""


def short_id(number: int) -> str:
    """The short id of an article's number: 4 characters for the first 614,656, always the same, no two alike."""
    length, room = _SHORTEST, len(ALPHABET) ** _SHORTEST
    while number >= room:
        length, room = length + 1, room * len(ALPHABET)
    left = number * _STEP % room
    out = ""
    for _ in range(length):
        left, digit = divmod(left, len(ALPHABET))
        out = ALPHABET[digit] + out
    return out

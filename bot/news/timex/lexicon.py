"""The categories of a word: from words.toml for words, by shape and size for numbers."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import resources

from bot.news.timex.scan import Word

NEXT = 40
"""'40 and what is before it are years of this century, '41 and later of the last."""

Value = int | str
Categories = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Lemmas that look ahead: verbs whose present tells a timetable, words of plans, and what is held on set days."""

    scheduled: frozenset[str]
    planning: frozenset[str]
    moving: frozenset[str]
    intent: frozenset[str]
    appointed: frozenset[str]
    directing: frozenset[str]
    wishing: frozenset[str]
    toward: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` maps a word in small letters to its categories and what it is worth in each."""

    words: Mapping[str, Categories]
    verbs: Verbs

    def categories(self, word: Word) -> Categories:
        """The categories of a scanned word; empty for a word that no time expression uses."""
        if word.shape == "number":
            return _number(word.text)
        if word.shape in {"iso", "slashed", "clock", "meridiem", "named"}:
            return {word.shape: word.low}
        if word.shape == "elided":
            two = int(word.low[1:])
            return {"year": two + (1900 if two > NEXT else 2000)}
        if word.shape == "ordinal":
            return _ordinal(int(word.low[:-2]))
        if word.shape == "decade":
            return {"decade": word.low.strip("'").rstrip("s").rstrip("'")}
        return self.words.get(word.low, {})


def load_lexicon() -> Lexicon:
    """The lexicon that lies beside this file."""
    raw = tomllib.loads((resources.files("bot.news.timex") / "words.toml").read_text("utf-8"))
    words: dict[str, dict[str, Value]] = {}
    verbs = Verbs(*(frozenset(raw.pop(field.name)) for field in fields(Verbs)))
    for category, members in raw.items():
        for word, value in members.items():
            words.setdefault(word, {})[category] = value
    for categories in words.values():
        for category in ("cardinal", "tens"):
            if category in categories:
                categories.update(_number(str(categories[category])))
    return Lexicon(words, verbs)


def _number(text: str) -> dict[str, Value]:
    plain = text.replace(",", "").replace(" 1/2", ".5")
    found: dict[str, Value] = {"number": plain}
    if not plain.isdecimal() or "," in text:
        return found
    value = int(plain) if len(plain) < 9 else 10**9
    if len(plain) <= 2:
        found |= {"day": value} if 1 <= value <= 31 else {}
        found |= {"hour": value} if value <= 24 else {}
    if len(plain) == 4 and 1000 <= value <= 2199:
        found["year"] = value
    return found


def _ordinal(value: int) -> dict[str, Value]:
    found: dict[str, Value] = {"ordinal": value}
    return found | ({"dayth": value} if 1 <= value <= 31 else {})


def fold_numbers(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """The words with spelled numbers joined: 'twenty-five' is 25, 'two hundred' 200, 'nineteen ninety-four' 1994."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        value, taken = _spelled(words, at, lexicon) if words[at].low in lexicon.words else (0, 0)
        if taken > 1:
            first, last = words[at], words[at + taken - 1]
            out.append(first._replace(end=last.end, text=str(value), low=str(value), shape="number"))
        else:
            out.append(words[at])
        at += max(taken, 1)
    return out


def _spelled(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """(value, words taken) of the spelled number that begins here; nothing taken when none does."""
    value, taken = _below_hundred(words, at, lexicon)
    if not taken:
        return 0, 0
    second, more = _below_hundred(words, at + taken, lexicon)
    if more and value in {18, 19, 20} and second >= 10:  # a year as it is spoken
        return value * 100 + second, taken + more
    while at + taken < len(words) and (scale := lexicon.words.get(words[at + taken].low, {}).get("scale")):
        value, taken = value * int(scale), taken + 1
        rest, more = _below_hundred(words, at + taken, lexicon)
        value, taken = value + rest, taken + more
    return value, taken


def _below_hundred(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, int]:
    if at >= len(words) or words[at].shape != "word":
        return 0, 0
    here = lexicon.words.get(words[at].low, {})
    if "cardinal" in here:
        return int(here["cardinal"]), 1
    if "tens" not in here:
        return 0, 0
    skip = 2 if at + 1 < len(words) and words[at + 1].text == "-" else 1
    if at + skip < len(words):
        unit = lexicon.words.get(words[at + skip].low, {}).get("cardinal")
        if unit is not None and 1 <= int(unit) <= 9:
            return int(here["tens"]) + int(unit), skip + 1
    return int(here["tens"]), 1

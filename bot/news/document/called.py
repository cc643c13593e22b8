"""Which fuller name of a text a shorter one calls: 'Kioumars Pourhashemi' for 'Pourhashemi'; None is ever guessed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.news.document.lexicon import load_heads
from bot.news.document.settle import spelt

Gender = Literal["he", "she"]
Words = tuple[str, ...]
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
ARTICLES = ("al-", "el-", "an-", "as-", "ar-", "at-", "az-")
"""The Arabic article, with and without which one man is named."""
OFTENER = 3
"""How many times as often a full name must stand that a surname is taken for, beside one that begins with it."""
GIVEN_FIRST = 4
"""Words of the longest full name that its first word calls."""
FORMS = frozenset({"us", "uk", "eu", "un", "u.s.", "u.k.", "united", "states", "kingdom", "european", "national"})
"""Words that may be left off before the name of a body, beside names of places and peoples."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The names of one kind in a text: each as it is best written, and by the words it holds, in small letters."""

    forms: Mapping[Words, str]
    counts: Mapping[Words, int]
    holding: Mapping[str, Sequence[Words]]
    genders: Mapping[Words, frozenset[Gender]]


def enrol(mentions: Iterable[tuple[str, Gender | None]]) -> Roll:
    """Return the roll of names with the gender that mentions show; of two spellings the one not in capitals leads."""
    forms: dict[Words, str] = {}
    counts: Counter[Words] = Counter()
    genders: defaultdict[Words, set[Gender]] = defaultdict(set)
    for said, gender in mentions:
        key = _key(said)
        counts[key] += 1
        if key and (key not in forms or (forms[key].isupper() and not said.isupper())):
            forms[key] = said
        if gender is not None:
            genders[key].add(gender)
    holding: defaultdict[str, list[Words]] = defaultdict(list)
    for key in forms:
        for word in {_plain(word) for word in key} | set(key):
            holding[word].append(key)
    return Roll(forms, counts, holding, {key: frozenset(held) for key, held in genders.items()})


def _key(said: str) -> Words:
    return tuple(said.casefold().split())


def _plain(word: str) -> str:
    """Return a word of a name without the Arabic article."""
    return word[3:] if word.startswith(ARTICLES) and len(word) > len("al-") else word


def person_called(roll: Roll, said: str, gender: Gender | None = None) -> str:
    """Return the fullest name of the one person whom `said` can call; itself where there is none, or more than one."""
    return _called(roll, said, _calls_person, gender)


def body_called(roll: Roll, said: str, places: frozenset[str]) -> str:
    """Return the fullest name of the one body that `said` can call; `places` are words of the text's places, small."""
    return _called(roll, said, lambda short, long: _calls_body(short, long, places))


def _called(roll: Roll, said: str, calls: Callable[[Words, Words], bool], gender: Gender | None = None) -> str:
    key = _key(said)
    if not key:
        return said
    near = {
        other for word in (key[0], _plain(key[0]), key[-1], _plain(key[-1])) for other in roll.holding.get(word, ())
    }
    longer = [other for other in near if calls(key, other)]
    if gender is not None:
        longer = [other for other in longer if not roll.genders.get(other, frozenset()) - {gender}]
    most = [one for one in longer if not any(calls(one, other) for other in longer)]
    if len(most) > 1:
        most = _by_surname(roll, key, most)
    if len(most) != 1:
        return roll.forms.get(key, said)
    return _called(roll, roll.forms[most[0]], calls)


def _by_surname(roll: Roll, key: Words, names: Sequence[Words]) -> list[Words]:
    """Return the names that end in what was said, where the text has them far oftener than those that begin with it."""
    ending = [name for name in names if _core(name)[-len(key) :] == key]
    others = sum(roll.counts[name] for name in names if name not in ending)
    return ending if ending and sum(roll.counts[name] for name in ending) >= OFTENER * others else list(names)


def _calls_person(short: Words, long: Words) -> bool:
    """Say whether a person is named so for short: by surname, by first name, without a middle name or by initials."""
    one, other = _core(short), _core(long)
    ending = short[len(one) :]
    if not one or (ending and ending != long[len(other) :]):
        return False
    if one == other or len(one) >= len(other):
        return one == other and len(short) < len(long)
    tail = other[len(other) - len(one) :]
    if tail[1:] == one[1:] and _plain(tail[0]) == _plain(one[0]):
        return True
    if one == other[:1]:
        return len(other) <= GIVEN_FIRST
    return len(one) > 1 and one[-1] == other[-1] and _is_same(one[0], other[0]) and _in_order(one, other)


def _core(words: Words) -> Words:
    """Return a name's words without 'Jr.' and the like."""
    return words[:-1] if len(words) > 1 and words[-1] in SUFFIXES else words


def _in_order(one: Words, other: Words) -> bool:
    rest = iter(other)
    return all(any(_is_same(word, long) for long in rest) for word in one)


def _is_same(word: str, long: str) -> bool:
    """Say whether a word stands for another: the word itself, or its initial."""
    return word == long or (word.endswith(".") and long.startswith(word[:-1])) or (len(word) == 1 and long[:1] == word)


def _calls_body(short: Words, long: Words, places: frozenset[str]) -> bool:
    """Say whether a body is named so for short.

    'Volkswagen' for 'Volkswagen AG', 'State Department' for 'US State Department', 'Syrian Observatory' for what goes
    on with 'for' or 'of', 'Revolutionary Guard' from the middle of its name. 'District Council' is no other council.
    """
    size, heads = len(short), load_heads()
    if not size < len(long):
        return False
    if long[:size] == short:
        rest = long[size:]
        return all(word in heads.generic for word in rest) or (size > 1 and rest[0] in {"of", "for"})
    if size < 2:
        return False
    if long[len(long) - size :] == short:
        return all(word in places | FORMS or word.endswith(("'s", "’s")) for word in long[: len(long) - size])
    return any(long[at : at + size] == short for at in range(1, len(long) - size))


def head_called(roll: Roll, said: str) -> str:
    """Return the one body whose name holds a word by which it is called again: 'the Guard', 'the Ministry'."""
    key = _key(said)
    longer = [other for other in roll.holding.get(said.casefold(), ()) if len(other) > 1 and said.casefold() in other]
    most = {_called(roll, roll.forms[other], _lengthens) for other in longer}
    return most.pop() if len(most) == 1 else roll.forms.get(key, said)


def _lengthens(short: Words, long: Words) -> bool:
    return _calls_body(short, long, frozenset())


def spelt_out(roll: Roll, acronym: str) -> str | None:
    """Return the one name whose initials an acronym has, the longest way it is written; None for none or several."""
    letters = acronym.replace(".", "")
    if not (1 < len(letters) <= len("ABCDEFGH") and sum(letter.isupper() for letter in letters) > 1):
        return None
    found = [
        key
        for key, form in roll.forms.items()
        if len(key) > 1 and form[:1] == letters[0] and spelt(form.split(), len(key), letters) == 0
    ]
    return roll.forms[found[0]] if len(found) == 1 else None

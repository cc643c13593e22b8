"""The forms of patterns.txt, compiled: a text's words become a string with one character a word, which `re` searches.

Each set of categories that a word can have gets a character of its own; a form's `<category>` becomes the class of all
characters whose set holds it. So the search runs in C, and its cost is about one pass of the text for each form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from bot.news.timex.lexicon import Lexicon, Value, fold_numbers, load_lexicon
from bot.news.timex.named import NamedDays, fold_names, load_named_days
from bot.news.timex.scan import Word, scan

_ITEM = re.compile(
    r"(?:(?P<name>[a-z]+)=)?(?:<(?P<categories>[a-z|]+)>|\((?P<words>[^\s()|<>\[\]=^$*]+(?:\|[^\s()|<>\[\]=^$*]+)*)\))|(?P<mark>[\[\]()|^$*])|(?P<word>[^\s\[\]()|<>^$*]+)"
)
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "^": "(?P<from>)", "$": "(?P<upto>)", "*": r"\."}
"""What a form's marks are in `re`; the two empty groups say where the extent begins and ends within what must stand."""
_OTHER_WORD, _OTHER_MARK = ".", "!"
_FIRST_CHARACTER = 0xE000  # Unicode's private use area


@dataclass(frozen=True, slots=True)
class Match:
    """A form found: words `first`:`last`, the fields' values, and the word at which each field stands."""

    kind: str
    rank: int
    first: int
    last: int
    fields: Mapping[str, Value]
    at: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A line of patterns.txt, compiled; `rank` is its place in the file."""

    kind: str
    rank: int
    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, tuple[str, ...]]]
    """Group name -> the field's name and the categories whose value it takes (none: the word itself)."""
    needs: tuple[frozenset[str], ...]
    """Sets of characters; a text without any of one of them has no match, and is not searched for one."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """`literals` are the words that forms name themselves; `characters` gives each set of categories its character.

    `plain` has the character of each word of letters that any form may name.
    """

    lexicon: Lexicon
    literals: frozenset[str]
    characters: Mapping[frozenset[str], str]
    plain: Mapping[str, str]
    forms: tuple[Form, ...]
    named: NamedDays

    def words(self, text: str) -> list[Word]:
        """The scanned words of a text with spelled numbers and the names of days joined."""
        return fold_numbers(fold_names(list(scan(text)), self.named), self.lexicon)

    def find(self, words: Sequence[Word]) -> list[Match]:
        """The matches in order, none overlapping: longer before shorter, earlier forms before later ones."""
        letters = "".join([self._letter(word) for word in words])
        present = frozenset(letters)
        forms = [form for form in self.forms if not any(need.isdisjoint(present) for need in form.needs)]
        found = [self._match(form, hit, words) for form in forms for hit in form.regex.finditer(letters)]
        found.sort(key=lambda match: (match.first - match.last, match.rank, match.first))
        taken, chosen = bytearray(len(words)), []
        for match in found:
            if not any(taken[match.first : match.last]):
                taken[match.first : match.last] = b"\1" * (match.last - match.first)
                chosen.append(match)
        return sorted(chosen, key=lambda match: match.first)

    def _letter(self, word: Word) -> str:
        if word.shape == "word":
            return self.plain.get(word.low, _OTHER_WORD)
        return self.characters.get(_signature(word, self.lexicon, self.literals), _OTHER_MARK)

    def _match(self, form: Form, hit: re.Match[str], words: Sequence[Word]) -> Match:
        fields: dict[str, Value] = {}
        places: dict[str, int] = {}
        for group, (name, wanted) in form.groups.items():
            at = hit.start(group)
            if at >= 0 and name not in fields:
                known = self.lexicon.categories(words[at])
                fields[name] = next((known[c] for c in (*wanted, name) if c in known), words[at].low)
                places[name] = at
        bounds = form.regex.groupindex
        first = hit.start("from") if "from" in bounds else hit.start()
        last = hit.start("upto") if "upto" in bounds else hit.end()
        return Match(form.kind, form.rank, first, last, fields, places)


def _signature(word: Word, lexicon: Lexicon, literals: frozenset[str]) -> frozenset[str]:
    own = {"=" + word.low} if word.low in literals else set()
    return frozenset(lexicon.categories(word)) | own


@cache
def load_grammar() -> Grammar:
    """The grammar of words.toml and patterns.txt; read once a process."""
    lexicon = load_lexicon()
    forms = list(_read_forms((resources.files("bot.news.timex") / "patterns.txt").read_text("utf-8")))
    literals = frozenset(word for _, form in forms for word in _literals(form))
    every = list(_every_word(lexicon, literals))
    signatures = {_signature(word, lexicon, literals) for word in every} - {frozenset()}
    characters = {s: chr(_FIRST_CHARACTER + n) for n, s in enumerate(sorted(signatures, key=sorted))}
    signed = ((word.low, _signature(word, lexicon, literals)) for word in every if word.shape == "word")
    plain = {low: characters[signature] for low, signature in signed if signature}
    compiled = tuple(_compile(kind, rank, form, characters) for rank, (kind, form) in enumerate(forms))
    return Grammar(lexicon, literals, characters, plain, compiled, load_named_days())


def _every_word(lexicon: Lexicon, literals: Iterable[str]) -> Iterator[Word]:
    """A word of each sort that the scanner can give."""
    samples = " ".join(
        ["2024-11-29 29/11/2024 10:15 1990s '97 21st 45th 1,900 2.5 p.m.", *map(str, range(3000)), "00 10000"]
    )
    yield from scan(samples)
    yield from (Word(0, 0, low, low, "word") for low in {*lexicon.words, *literals})
    yield Word(0, 0, "Christmas", "christmas", "named")


def _read_forms(text: str) -> Iterator[tuple[str, str]]:
    """(kind, form) of each line, macros written out."""
    macros: dict[str, str] = {}
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, form = line[1:].partition("=")
            macros[name.strip()] = _expand(form.strip(), macros)
        else:
            kind, _, form = line.partition(":")
            yield kind, _expand(form.strip(), macros)


def _expand(form: str, macros: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: macros[found[1]], form)


def _literals(form: str) -> Iterator[str]:
    for item in _ITEM.finditer(form):
        yield from (item["words"] or item["word"] or "").split("|")


def _compile(kind: str, rank: int, form: str, characters: Mapping[frozenset[str], str]) -> Form:
    groups: dict[str, tuple[str, tuple[str, ...]]] = {}
    parts: list[str] = []
    needs: list[frozenset[str]] = []
    inside, either = 0, False
    for item in _ITEM.finditer(form):
        if mark := item["mark"]:
            parts.append(_MARKS[mark])
            inside += (mark in "[(") - (mark in "])")
            either = either or (mark == "|" and not inside)
            continue
        categories = tuple((item["categories"] or "").split("|")) if item["categories"] else ()
        words = ["=" + word for word in (item["words"] or item["word"] or "").split("|") if word]
        letters = _letters({*categories, *words}, characters)
        if name := item["name"] or (categories[0] if categories else None):
            group = f"g{len(groups)}"
            groups[group] = (name, categories)
            parts.append(f"(?P<{group}>{letters})")
        else:
            parts.append(letters)
        if not inside:
            needs.append(frozenset(letters[1:-1]))
    return Form(kind, rank, re.compile("".join(parts)), groups, () if either else tuple(needs))


def _letters(wanted: set[str], characters: Mapping[frozenset[str], str]) -> str:
    """The character class of every signature that holds one of the wanted categories or words."""
    return "[" + "".join(char for signature, char in characters.items() if signature & wanted) + "]"

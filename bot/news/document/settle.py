"""Names as the model found them -> names as English news writes them: whole, and of one kind throughout a text."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.news.document.lexicon import load_heads

Name = tuple[int, int, str]
"""First token, the one behind the last, label."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
MARKS = frozenset({"-", "–", ":", ",", "("})
LINKS = frozenset({"of", "for", "and", "the", "on", "in", "to", "at", "de", "del", "di", "du", "la", "al", "el", "&"})
"""Small words inside the names of bodies."""
BEFORE = frozenset({"the", "a", "an", "in", "at", "on", "of", "for", "but", "and", "while", "when", "as", "if", "both"})
"""Words whose capital comes from their place, before a name."""
KNOWN = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
REACH = 8
"""Tokens that the long form of an acronym may have beyond its letters."""
CUT = 3
"""Words that a name may be cut before the head that says what it names."""
PLACED = 0.25
"""Share of a word's mentions as a place from which one that no full name explains is a place: in the texts at hand a
town so taken for a person had .29 or more, a person .20."""
SYLLABLE = 6
"""Letters of the small half of a Chinese or Korean given name, at most."""
TITLED = 2
"""Words that a name keeps at least when a title before it is taken off; 'Lord Byron' stays as it is."""
OFFICES = frozenset(
    {"deputy", "special", "envoy", "prime", "vice", "chief", "foreign", "defence", "defense", "spokesman"}
)
"""Words of titles; a person of nothing but these and titles is nobody."""
SHOUTED = 0.5
"""Share of words in capitals from which a text's capitals tell nothing."""
ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text's tokens: the words, whether a space follows each, and whether it is tagged a proper noun."""

    words: Sequence[str]
    spaces: Sequence[bool]
    proper: Sequence[bool]

    def said(self, first: int, last: int) -> str:
        """Return the words of a range, one space between any two."""
        return " ".join(self.words[first:last])


def settle(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names in text order, none over another: their ends set right, then their labels, then those missed.

    A text in capitals only has its ends set right: nothing else can be told there.
    """
    rules = (_ends,) if _is_shouted(text) else (_ends, _unfound, _by_heads, _introduced, _by_mentions, _missed, _short)
    for rule in rules:
        names = apart(rule(text, names))
    return list(names)


def apart(names: Sequence[Name]) -> list[Name]:
    """Return the names in text order; of two that share a token the longer, of two equal ones the first given."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if name[0] < name[1] and taken.isdisjoint(range(name[0], name[1])):
            taken.update(range(name[0], name[1]))
            kept.append(name)
    return sorted(kept)


def _is_shouted(text: Text) -> bool:
    long = [word for word in text.words if len(word) > 3 and word.isalpha()]
    return sum(word.isupper() for word in long) > SHOUTED * len(long)


def _ends(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names without marks and titles at their ends, and with what a hyphen ties to them.

    Two single words that were each taken for a person, side by side, are one person's first name and surname.
    """
    whole: list[Name] = []
    for first, last, label in names:
        if whole and label == "PERSON" and last - first == 1 and whole[-1] == (first - 1, first, label):
            whole[-1] = first - 1, last, label
        else:
            whole.append((first, last, label))
    starts = {name[0] for name in whole}
    return [_whole(text, *name, starts) for name in whole]


def _whole(text: Text, first: int, last: int, label: str, starts: Collection[int]) -> Name:
    words, titles = text.words, load_heads().titles
    while last - 1 > first and words[last - 1] in POSSESSIVE | MARKS:
        last -= 1
    while label == "PERSON" and _goes_on(text, first, last) and last + 1 not in starts:
        last += 2
    while label == "PERSON" and last - first > TITLED and words[first].lower() in titles:
        first += 1
    if label == "PERSON" and all(word.lower() in titles | OFFICES for word in words[first:last]):
        return first, first, label
    if label == "PERSON" and last - first == TITLED + 1 and first > 1 and words[first - 1] == "of":
        first += words[first - 2].lower() in titles
    return first, last, label


def _goes_on(text: Text, first: int, last: int) -> bool:
    """Say whether a hyphen ties one more word to a person's name ('Leung Yiu-chung', not 'Putin-backed')."""
    if last + 1 >= len(text.words) or text.words[last] != "-" or text.spaces[last - 1] or text.spaces[last]:
        return False
    behind = text.words[last + 1]
    if behind[:1].isupper():
        return text.proper[last + 1]
    compound = behind.endswith("ed") or behind in load_heads().compounds
    return last - first > 1 and behind.isalpha() and len(behind) <= SYLLABLE and not compound


def _introduced(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with the long forms of acronyms that stand behind them in brackets, and those acronyms."""
    words = text.words
    found = {name[0]: name for name in names}
    ends = {name[1]: name for name in names}
    for i in range(2, len(words) - 1):
        if words[i - 1] != "(" or words[i + 1] != ")" or not ACRONYM.fullmatch(words[i]):
            continue
        first = spelt(words, i - 1, words[i])
        held = [found[at] for at in range(first, i - 1) if at in found] if first is not None else []
        if first is not None and held:
            label = _body(held, whole=(first, i - 1))
            for name in held:
                del found[name[0]]
            found[first] = first, i - 1, label
            found[i] = i, i + 1, label
        elif (before := ends.get(i - 1)) is not None and before[2] == "ORG":
            found[i] = i, i + 1, "ORG"
    return list(found.values())


def _body(held: Sequence[Name], *, whole: tuple[int, int]) -> str:
    """Return the label of what has an acronym: a body, unless the model knew the whole as a place or a work."""
    labels = [label for first, last, label in held if (first, last) == whole and label not in {"PERSON", "NORP"}]
    return labels[0] if labels else "ORG"


def spelt(words: Sequence[str], end: int, acronym: str) -> int | None:
    """Return where the words before token `end` begin whose initials are the acronym's letters; None if they are not.

    Small words may count or be left out ('National Union of Workers': NUW or NUOW), small letters too ('BiH').
    """
    capitals = "".join(letter.lower() for letter in acronym if letter.isupper())
    letters = "".join(letter.lower() for letter in acronym if letter.isalnum())
    furthest = max(0, end - REACH - len(letters))
    whole = _spelt(words, end, letters, furthest)
    return whole if whole is not None or capitals == letters else _spelt(words, end, capitals, furthest)


def _spelt(words: Sequence[str], end: int, letters: str, furthest: int) -> int | None:
    if not letters:
        return end if words[end][:1].isupper() else None
    if end == furthest:
        return None
    word = words[end - 1]
    small = word in LINKS
    initial = word[3:4] if word[:3].lower() in {"al-", "el-"} else word[:1]
    if initial.lower() == letters[-1] and (small or initial.isupper() or initial.isdigit()):
        found = _spelt(words, end - 1, letters[:-1], furthest)
        if found is not None:
            return found
    return _spelt(words, end - 1, letters, furthest) if small or word in POSSESSIVE | MARKS else None


def _unfound(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with those that no model is needed for: 'Boden Systems Inc', 'Ministry of Defence'."""
    words, heads = text.words, load_heads()
    taken = {i for first, last, _ in names for i in range(first, last)}
    found = list(names)
    for i, word in enumerate(words):
        if i in taken:
            continue
        if word in heads.sure:
            first = i
            while first > 0 and first - 1 not in taken and _is_name_word(text, first - 1):
                first -= 1
            if i - first > 0:
                found.append((first, i + 1, heads.closing[word]))
        elif word in heads.bodies_of and words[i + 1 : i + 2] == ["of"] and i + 2 < len(words):
            last = i + 2
            while last < len(words) and last not in taken and _is_name_word(text, last):
                last += 1
            if last > i + 2:
                found.append((i, last, "ORG"))
    return found


def _is_name_word(text: Text, i: int) -> bool:
    """Say whether a word has its capital for being a name's; where a sentence begins its tag decides."""
    word, before = text.words[i], text.words[i - 1] if i else "."
    told = text.proper[i] or before.isalnum()
    if i and before == "-" and not text.spaces[i - 1]:
        return False
    return word[:1].isupper() and word.isalpha() and word.lower() not in BEFORE and told


def _by_heads(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with the label that their first or last word gives, lengthened to that word where it is cut."""
    return [_headed(text, *name) for name in names]


def _headed(text: Text, first: int, last: int, label: str) -> Name:
    words, heads = text.words, load_heads()
    end = last
    while label != "MISC" and end < min(len(words), last + CUT) and words[end][:1].isupper() and words[end].isalpha():
        end += 1
        if words[end - 1] in heads.closing:
            last = end
    if (said := text.said(first, last)) in heads.whole:
        return first, last, heads.whole[said]
    if last - first < 2:
        return first, last, label
    if words[first] in heads.bodies_of and words[first + 1] in {"of", "for"}:
        return first, last, "ORG"
    if all(word not in LINKS or word == "&" for word in words[first:last]):
        label = heads.closing.get(words[last - 1]) or heads.opening.get(words[first]) or label
    return first, last, label


def _by_mentions(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with the label that most mentions of the same words have.

    A word that is a person's here and a place's there is the person's where a full name ends or begins in it, else the
    place's: news names people in full before it calls them by one word.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for first, last, label in names:
        counts[text.said(first, last)][label] += 1
    people = [(first, last) for first, last, label in names if label == "PERSON" and last - first > 1]
    full = {text.said(at, last).casefold() for first, last in people for at in range(first + 1, last)}
    full |= {text.words[first].casefold() for first, _ in people}
    best = {said: _most(count, full=said.casefold() in full) for said, count in counts.items()}
    return [(first, last, best[text.said(first, last)] or label) for first, last, label in names]


def _most(count: Counter[str], *, full: bool) -> str | None:
    """Return the label that leads; None where two do."""
    if full and count["GPE"] + count["ORG"] <= count["PERSON"] + 1:
        return "PERSON"
    if not full and count["PERSON"] and count["GPE"] >= PLACED * count.total():
        return "GPE"
    ranked = count.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def _missed(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with those mentions that the model passed over."""
    words, found = text.words, list(names)
    labels = _sayable(text, names)
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for said in labels:
        sizes[said[0]].add(len(said))
    taken = {i for first, last, _ in names for i in range(first, last)}
    for i, word in enumerate(words):
        if word not in sizes or i in taken:
            continue
        for size in sorted(sizes[word], reverse=True):
            label = labels.get(tuple(words[i : i + size]))
            free = label is not None and taken.isdisjoint(range(i, i + size))
            if label is not None and free and _stands_alone(text, i, i + size, taken):
                found.append((i, i + size, label))
                taken.update(range(i, i + size))
                break
    return found


def _sayable(text: Text, names: Sequence[Name]) -> Mapping[tuple[str, ...], str]:
    """Return the names, and the surnames of persons, by which a text may name again.

    A single word must be a name in form, and no word of the text in small letters.
    """
    words = text.words
    labels: dict[tuple[str, ...], str] = {}
    for first, last, label in names:
        if label == "PERSON" and last - first > 1:
            labels[(words[last - 1],)] = label
    labels |= {tuple(words[first:last]): label for first, last, label in names if label in KNOWN}
    small = {word for word in words if word.islower()}
    return {
        said: label
        for said, label in labels.items()
        if len(said) > 1 or (len(said[0]) > 2 and said[0][0].isupper() and said[0].lower() not in small)
    }


def _stands_alone(text: Text, first: int, last: int, taken: Collection[int]) -> bool:
    """Say whether a single word is no part of a longer name: no capital beside it that is not another name's."""
    if last - first > 1:
        return True
    words = text.words
    if last < len(words) and last not in taken and words[last][:1].isupper():
        return False
    before = words[first - 1] if first else ""
    return first - 1 in taken or not before[:1].isupper() or before.lower() in BEFORE


def _short(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names with the short forms of bodies: 'the Observatory' after 'the Syrian Observatory for …'."""
    words, short = text.words, load_heads().short
    bodies = [name for name in names if name[2] == "ORG" and name[1] - name[0] > 1]
    parts = {words[i] for first, last, _ in bodies for i in range(first, last) if words[i] in short}
    taken = {i for first, last, _ in names for i in range(first, last)}
    again = (
        i
        for i in range(1, len(words))
        if words[i] in parts and i not in taken and words[i - 1] in {"the", "The"} and not _leads(text, i)
    )
    return [*names, *((i, i + 1, "ORG") for i in again)]


def _leads(text: Text, i: int) -> bool:
    """Say whether a word only begins what is named: a capital or an 'of' follows it."""
    behind = text.words[i + 1] if i + 1 < len(text.words) else ""
    return behind[:1].isupper() or behind == "of"

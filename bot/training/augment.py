"""Altered copies of sentences: headlines, datelines, other quotation marks, other names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.training.corpus import MISSING, OUTSIDE, Sentence, Syntax, spans

HEADLINE_WORDS = 18
SMALL = "a an and as at but by for from in into nor of off on or over so the to up via with"
CLOSING = (",", ")", ":")
CAPITALS = 0.6
AGENCIES = ("Reuters", "AP", "AFP", "dpa", "UPI", "Xinhua", "TASS", "VOA", "BBC", "CNN", "ANSA", "Bloomberg")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "November")
CURLY = {"'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'m": "’m", "'d": "’d"}
STRAIGHT = {curly: straight for straight, curly in CURLY.items()} | {"“": '"', "”": '"', "‘": "'"}


@dataclass(frozen=True, slots=True)
class Names:
    """Names to put in place of others: by label, and within it by what the table says the name is."""

    pools: Mapping[str, Sequence[tuple[str, ...]]]
    kind: Callable[[Sequence[str], str], str]


def headline(sentence: Sentence) -> Sentence:
    """Return the sentence as a title-cased headline, a paragraph of its own without a full stop."""
    sentence = _without_stop(sentence)
    words = [
        word if i and word.lower() in SMALL.split() else word[:1].upper() + word[1:]
        for i, word in enumerate(sentence.words)
    ]
    return replace(sentence, words=tuple(words), opens_paragraph=True)


def _without_stop(sentence: Sentence) -> Sentence:
    last = len(sentence.words) - 1
    if sentence.words[last] != "." or (sentence.syntax and last in sentence.syntax.heads):
        return sentence
    shorter = replace(
        sentence,
        words=sentence.words[:last],
        spaces=sentence.spaces[:last],
        names=sentence.names and sentence.names[:last],
        gold=sentence.gold and sentence.gold[:last],
    )
    if not sentence.syntax:
        return shorter
    columns = {name: getattr(sentence.syntax, name)[:last] for name in Syntax.__slots__}
    return replace(shorter, syntax=Syntax(**columns))


def fits_headline(sentence: Sentence) -> bool:
    """Return whether the sentence is short enough, and in lower case enough, to make a headline of."""
    return 4 <= len(sentence.words) <= HEADLINE_WORDS and any(word.islower() for word in sentence.words)


def other_quotes(sentence: Sentence) -> Sentence:
    """Return the sentence with curly marks made straight or straight ones made curly."""
    if any(word in STRAIGHT for word in sentence.words):
        return replace(sentence, words=tuple(STRAIGHT.get(word, word) for word in sentence.words))
    words = []
    opened = False
    for word in sentence.words:
        if word == '"':
            opened = not opened
            words.append("“" if opened else "”")
        else:
            words.append(CURLY.get(word, word))
    return replace(sentence, words=tuple(words))


def shouted(sentence: Sentence) -> Sentence:
    """Return the sentence in capitals, as some outlets set headlines; its labels stay."""
    return replace(sentence, words=tuple(word.upper() for word in sentence.words))


def with_dateline(sentence: Sentence, names: Names, random: Random) -> Sentence:
    """Return the sentence behind a dateline in one of the usual forms ('CAIRO (AP) — ', 'Cairo, Egypt, May 4 - ')."""
    if sentence.names is None:
        return sentence
    city = random.choice(names.pools["place"])
    if random.random() < CAPITALS:
        city = tuple(word.upper() for word in city)
    parts: list[tuple[tuple[str, ...], str | None]] = [(city, "GPE")]
    if random.random() < 0.4:
        parts += [((",",), None), (random.choice(names.pools["country"]), "GPE")]
    if random.random() < 0.3:
        parts += [((",", random.choice(MONTHS), str(random.randint(1, 31))), None)]
    if random.random() < 0.6:
        parts += [(("(",), None), ((random.choice(AGENCIES),), "ORG"), ((")",), None)]
    parts += [((random.choice(("-", "–", "—", "--", ":")),), None)]
    words = [word for part, _ in parts for word in part]
    labels = [
        OUTSIDE if label is None else f"{'I' if place else 'B'}-{label}"
        for part, label in parts
        for place in range(len(part))
    ]
    spaces = [word != "(" and after not in CLOSING for word, after in zip(words, [*words[1:], "x"], strict=True)]
    return replace(
        sentence,
        words=(*words, *sentence.words),
        spaces=(*spaces, *sentence.spaces),
        names=(*labels, *sentence.names),
        gold=None,
        syntax=None,
    )


def swap_names(sentence: Sentence, names: Names, random: Random) -> Sentence:
    """Return the sentence with other names in place of its own; labels follow, syntax is dropped."""
    if sentence.names is None:
        return sentence
    found = {start: (end, label) for start, end, label in spans(sentence.names)}
    words: list[str] = []
    spaces: list[bool] = []
    labels: list[str] = []
    i = 0
    while i < len(sentence.words):
        end, label = found.get(i, (i + 1, None))
        old = sentence.words[i:end]
        new = _other(old, label, names, random) if label else old
        words += new
        if new is old:
            spaces += sentence.spaces[i:end]
            labels += sentence.names[i:end]
        else:
            spaces += [True] * (len(new) - 1) + [sentence.spaces[end - 1]]
            labels += [f"B-{label}"] + [f"I-{label}"] * (len(new) - 1)
        i = end
    return replace(
        sentence, words=tuple(words), spaces=tuple(spaces), names=tuple(labels), gold=tuple(labels), syntax=None
    )


def _other(old: tuple[str, ...], label: str, names: Names, random: Random) -> tuple[str, ...]:
    pool = names.pools.get(names.kind(old, label))
    return random.choice(pool) if pool else old


def valid_iob(labels: Sequence[str]) -> bool:
    """Return whether every I- label continues a name of its own kind."""
    before = OUTSIDE
    for label in labels:
        if label.startswith("I-") and before[2:] != label[2:] and before != MISSING:
            return False
        before = label
    return True

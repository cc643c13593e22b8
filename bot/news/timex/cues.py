"""The tense that an untagged text tells a time in, guessed from the nearest word that shows one."""

from functools import cache
from importlib import resources
from itertools import chain

from spacy.tokens import Doc

from bot.news.document import Sentence
from bot.news.timex.meaning import Tense

REACH = 40
"""Tokens on either side among which a verb is looked for: a list without any is as long as its writer likes."""
SHORTEST = 5
"""Letters of a word in '-ed' that is taken for a past tense: 'need', 'red' and 'shed' are none."""


def tense_by_words(doc: Doc, first: int, last: int, within: Sentence) -> Tense:
    """The tense of the nearest verb before tokens `first`:`last` of the sentence `within`, else of the first behind."""
    before = range(first - 1, max(within.first, first - REACH) - 1, -1)
    behind = range(last, min(within.last, last + REACH))
    return next((tense for i in chain(before, behind) if (tense := _tense_at(doc, i)) != "none"), "none")


def _tense_at(doc: Doc, i: int) -> Tense:
    word = doc[i].lower_
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    cues = load_cues()
    if (
        word in cues["future"]
        or (word in cues["ahead"] and after == "for")
        or (word == "to" and before in cues["ahead"])
        or (word == "due" and after in {"in", "on", "at", "back"})
    ):
        return "future"
    ended = word.endswith("ed") and len(word) >= SHORTEST and doc[i].text.islower()
    return "past" if word in cues["past"] or ended else "none"


@cache
def load_cues() -> dict[str, frozenset[str]]:
    """The words of cues.txt by the line that they stand on; read once a process."""
    rows = (resources.files("bot.news.timex") / "cues.txt").read_text("utf-8").splitlines()
    lines = (row.partition(":") for row in rows if row and not row.startswith("#"))
    return {name: frozenset(words.split()) for name, _, words in lines}

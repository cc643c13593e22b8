"""Pasted news copy, told from chat."""

import re

from bot.news.message.invisible import visible
from bot.news.message.link import LINK
from bot.news.message.table import read_table

LEAST_WORDS = 40
"""A paste shorter than this is a remark, a headline or a quotation, and gets no card."""

_WORD = re.compile(r"[^\W_]+(?:['’.,\-‑][^\W_]+)*")
# Han, kana, Thai and the like part no words by spaces: two signs count as a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# None of these may look twice at what it has passed: a paste of a million letters would hold the process for an hour.
# A stop behind a written word: 'U.S.', 'Mr.' and 4.2 end no sentence here; Chinese and Arabic stops need no space.
_END = re.compile(
    r"(?:(?<=[^\W\d_A-Z]{3})|(?<=[\d)\]\"'”’]))[.!?؟।]++[\"'”’»)\]]*+(?=\s|$)|[。！？]|(?<=[^\x00-\u024f])[.!?؟।]"
)
# Where a sentence surely begins: the text, a paragraph, what follows such a stop. Not each line: copy may be wrapped.
# The letter is empty where something else stands there.
_START = re.compile(r"(?:\A|\n[^\S\n]*+\n|(?<=[a-zß-ÿ]{3}[.!?])\s)[\W_]*+([^\W\d_]?)")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{1,1500}[”\"»]|``[^`]{1,1500}?''", re.DOTALL)
_DISCORD = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[\w -]+:|t:)[^<>\s]*>|@(?:everyone|here)\b")
_FENCE = re.compile(r"\A\s*```(?:\w*\n)?(.*?)```\s*\Z", re.DOTALL)


def count_words(text: str) -> int:
    """How many words stand in `text`; in scripts that part no words, two signs are one."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return sum(1 for _ in _WORD.finditer(spaced)) + (unspaced + 1) // 2


def find_copy(text: str) -> str | None:
    """The article that was pasted into a message, or None: lines that are only a link and quote marks are left out."""
    copy = _without_link_lines(_unwrapped(text)).strip()
    return copy if is_news(copy) else None


def join_copy(copy: str | None, pasted: str) -> str:
    """The copy of a message and of the message.txt that Discord made of a long paste, as one text."""
    return f"{copy}\n\n{pasted}" if copy else pasted


def is_news(text: str) -> bool:
    """Whether `text` is long enough for an article and told like one, not talked.

    On development data the limits of the two questions below keep all but 3 of 333 news articles, and turn away 188 of
    206 threads of questions and answers, 65 of 71 e-mails and 356 of 420 reviews (English Web Treebank). A list, a
    code snippet or one long sentence is no copy either.
    """
    seen = LINK.sub(" ", visible(text))
    if count_words(seen) < LEAST_WORDS or _DISCORD.search(seen):
        return False
    return len(_END.findall(seen)) >= 2 and _starts_well(seen) and not _talks(_QUOTED.sub(" ", seen))


def _starts_well(text: str) -> bool:
    """Whether sentences begin with capitals ('Corp. said' is let pass); scripts that have none always begin well."""
    starts = [letter for letter in _START.findall(text) if letter]
    return sum(1 for letter in starts if str(letter).islower()) <= 1 + len(starts) / 10


def _talks(told: str) -> bool:
    """Whether text outside of quotations speaks to somebody: one word in 25 ('I', 'lol'), or one stop in 5 asks."""
    words = _WORD.findall(told.lower().replace("’", "'"))
    talk = {word for (word,) in read_table(__package__, "chat.txt")}
    ends = _END.findall(told)
    return sum(word in talk for word in words) * 25 > len(words) or sum("?" in end for end in ends) * 5 > len(ends)


def is_talk(text: str) -> bool:
    """Whether `text` is talk and no copy, or speaks of somebody in the channel."""
    seen = visible(text)
    return _DISCORD.search(seen) is not None or _talks(_QUOTED.sub(" ", seen))


def _without_link_lines(text: str) -> str:
    """`text` without the lines that hold a link and at most four words beside it ('Source: https://…')."""
    kept = [line for line in text.split("\n") if not is_link_line(line)]
    return "\n".join(kept)


def is_link_line(line: str) -> bool:
    """Whether a line is there for its link."""
    rest, links = LINK.subn(" ", line)
    return links > 0 and count_words(rest) <= 4


def _unwrapped(text: str) -> str:
    """`text` out of a code fence or a block quote of Discord."""
    fenced = _FENCE.match(text)
    if fenced:
        return fenced[1]
    if text.lstrip().startswith(">>> "):
        return text.lstrip()[4:]
    lines = text.split("\n")
    if all(line.startswith("> ") or line.strip() in {"", ">"} for line in lines):
        return "\n".join(line[2:] for line in lines)
    return text

"""Whether words can be printed as a statement of the story, by their form alone: no model, no parse."""

import re
from functools import cache
from importlib.resources import files

from bot.news.facts.lexicon import load_lexicon

SHORTEST, LONGEST = 4, 100
"""Words of a sentence that tells something by itself; a longer one is a list or a text that lost its stops."""
WORDS = 0.6
"""Share of a sentence's words that are words: tables, fixtures and code have fewer."""
LATIN = "\u024f"
"""The last of the Latin letters."""
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{2,}|\b[aAI]\b")
_STOP = re.compile(r"[.…](?: ?[\"'”’»)\]])*$")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|«[^«»]*»|(?<!\w)[‘'][^‘’'\n]{12,}[’'](?!\w)")
_STAMP = re.compile(r"[\[(]?\d{1,2}[:.h]\d\d\b(?! ?(?:per ?cent|%))")
"""A live blog's stamp or a transcript's time code."""
_LABEL = re.compile(r"[A-Z][\w.'’ -]{0,40}: (?![\"“‘'])")
"""'Q: ', 'The Speaker: ', 'Looking back: ': what follows is a part of something."""
_ANSWER = re.compile(
    r"(?:yes|no|yeah|well|oh|sure|exactly|absolutely|correct|right|okay|ok|thank you)[,.!] ", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"(?<![\w.(])(?<!the )i(?= [a-z]|['’](?:m|ve|d|ll)\b)"
    r"|\b(?:(?<!War )(?<!Type )(?<!Phase )(?<!Part )I\b|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|us"
    r"|[Oo]urs?|[Yy]ou|[Yy]ours?)\b"
)
"""Outside quotation marks somebody unnamed speaks, or the reader is spoken to."""
POINTING = frozenset({"this", "that", "these", "those", "such"})
NOW = frozenset({"this", "these"})
"""Before a word of the calendar they count from today; 'that week' needs the week that was told of."""
NEEDS_NONE = re.compile(
    r"those (?:who|whose|with|without|from)\b"
    r"|it (?:is|was|has been|had been|remains|remained|will be|would be) (?:not |still |now |also )?(?:yet )?"
    r"(?:un)?(?:clear|known|certain|possible|likely|expected|thought|believed|understood|reported|hoped|feared)\b"
    r"|both (?:\w['\w]* ){1,8}and\b|either (?:\w['\w]* ){1,6}or\b|neither (?:\w['\w]* ){1,6}nor\b"
)
"""'Those who …', 'it was not possible to …', 'both A and B' begin like what points back, and do not."""
_LATE = re.compile(r"(?:in|on|by|after|since|until|during|last|next|at)\b[^,.]{1,30},? (?:he|she|they)\b")
_BROKEN_OFF = re.compile(
    r"(?:^|\s)(?:[A-Z]|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Cie|No|vs|Messrs)"
    r" ?\.$"
)
"""A sentence cut at the point of an abbreviation that never ends one."""
_ITEM = re.compile(r"\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_FRAGMENT = re.compile(r"(?:and|but|or|nor|not|because|than|which|who|whose)\b(?! only\b)", re.IGNORECASE)
"""Not even a story's first sentence begins so where it is a whole one."""
_BEGINS = re.compile(r"(?![,.;:!?)\]\-–—])[\W_]{0,3}(?:[A-Z\d]|[^\W\d_a-z]|[a-z]+[A-Z])")
"""A capital or a number, behind a quotation mark or a currency's sign: else it is the rest of something."""
_CLOSING = re.compile(r"[^\"]+\" ?,[^\"]*$")
"""A mark with a comma behind it closes, and nothing opened."""
_LINK = re.compile(r"https?:|\bwww\.|\S@\S+\.\w")
"""Where to write, look or follow: no line of a card, whatever else the sentence tells."""
_PAIRS = {"”": "“", ")": "(", "]": "["}
_PAIRED = re.compile(r"[“”()\[\]]")
_CODE = re.compile(r"^(?:#|\$|//|>>>|--) |[{}<>=\\|~^]|;\s*$|\w\(\)|::|\w_\w|/{2}")
_GARBLED = re.compile(
    r"\b[a-z]+[01|]+[a-z]{2,}\b|\b[a-z]{2,}[01|]+[a-z]+\b|[a-z]I[a-z]|[a-z]- (?!and |or |to |but |than )[a-z]|\ufffd"
    r"|(?:\b[A-Za-z] ){4,}"
)
"""What a scanner leaves: 'w1th', 'poIice', 'govern- ment', 'g o v e r n'."""
_SUSPECT = re.compile(r"[a-z][01|I]|[a-z]- |\ufffd|\b[A-Za-z] [A-Za-z] ")
"""What no garbled text is without; told at a third of the cost."""


def is_fit(text: str, *, opens: bool = False) -> bool:
    """Say whether a sentence (without a dateline before it) is a whole statement of the story.

    `opens` is the story's first sentence, which may lack its stop. A question, a label with what it labels, a stamp,
    a teaser, a byline, a fragment of a quotation, what a scanner garbled and what is mostly no words are not fit.
    """
    text = " ".join(text.split())
    words = _WORD.findall(text)
    if (
        not SHORTEST <= len(words) <= LONGEST
        or not (opens or _STOP.search(text))
        or text.endswith(("?", ":", ",", ";", "-"))
    ):
        return False
    if not _BEGINS.match(text) and any(sign.isupper() for sign in text):
        return False
    if any(wrong.match(text) for wrong in (_ANSWER, _ITEM, _FRAGMENT)):
        return False
    if not opens and _BROKEN_OFF.search(text):
        return False
    torn = _STAMP.match(text) or _LABEL.match(text) or _LINK.search(text) or not is_readable(text)
    return not torn and is_whole(text) and not is_spoken(text) and not is_boilerplate(text)


def is_readable(text: str) -> bool:
    """Say whether the words are words: no code, no row of a table, nothing that a scanner garbled."""
    words = _WORD.findall(text)
    letters = sum(bool(_LETTERS.search(word)) for word in words)
    if len(words) > LONGEST or letters < WORDS * len(words) or _CODE.search(text):
        return False
    return not (_SUSPECT.search(text) and _GARBLED.search(text))


def joins_on(text: str) -> bool:
    """Say whether a sentence begins with what continues another: 'But', 'In response', 'He', 'In 2019 she'."""
    text = text.lower().replace("’", "'")
    if NEEDS_NONE.match(text):
        return False
    words = re.findall(r"[^\W_]+", text[:80])
    if words[:1] and words[0] in NOW and words[1:2] and words[1] in load_lexicon().units.calendar:
        return False
    return load_lexicon().needy.match(text) is not None or _LATE.match(text) is not None


def is_foreign(text: str) -> bool:
    """Say whether most of its letters are of another script than English is written in."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign > LATIN for sign in letters) > len(letters) / 2


def is_whole(text: str) -> bool:
    """Say whether no quotation mark or bracket closes what was opened before the text."""
    depth = {"“": 0, "(": 0, "[": 0}
    for sign in _PAIRED.findall(text):
        if sign in depth:
            depth[sign] += 1
        else:
            depth[_PAIRS[sign]] -= 1
            if depth[_PAIRS[sign]] < 0:
                return False
    if _CLOSING.match(text):
        return False
    first = text.find('"')
    closing = first > 0 and text.count('"') % 2 == 1 and not text[first - 1].isspace() and text[first - 1] not in "(["
    return not closing


def is_spoken(text: str) -> bool:
    """Say whether somebody speaks of himself or to the reader outside quotation marks."""
    closed = text.rpartition('"')[0] if text.count('"') % 2 else text  # what a last mark opens is somebody's words
    return bool(_ADDRESSED.search(_QUOTED.sub(" ", closed)))


def is_boilerplate(text: str) -> bool:
    """Say whether the words stand around a story rather than in it."""
    return bool(_load_boilerplate().search(text.lstrip("-–—*•( ").lower()))


@cache
def _load_boilerplate() -> re.Pattern[str]:
    rows = files(__package__).joinpath("words", "boilerplate.txt").read_text(encoding="utf-8").splitlines()
    patterns = [row for row in rows if row and not row.startswith("#")]
    # Those that begin at a word's edge are tried at such edges alone.
    edges = "|".join(f"(?:{row[2:]})" for row in patterns if row.startswith(r"\b"))
    others = "|".join(f"(?:{row})" for row in patterns if not row.startswith(r"\b"))
    return re.compile(rf"\b(?:{edges})|{others}")

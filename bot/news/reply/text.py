"""Text of others made fit to be shown: no invisible marks, no line breaks, no more than its place holds."""

import re
import unicodedata

BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that draw nothing: fillers of Hangul, inherent vowels of Khmer, the empty Braille cell."""
JOINERS = frozenset("\u200c\u200d")
JOINED = frozenset({"Lo", "Mn", "Mc", "So"})
"""Categories of letters without case, of their marks, and of symbols."""
RIGHT_TO_LEFT = frozenset({"R", "AL"})

_CLAUSE_END = re.compile(
    r";\s|\s(?:[–—]|--)\s"
    r"|,\s(?=(?:and|while|who|whose|which|where|when|after|as|with|according|because|since|so|followed|including|"
    r"[a-z]{2,}ing|said|says)\b)"
    r"|\s(?=(?:after|because|when|while|since|following|amid|despite)\s)"
)
"""Where a clause ends: a semicolon, a dash, a comma with what begins another one, a word that does so alone."""
_BESIDE = re.compile(r",\s(?:who|which|whose|where|[a-z]{2,}ing|a|an|the)\b[^,]*(?:,|$)")
_OPENING = re.compile(
    r"(?:[A-Z][a-z]+(?:ing|ed)|With|After|Although|Though|While|When|If|As|Despite|Because|Since|Before|Unless|Given)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|[a-z]{2,}ed|said|told|fell|cut|hit|came|went|began|saw|got|gave|met|sent|shut|struck|says|made|took|left|held|rose|won|lost)\b"
)
"""Words that a clause that tells something nearly always has."""


def clean(text: str) -> str:
    """The text without control, direction and zero-width marks, each run of white space one blank.

    A joiner stays between letters that know no upper case (Persian, Hindi) or symbols (emoji), where it shapes what is
    seen; elsewhere it only hides.
    """
    kept = (char if _is_seen(text, at) else " " if char.isspace() else "" for at, char in enumerate(text))
    return " ".join("".join(kept).split())


def _is_seen(text: str, at: int) -> bool:
    char = text[at]
    if char in JOINERS:
        return 0 < at < len(text) - 1 and all(unicodedata.category(text[i]) in JOINED for i in (at - 1, at + 1))
    return char not in BLANKS and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clip(text: str, width: int) -> str:
    """The cleaned text, cut after a word with '…' where it is longer than `width` code points."""
    text = clean(text)
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    words = cut.rstrip() if text[width - 1].isspace() else cut.rpartition(" ")[0]
    if len(words) < width // 2:  # one long word, or a script that sets no blanks
        words = cut
    return words.rstrip(" ,;:–—-") + "…"


def clip_clause(text: str, width: int) -> str:
    """As `clip`, but cut after a clause where one ends late enough to tell something."""
    text = clean(text)
    if len(text) <= width:
        return text
    comma = max(text.rfind(mark, 0, width - 1) for mark in (", ", "; ", " – ", " — "))
    return text[:comma] + "…" if comma >= width * 2 // 5 else clip(text, width)


def clip_sentence(text: str, width: int) -> int | None:
    """Where a sentence may end before `width`: behind its last whole clause; None where no clause ends late enough.

    Never inside a quotation or a bracket, and never before what limits the clause: 'unless', 'but', 'if'.
    """
    ends = [match.start() for match in _CLAUSE_END.finditer(text, 0, width) if match.start() >= width // 3]
    return next((end for end in reversed(ends) if _is_closed(text[:end]) and tells(text[:end])), None)


def _is_closed(text: str) -> bool:
    pairs = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("``", "''"))
    return text.count('"') % 2 == 0 and all(text.count(first) == text.count(last) for first, last in pairs)


def tells(text: str) -> bool:
    """Whether a verb stands there, outside what is put between commas behind a name."""
    behind = text.partition(", ")[2] if _OPENING.match(text) else text
    return bool(_VERB.search(_BESIDE.sub(" ", behind)))


def isolate(text: str) -> str:
    """The text in a direction isolate where it has letters that run right to left: it turns nothing around it."""
    if any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return f"\u2068{text}\u2069"
    return text


def quote(text: str) -> str:
    """The cleaned text in quotation marks, unless it brings its own."""
    text = clean(text)
    return text if text[:1] in {"“", '"', "„", "«"} and text[-1:] in {"”", '"', "»"} else f"“{text}”"

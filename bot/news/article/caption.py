"""Pictures' captions and credits inside a text, told by their form alone."""

import re
from collections.abc import Iterator

from bot.news.article.article import Span
from bot.news.message import count_words

_LONGEST = 45
"""Words that a paragraph with '(left)' or 'file photo' has at most when it is a caption."""
_SHORT = 15
"""Words before a credit that are a caption when no full stop parts them from it."""

# 'Image: United States Navy.' behind a caption, or alone on its line; '(AP Photo/Kari Lund)'.
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?)] )|(?<=[.!?] \()|(?<= \())"
    r"\(?(?:(?:File )?(?:Image|Photo|Photograph|Picture|Video)s?(?: credit)?|Credit)(?:: ?| by )"
    r"[^.\n]{2,80}\.?\)?[ \t]*$"
    r"|\((?-i:[A-Z][\w ]{1,30}) Photo ?/[^)\n]{2,60}\)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# 'Playstation VR demo Image: Nick Moreau.'
_GLUED = re.compile(
    r"^(?P<caption>[^.!?\n]{2,120}) (?:Image|Photo|Picture|Video)s?: [^.\n]{2,80}\.?[ \t]*$", re.MULTILINE
)
_SIDE = r"(?:far |bottom |top )?(?:left|right)|cent(?:er|re)|(?:second|third) (?:from )?(?:left|right)"
_MARKED = re.compile(
    rf"^(?:File|Archive) (?:photo|image|picture|footage)\b"
    rf"|\((?:pictured |seen )?(?:{_SIDE})\)"
    rf"|[;,] from file(?=[,.;)]|$)|\bin an? (?:undated )?file (?:photo|image|picture)\b"
    rf"|\((?:file|file photo|file image|file picture)\)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"^.+$", re.MULTILINE)
_STOP = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")


def find_captions(text: str, start: int) -> list[Span]:
    """The captions and credits of `text` from `start` on, in order.

    A caption is one where it says so ('(left)', 'from file'), or where it runs into its credit without a full stop;
    one that is a sentence with a full stop tells like the text, and only its credit is taken.
    """
    spans = {(match.start(), match.start() + len(match[0].rstrip())) for match in _CREDIT.finditer(text, start)}
    for match in _GLUED.finditer(text, start):
        if count_words(match["caption"]) <= _SHORT:
            spans.add((match.start(), match.start() + len(match[0].rstrip())))
    return sorted(spans | set(_marked(text, start)))


def _marked(text: str, start: int) -> Iterator[Span]:
    """The first sentences of paragraphs that say themselves that they are captions."""
    for paragraph in _PARAGRAPH.finditer(text, start):
        mark = _MARKED.search(paragraph[0])
        if mark is None:
            continue
        stop = _STOP.search(paragraph[0], mark.end())
        end = stop.end() if stop else len(paragraph[0].rstrip())
        said = paragraph[0] if "(" in mark[0] else paragraph[0][:end]
        first = not any(_parts(paragraph[0], other) for other in _STOP.finditer(paragraph[0], 0, mark.start()))
        if first and count_words(said) <= _LONGEST:
            yield paragraph.start(), paragraph.start() + end


def _parts(paragraph: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: a longer word in small letters stands before it."""
    return re.search(r"[a-z]{4}[\"'”’)]*$", paragraph[: stop.start()]) is not None

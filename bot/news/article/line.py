"""Lines of a text as a reader sees them, with the way back to offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.news.message import INVISIBLE

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty: `seen` is what shows of its beginning, `at[i]` the offset of seen[i] in the text."""

    start: int
    end: int
    seen: str
    at: Sequence[int]
    after_gap: bool
    """Whether an empty line, or the text's beginning, stands before it."""
    long: bool
    """Whether it goes on beyond `seen`."""

    def offset(self, place: int) -> int:
        """Where in the text the place in `seen` is; its length is the line's end as far as it shows."""
        return self.at[place] if place < len(self.at) else self.at[-1] + 1


def read_lines(text: str, most: int, *, width: int = 600) -> list[Line]:
    """The first `most` lines of `text` that show anything, white space at their ends left out."""
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        shown = _shown(text, match.start(), min(match.end(), match.start() + width))
        if not shown:
            continue
        first, final = shown[0], shown[-1]
        breaks = text[last:first].replace("\r\n", "\n")
        gap = not lines or sum(breaks.count(sign) for sign in "\n\r\u2028\u2029") > 1
        seen = _SPACE.sub(" ", "".join([text[place] for place in shown]))
        lines.append(Line(first, final + 1, seen, shown, gap, match.end() > match.start() + width))
        last = match.end()
        if len(lines) == most:
            break
    return lines


def _shown(text: str, start: int, end: int) -> Sequence[int]:
    """Offsets of the characters that show, without white space before the first and behind the last."""
    while start < end and (text[start].isspace() or INVISIBLE.match(text[start])):
        start += 1
    while start < end and (text[end - 1].isspace() or INVISIBLE.match(text[end - 1])):
        end -= 1
    if INVISIBLE.search(text, start, end) is None:
        return range(start, end)
    return [place for place in range(start, end) if not INVISIBLE.match(text[place])]

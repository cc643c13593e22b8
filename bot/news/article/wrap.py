"""Text that was set in lines of one width, as mails and old wire copy are: its lines become paragraphs again."""

import re
from collections.abc import Sequence

from bot.news.article.article import Span

_LEAST = 3
"""Breaks that must look set by a width before any is taken for one."""
_WIDTHS = range(45, 101)
"""Characters of the longest line: narrower are lists and verse, wider no program sets."""
_BREAK = re.compile(r"(?<=[^\n])\n(?=([^\s]+))")
_ITEM = re.compile(r"[-–—•*·>|]|\d{1,2}[.)]")


def unwrap(text: str, aside: Sequence[Span]) -> str:
    """`text` with a space for each line break that only a line's width set; offsets stay.

    Such a break stands where the next line's first word had no room left. Where one break in ten is of another kind the
    text is left as it is, and so are breaks at an `aside` and before an item of a list.
    """
    breaks = [match for match in _BREAK.finditer(text) if not _ITEM.match(match[1])]
    starts = {match.start(): text.rfind("\n", 0, match.start()) + 1 for match in breaks}
    width = max((len(text[start:end].rstrip()) for end, start in starts.items()), default=0)
    if width not in _WIDTHS:
        return text
    full = [one for one in breaks if len(text[starts[one.start()] : one.start()].rstrip()) + 1 + len(one[1]) > width]
    if len(full) < _LEAST or len(full) * 10 < len(breaks) * 9:
        return text
    edges = {edge for span in aside for edge in span}
    signs = list(text)
    for one in full:
        if one.start() not in edges and one.end() not in edges:
            signs[one.start()] = " "
    return "".join(signs)

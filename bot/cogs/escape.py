"""Text of articles and people made safe for Discord's markdown, and cut to its limits.

Lengths are counted in UTF-16 units, as Discord's client does: never fewer than code points, so that a limit holds
under either count.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from bot.news.reply.text import clean, isolate

# What Discord's markdown reads inside a line: emphasis, code, spoilers, links, and `<` of mentions, emoji, timestamps.
INLINE = re.compile(r"([\\*_~`|\[\]<])")
# What it reads at the start of a line: headings, quotes, lists, small print.
LEADING = re.compile(r"^([#>+-]|\d+(?=[.)]))")
MENTION = re.compile(r"@(?=everyone|here)")
ADDRESS = re.compile(r"(https?|discord|steam):(?=//)", re.IGNORECASE)
LONGEST_URL = 2048


def escape(text: str) -> str:
    """One line of clean text that Discord shows as it stands: no formatting, no link, no mention."""
    marked = INLINE.sub(r"\\\1", text)
    marked = ADDRESS.sub(r"\1\\:", marked)
    marked = MENTION.sub("@\u200b", marked)
    return LEADING.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", marked)


def size(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def shown(text: str, limit: int) -> str:
    """Any text, cleaned, escaped, isolated where it runs right to left, and cut to fit into `limit`."""
    return _fit(clean(text), limit, lambda part: isolate(escape(part)))


def bare(text: str, limit: int) -> str:
    """The same for places where Discord reads no markdown: footers, labels."""
    return _fit(clean(text), limit, isolate)


def link(url: str | None) -> str | None:
    """The address as an embed's title may carry it; None where Discord would refuse it."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    safe = quote(clean(url or ""), safe="%/:?#[]@!$&'()*+,;=-._~")
    fits = safe.startswith(("http://", "https://")) and "." in host and len(safe) <= LONGEST_URL
    return safe if fits else None


def _fit(text: str, limit: int, make: Callable[[str], str]) -> str:
    """The longest beginning of the text that `make` brings under the limit, with an ellipsis where it was cut."""
    whole = make(text)
    if size(whole) <= limit:
        return whole
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if size(make(f"{text[:middle]}…")) <= limit:
            low = middle
        else:
            high = middle - 1
    return make(f"{_to_a_word(text[:low])}…")


def _to_a_word(text: str) -> str:
    """Cut at the last blank, if one is near the end."""
    head, _, tail = text.rpartition(" ")
    return (head if len(tail) < len(head) else text).rstrip(" ,;:–—-")

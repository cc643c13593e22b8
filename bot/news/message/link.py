"""The links of a message."""

import re
from urllib.parse import urlsplit

from bot.news.message.canonical import canonical, lead_to
from bot.news.message.invisible import visible_link
from bot.news.message.table import read_table

# <angle>, the target of [markdown](…), or bare up to white space. 'www.' without a scheme is often typed by hand.
LINK = re.compile(
    r"<(?P<angle>https?://[^\s<>]+)>"
    r"|\]\(\s*<?(?P<markdown>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+\"[^\"\n]*\")?\s*\)"
    r"|(?P<bare>(?:https?://|(?<![\w@./-])www\.(?=[\w-]+\.))(?:(?!\]\()[^\s<>])+)",
    re.IGNORECASE,
)
# What ends the sentence or the markdown around a link, not the link.
_TAIL = ".,;:!?'\"‘’“”«»‹›…*_~|`]}>。，、；：！？）】」』》،؛؟"


def find_links(text: str) -> tuple[str, ...]:
    """The links of `text` that may lead to an article, in their order, each article's once, as they can be fetched.

    Redirectors and AMP caches are left behind; shorteners say only to who asks them where they lead.
    """
    found: dict[str, str] = {}
    for match in LINK.finditer(text):
        link = _address(match)
        if link is not None and not _holds_no_article(link):
            found.setdefault(canonical(link), link)
    return tuple(found.values())


def _address(match: re.Match[str]) -> str | None:
    whole = match["angle"] or match["markdown"] or _untailed(match["bare"])
    link = visible_link(whole)
    if not link.lower().startswith("http"):
        link = f"https://{link}"
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return None
    link = lead_to(link)
    return link if "." in host.strip(".") or ":" in host or host == "localhost" else None


def _untailed(link: str) -> str:
    """A bare link without the punctuation behind it; a closing bracket belongs to it when it was opened inside."""
    link = visible_link(link)
    while True:
        shorter = link.rstrip(_TAIL)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == link:
            return link
        link = shorter


def _holds_no_article(link: str) -> bool:
    parts = urlsplit(canonical(link))
    host = f".{parts.hostname or ''}"
    if any(host.endswith(f".{name}") for (name,) in read_table(__package__, "no_articles.txt")):
        return True
    extension = parts.path.rpartition(".")[2].lower()
    return any(extension == name for (name,) in read_table(__package__, "media.txt"))

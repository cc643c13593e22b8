"""What a page is, where it is no plain article: live page, gallery, video, sound, a list of articles."""

from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.news.article.metadata import Node
from bot.news.message import count_words, read_table

Genre = Literal["live", "gallery", "video", "sound", "list"]

SAYS: dict[Genre, str] = {
    "live": "A live page: read as it stood at that moment, it goes on being changed.",
    "gallery": "A picture gallery: only the words beside the pictures were read.",
    "video": "A video page: only the words beside the video were read.",
    "sound": "An audio page: only the words beside the recording were read.",
    "list": "A page that lists several articles: facts of different stories may stand together.",
}
EMPTY: dict[Genre, str] = {
    "live": "The live page shows its entries only to a browser that runs scripts. Paste the text instead.",
    "gallery": "The link leads to a picture gallery without a text to read.",
    "video": "The link leads to a video; there is no text to read.",
    "sound": "The link leads to a recording; there is no text to read.",
    "list": "The link leads to a list of articles, not to an article.",
}
_BESIDE_TEXT: tuple[Genre, ...] = ("gallery", "video", "sound")
_BESIDE = 200
"""Words up to which the text of a page with an article's type stands beside a video, and is not an article with one."""


def find_genre(tree: HtmlElement, nodes: list[Node], *, url: str | None, text: str) -> Genre | None:
    """What the page is; None for an article. `nodes` are its JSON-LD, `text` its main text.

    A live page is told by its type or its address, the others too; but what calls itself an article and holds a text
    of some length is one, whatever it shows beside it or wherever it is filed. A short article may hold a film: only
    its address, or what it says of itself as a whole, makes a video page of it.
    """
    types = {name for node in nodes for name in _types(node)}
    og = " ".join(tree.xpath("//meta[@property='og:type' or @name='og:type']/@content")).strip().lower()
    found = _find_evidence(types, og, url)
    if "live" in found:
        return "live"
    is_article = "article" in found or og == "article"
    if is_article and count_words(text) >= _BESIDE:
        return None
    for genre in _BESIDE_TEXT:
        if found.get(genre, set()) - ({"type"} if is_article else set()):
            return genre
    return "list" if not is_article and ("list" in found or _is_front(types, og, url)) else None


def _find_evidence(types: set[str], og: str, url: str | None) -> dict[str, set[str]]:
    """For each genre of the table where it shows: in a type, in Open Graph, in the address."""
    parts = set(_path(url).lower().split("/"))
    found: dict[str, set[str]] = {}
    for genre, where, word in read_table(__package__, "genres.txt"):
        if word in {"type": types, "path": parts}.get(where, ()) or (where == "og" and og.startswith(word)):
            found.setdefault(genre, set()).add(where)
    return found


def _is_front(types: set[str], og: str, url: str | None) -> bool:
    """Whether the page is a site's front page and says so."""
    return bool(url) and _path(url) in {"", "/"} and ("website" in types or og == "website")


def _types(node: Node) -> list[str]:
    named = node.get("@type")
    names = named if isinstance(named, list) else [named]
    return [name.rpartition("/")[2].lower() for name in names if isinstance(name, str)]


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""

"""Pages that stand in front of an article: a notice about cookies, a login, a question whether a person reads."""

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.news.message import canonical, count_words, read_table, visible

Wall = Literal["consent", "login", "person", "script", "paid"]

SAYS: dict[Wall, str] = {
    "consent": "The site asks for consent to cookies before it shows the article. Paste the text instead.",
    "login": "The site shows the article only after a login. Paste the text instead.",
    "person": "The site asks whether a person reads before it shows the article. Paste the text instead.",
    "script": "The page shows its text only to a browser that runs scripts. Paste the text instead.",
    "paid": "The site shows the article only to subscribers. Paste the text instead.",
}
_NOTICE = 500
"""Words of the longest notices about cookies; the texts of the IAB have some 300."""
_ASIDE = 40
"""Words in a row that name nothing of a notice's matter: at most 13 in our notices, 53 in a report about cookies."""
_QUESTION = 80
"""Words of a page that asks for a person or a browser with scripts."""
_FORM = 40
"""Words beside a login; the shortest news in brief has more, and many outlets have a login form on every page."""
_INVITED = 300
"""Words up to which an invitation to subscribe may stand behind the beginning of an article."""
_SENTENCE = re.compile(r"(?<![.!?。])[.!?。]++(?=\s|$)|\n++")


def find_wall(text: str, tree: HtmlElement, *, url: str | None, asked: str | None) -> Wall | None:
    """What stands between a reader and the article; None where `text`, the page's main text, is an article's.

    `asked` is the link, `url` where it ended. A word in a long text is no wall: each is told by how little stands
    beside it.
    """
    words = count_words(text)
    by_address = _read_address(url) if url and asked and canonical(url) != canonical(asked) else None
    if by_address and words < _NOTICE:
        return by_address
    if words < _NOTICE and _is_notice(text.lower()):
        return "consent"
    return _find_form(text.lower(), tree) if words < _QUESTION else None


def find_empty_wall(tree: HtmlElement, *, url: str | None, asked: str | None) -> Wall | None:
    """The same for a page that holds no main text at all: there, all that it shows is looked at."""
    shown = visible(" ".join(tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]")))[:20_000]
    found = find_wall(shown, tree, url=url, asked=asked)
    return found or (_find_form(shown.lower(), tree, most=_NOTICE) if count_words(shown) < _NOTICE else None)


def invites(text: str) -> bool:
    """Whether a short text ends by inviting to read on, or in an ellipsis: it may be only a beginning."""
    if count_words(text) >= _INVITED:
        return False
    end = visible(text).rstrip().lower()
    last = "\n".join(end.split("\n")[-3:])[-400:]
    return end.endswith(("…", "...", "[…]", "[...]")) or any(phrase in last for phrase in _phrases("more"))


def _read_address(url: str) -> Wall | None:
    """What the address says that a link ended at."""
    parts = urlsplit(url)
    label = (parts.hostname or "").removeprefix("www.").partition(".")[0]
    last = parts.path.rstrip("/").rpartition("/")[2].lower()
    for wall, where, word in _rows():
        if word == {"host": label, "path": last}.get(where):
            return wall
    return None


def _is_notice(text: str) -> bool:
    """Whether a text speaks of nothing but cookies: three of the phrases, and never long without one."""
    phrases = _phrases("consent")
    if sum(phrase in text for phrase in phrases) < 3:
        return False
    run = 0
    for sentence in _SENTENCE.split(text):
        run = 0 if any(phrase in sentence for phrase in phrases) else run + count_words(sentence)
        if run >= _ASIDE:
            return False
    return True


def _find_form(text: str, tree: HtmlElement, *, most: int = _FORM) -> Wall | None:
    """A question for a person or for scripts, or a login with fewer than `most` words beside it."""
    if any(phrase in text for phrase in _phrases("person")):
        return "person"
    if any(phrase in text for phrase in _phrases("script")):
        return "script"
    if count_words(text) >= most:
        return None
    if tree.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"):
        return "login"
    return "login" if sum(phrase in text for phrase in _phrases("login")) >= 3 else None


@cache
def _rows() -> tuple[tuple[Wall, str, str], ...]:
    return tuple((wall, where, word) for wall, where, word in read_table(__package__, "walls.txt"))  # type: ignore[misc]


@cache
def _phrases(wall: str) -> tuple[str, ...]:
    return tuple(word for kind, where, word in _rows() if (kind, where) == (wall, "phrase"))

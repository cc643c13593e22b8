"""What an HTML page holds: the main text, the title, the day, and what its metadata says."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from bot.errors import Empty, Forbidden
from bot.news.article.genre import EMPTY, Genre, find_genre
from bot.news.article.metadata import (
    Node,
    clean,
    find_author,
    find_own_link,
    find_publisher,
    find_stamps,
    is_free,
    read_json_ld,
)
from bot.news.article.moment import Moment, read_stamp
from bot.news.article.published import Found, find_url_day
from bot.news.article.wall import SAYS, find_empty_wall, find_wall
from bot.news.message import count_words, read_table, visible

# What lxml takes in no text; and tags longer than any author writes: pictures inlined as data, or thousands of
# attributes, which libxml2 compares each with each (400,000 of them took it more than ten minutes).
_UNPARSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|<[a-zA-Z][^<>]{50000,}>?")
_LEAST_WORDS = 8
"""What has fewer is a button and a label, such as a consent wall's, not an article."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: `text` is the main text as trafilatura gives it."""

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    url: str | None
    found: tuple[Found, ...]
    free: bool
    """False where the page itself says that it is not free to read."""
    genre: Genre | None = None
    """What it is, where it is no plain article."""


def read_page(html: str, *, name: str, url: str | None, asked: str | None, today: date) -> Page:
    """The page in `html`; `asked` is the link that was followed, `url` where it ended, `name` how faults call the page.

    Raises Empty when it holds no article text, Forbidden when something stands in front of it.
    """
    tree = load_html(_whole(_UNPARSED.sub(" ", html)))
    if tree is None:
        raise Empty(f"{name} holds no article text.")
    nodes = read_json_ld(tree)
    stamps = [moment for stamp in find_stamps(tree, nodes) if (moment := read_stamp(stamp))]
    # max_date: left out, htmldate would ask the clock.
    dates = {"original_date": True, "max_date": datetime.combine(today, time.max), "extensive_search": True}
    document = bare_extraction(
        tree, url=url, fast=True, include_comments=False, with_metadata=True, date_extraction_params=dates
    )
    if not isinstance(document, Document) or count_words(visible(document.text or "")) < _LEAST_WORDS:
        raise _judge_empty(html, nodes, name=name, url=url, asked=asked)
    text = str(document.text).strip()
    wall = find_wall(text, tree, url=url, asked=asked)
    if wall:
        raise Forbidden(SAYS[wall])
    return Page(
        text=text,
        title=clean(document.title),
        author=find_author(tree, nodes, document.author),
        publisher=find_publisher(tree, nodes),
        url=find_own_link(tree, url),
        found=_found(document.date, stamps, url, html),
        free=is_free(tree, nodes),
        genre=find_genre(tree, nodes, url=url, text=text),
    )


def _judge_empty(html: str, nodes: list[Node], *, name: str, url: str | None, asked: str | None) -> Empty | Forbidden:
    """Why a page holds no article text, as far as it shows. The tree is made anew: extraction has pruned it."""
    tree = load_html(_whole(_UNPARSED.sub(" ", html)))
    if not is_free(tree, nodes):
        return Forbidden(SAYS["paid"])
    wall = find_empty_wall(tree, url=url, asked=asked)
    if wall:
        return Forbidden(SAYS[wall])
    genre = find_genre(tree, nodes, url=url, text="")
    return Empty(EMPTY[genre] if genre else f"{name} holds no article text. Paste the text instead.")


def _whole(html: str) -> str:
    """A page around what is only a piece of one; trafilatura takes no fragments."""
    return (
        html if re.search(r"<(?:html|body)\b", html, re.IGNORECASE) else f"<html><body><div>{html}</div></body></html>"
    )


def host_name(url: str | None) -> str | None:
    """What the host of `url` is called."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    for at, called in read_table(__package__, "outlets.txt"):
        if f".{host}".endswith(f".{at}"):
            return called
    return host.removeprefix("www.") or None


def _found(day: str | None, stamps: list[Moment], url: str | None, html: str) -> tuple[Found, ...]:
    """The page's day, best first: the stamp of the day that htmldate finds, the address, what htmldate finds alone."""
    found = []
    dated = read_stamp(day) if day else None
    same = [stamp for stamp in stamps if dated is None or stamp.day == dated.day]
    if same:
        found.append(Found(max(same, key=_fullness), "metadata"))
    in_url = find_url_day(url)
    if in_url:
        found.append(Found(in_url, "url"))
    if dated and not same and not _is_bare_year(dated.day, html):
        found.append(Found(dated, "text"))
    return tuple(found)


def _fullness(moment: Moment) -> int:
    return (moment.clock is not None) + (moment.offset is not None)


def _is_bare_year(day: date, html: str) -> bool:
    """Whether a 1 January only stands for the year of a copyright line: the page never writes that day."""
    if (day.month, day.day) != (1, 1):
        return False
    numbers = rf"{day.year}[-/.]?01[-/.]?01|\b0?1[/.]0?1[/.]{day.year}"
    return not re.search(rf"Jan(?:uary|\.)?\s+0?1\b|\b0?1(?:st)?\s+Jan|{numbers}", html)

"""What a page says of itself, apart from its text: JSON-LD, <meta>, <link>."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from courlan import extract_domain
from lxml.html import HtmlElement

from bot.news.message import canonical, read_table, visible

Node = dict[str, Any]
_LARGEST_JSON = 1_000_000
_AUTHOR_NAMES = frozenset({"author", "article:author", "byl", "parsely-author", "sailthru.author"})


def read_json_ld(tree: HtmlElement) -> list[Node]:
    """Every object of the page's JSON-LD, nested ones too, in reading order."""
    nodes = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        content = script.text or ""
        if len(content) > _LARGEST_JSON:
            continue
        try:
            waiting = [json.loads(content, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                nodes.append(node)
            children = node.values() if isinstance(node, dict) else node
            waiting.extend(child for child in reversed(list(children)) if isinstance(child, dict | list))
    return nodes


def find_stamps(tree: HtmlElement, nodes: list[Node]) -> Iterator[str]:
    """The page's stamps of publication, the surest first."""
    for node in nodes:
        if isinstance(stamp := node.get("datePublished"), str):
            yield stamp
    names = {row[0] for row in read_table(__package__, "stamps.txt")}
    for meta in tree.xpath("//meta[@content]"):
        if any((meta.get(key) or "").lower() in names for key in ("property", "name", "itemprop")):
            yield str(meta.get("content"))
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or "".join(element.itertext())[:80]
    for element in tree.xpath("//time[@datetime]"):
        yield str(element.get("datetime"))


def find_author(tree: HtmlElement, nodes: list[Node], extracted: str | None) -> str | None:
    """The author, only where the metadata and a byline that the page shows agree.

    `extracted` is trafilatura's: it chooses among several, but alone it names one on 190 of 309 pages that have none.
    """
    shown = _shown_bylines(tree)
    names = (re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in _structured_authors(tree, nodes))
    agreed = [name for name in dict.fromkeys(names) if name.lower() in shown]
    likely = [name for name in agreed if extracted and any(part in extracted for part in name.split())]
    return clean(" and ".join((likely or agreed)[:3]))


def find_publisher(tree: HtmlElement, nodes: list[Node]) -> str | None:
    """The outlet's name as the page gives it."""
    for content in tree.xpath("//meta[@property='og:site_name' or @name='og:site_name']/@content"):
        if name := clean(content):
            return name
    for node in nodes:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return clean(publisher["name"])
    return None


def find_own_link(tree: HtmlElement, url: str | None) -> str | None:
    """The address that the page calls its own, if under the same registrable domain; else where it was fetched."""
    for link in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        own = _own_link(str(link).strip(), url)
        if own:
            return own
    return url


def is_free(tree: HtmlElement, nodes: list[Node]) -> bool:
    """False where the page itself says that it is not free to read: to search engines, or to social networks."""
    tiers = tree.xpath("//meta[@property='article:content_tier' or @name='article:content_tier']/@content")
    locked = any(str(tier).strip().lower() == "locked" for tier in tiers)
    return not locked and not any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes)


def clean(text: str | None) -> str | None:
    """`text` on one line and without invisible characters; None when nothing is left."""
    return " ".join(visible(text or "").split()) or None


def _own_link(link: str, url: str | None) -> str | None:
    try:
        own = urljoin(url or "", link)
        parts, there = urlsplit(own), urlsplit(url or own)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    # A template that calls every page the front page is met often.
    is_front = not parts.path.strip("/") and bool(there.path.strip("/"))
    return own if not is_front and _domain(own) == _domain(url or own) else None


def _domain(url: str) -> str:
    """The registrable domain; for addresses under no public suffix (an intranet, an IP) the host and port."""
    return extract_domain(url) or urlsplit(canonical(url)).netloc


def _structured_authors(tree: HtmlElement, nodes: list[Node]) -> list[str]:
    authors = [author for node in nodes for author in _listed(node.get("author"))]
    names = [author.get("name") if isinstance(author, dict) else author for author in authors]
    metas = [meta for meta in tree.xpath("//meta[@content]") if _meta_name(meta) in _AUTHOR_NAMES]
    names += [meta.get("content") for meta in metas]
    return [name.strip() for name in names if isinstance(name, str) and name.strip() and "://" not in name]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _meta_name(meta: HtmlElement) -> str:
    return str(meta.get("name") or meta.get("property") or "").lower()


def _shown_bylines(tree: HtmlElement) -> str:
    """What stands in the page's elements for authors, lower case."""
    elements = tree.xpath(
        "//*[@rel='author' or @itemprop='author'"
        " or contains(translate(@class, 'BYLINE', 'byline'), 'byline')"
        " or contains(translate(@class, 'AUTHOR', 'author'), 'author')]"
    )
    shown = " ".join(" ".join(element.itertext())[:300] for element in elements[:20])
    return " ".join(shown.split()).lower()

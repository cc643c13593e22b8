"""Links as they are typed, redirected to and hidden in pages, each checked before it is asked."""

import re

from lxml import etree
from yarl import URL

from bot.errors import Refused
from bot.ports import Page

_HEAD = 32 * 1024
"""Bytes of a page in which a refresh is looked for: pages that only send readers on are short."""
_SOON = 5
"""Seconds. A refresh after longer is a page that reloads itself, not one that sends its readers on."""
_REFRESH = re.compile(r"""\s*(\d+)[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
"""`content` of a meta refresh, `0; url='…'`, with the liberties that the HTML standard grants."""


def read_link(text: str) -> URL:
    """The address of a link, without its fragment; raises Refused for what is not http, https, or holds a password."""
    try:
        link = URL(text.strip())
    except ValueError as fault:
        raise Refused("That is not a web address that can be opened.") from fault
    return _checked(link)


def follow(base: URL, target: str) -> URL:
    """Where a redirect leads; raises Refused like `read_link`."""
    try:
        link = base.join(URL(target.strip()))
    except ValueError as fault:
        raise Refused("The site redirects to something that is not a web address.") from fault
    return _checked(link)


def _checked(link: URL) -> URL:
    if link.scheme not in {"http", "https"} or not link.host:
        raise Refused("Only http and https links are opened.")
    if link.user is not None or link.password is not None:
        raise Refused("A link that holds a user name or a password is not opened.")
    return link.with_fragment(None)


def refresh_of(page: Page) -> URL | None:
    """Where the page's meta refresh sends its readers within seconds; None where there is none that can be followed."""
    for content in _refreshes(page.body[:_HEAD]):
        found = _REFRESH.match(content)
        if found and int(found[1][:4]) <= _SOON:
            try:
                return follow(URL(page.url), found[2])
            except Refused:
                return None
    return None


def _refreshes(head: bytes) -> list[str]:
    if b"refresh" not in head.lower():
        return []
    try:
        tree = etree.fromstring(head, etree.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    metas = [] if tree is None else tree.iter("meta")
    return [meta.get("content", "") for meta in metas if meta.get("http-equiv", "").lower() == "refresh"]

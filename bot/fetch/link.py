"""Links as they are typed, redirected to and hidden in pages, each checked before it is asked."""

import re
from ipaddress import IPv4Address

from lxml import etree
from yarl import URL

from bot.errors import Refused
from bot.ports import Page

_HEAD = 32 * 1024
"""Bytes of a page in which a refresh is looked for: pages that only send readers on are short."""
_SOON = 5
"""Seconds. A refresh after longer is a page that reloads itself, not one that sends its readers on."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
"""The last label of an IPv4 in one of the many spellings that some systems read: 2130706433, 0x7f.1, 0177.0.0.1."""
_REFRESH = re.compile(r"""\s*+(\d++)[\d.]*+(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?["']?([^"']+)""", re.IGNORECASE)
"""`content` of a meta refresh, `0; url='…'`, with the liberties that the HTML standard grants."""


def read_link(text: str) -> URL:
    """The address of a link, without its fragment; raises Refused for what is not http, https, or holds a password."""
    try:
        link = _parsed(text)
        return _checked(link)
    except ValueError as fault:
        raise Refused("That is not a web address that can be opened.") from fault


def follow(base: URL, target: str) -> URL:
    """Where a redirect leads; raises Refused like `read_link`.

    A secure page is left for no insecure one: such a target is asked for securely, as browsers' https-first mode does.
    """
    try:
        link = _checked(base.join(_parsed(target)))
    except ValueError as fault:
        raise Refused("The site redirects to something that is not a web address.") from fault
    return (
        link.with_port(None).with_scheme("https")
        if (base.scheme, link.scheme, link.port) == ("https", "http", 80)
        else link
    )


def _parsed(text: str) -> URL:
    """The text as an address. Parsers drop line breaks and tabs, and so would read another host than people see."""
    text = text.strip()
    if _CONTROL.search(text):
        raise ValueError("a control character")
    return URL(text)


def _checked(link: URL) -> URL:
    """The address without its fragment; raises Refused, or ValueError for a host that cannot be."""
    if link.scheme not in {"http", "https"} or not link.host:
        raise Refused("Only http and https links are opened.")
    if link.user is not None or link.password is not None:
        raise Refused("A link that holds a user name or a password is not opened.")
    if not _is_host(link.raw_host or ""):
        raise ValueError("no host can have this name")
    return link.with_fragment(None)


def _is_host(host: str) -> bool:
    """Whether `host` is an address or a name of DNS; what ends in a number is an IPv4 and is written as all are."""
    if ":" in host:
        return True
    name = host.removesuffix(".")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _is_ipv4(name)
    return len(name) <= 253 and all(_LABEL.fullmatch(label) for label in name.split("."))


def _is_ipv4(name: str) -> bool:
    try:
        IPv4Address(name)
    except ValueError:
        return False
    return True


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

"""The key of a link: two links with one key lead to one article."""

import re
from functools import cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit, urlunsplit

import idna
from courlan import clean_url

from bot.news.message.invisible import visible_link
from bot.news.message.table import read_table

# What a phone, a text browser or Google's cache puts before the host of the same page.
_FOLDED = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"/amp(?=/)|(?:/amp|\.amp(?=\.html?$)|\.amp)/?$|(?:(?<=[^/])|(?<=\A/))/++$", re.IGNORECASE)
_AMP_CACHE = re.compile(r"^/(?:amp/)?(?:[cvi]/)?(?:(s)/)?([^/]+\.[^/]+(?:/.*)?)$")
# A redirector inside a redirector is shorter each time; the limit is for an address nobody thought of.
_HOPS = 100


def canonical(url: str) -> str:
    """The link without what does not say which article it is: trackers, fragment, AMP, redirectors, www and m.

    The result is a key, not an address to fetch (some hosts answer only with their www). What is no http link comes
    back trimmed. canonical(canonical(url)) == canonical(url).
    """
    key = visible_link(url).strip()
    for _ in range(_HOPS):
        folded = _fold(key).strip()
        if folded == key:
            break
        key = folded
    return key


def lead_to(url: str) -> str:
    """Where a link leads past redirectors and AMP caches, as it can be fetched; other links as they are.

    What stands in front only counts readers, asks whether they want to leave, or shows a page of its own.
    """
    link = visible_link(url).strip()
    for _ in range(_HOPS):
        parts = _split(link)
        target = _target(parts) if parts else None
        if target is None:
            break
        link = target
    return link


def _fold(url: str) -> str:
    parts = _split(url)
    if parts is None:
        return url
    target = _target(parts)
    if target is not None:
        return target
    # Only the address before the query goes through courlan: it takes parameters by pattern and would drop ?gallery=7,
    # ?eid=42 and a bare ?48213, and so make one article of two.
    cleaned = clean_url(urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")))
    address = _split(cleaned or "")
    if address is None:
        return url
    host = _host(address.netloc)
    return urlunsplit(("https", host, _path(address.path), _query(parts.query, host), ""))


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # brackets or a port that cannot be
        return None
    return parts if usable else None


def _host(host: str) -> str:
    host = _ascii(host.lower().rstrip("."))
    while (folded := _FOLDED.sub("", host)) != host:
        host = folded
    return re.sub(r":(?:80|443)?$", "", host)


def _ascii(host: str) -> str:
    """The host as DNS writes it, and as a fetched page's address has it: ü.example is xn--tda.example."""
    if host.isascii():
        return host
    name, colon, port = host.partition(":")
    try:
        return idna.encode(name, uts46=True).decode("ascii") + colon + port
    except UnicodeError:
        return host


def _path(path: str) -> str:
    path = re.sub(r"%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), path)
    while (folded := _AMP_PATH.sub("", path)) != path:
        path = folded
    return path or "/"


def _query(query: str, host: str) -> str:
    """The parameters that are no trackers, sorted: the same ones in another order are the same."""
    kept = [pair for pair in query.split("&") if pair and not _is_tracker(pair, host)]
    return quote("&".join(sorted(kept)), safe="%=&/:;,+!*'()@?$-._~[]|")


def _is_tracker(pair: str, host: str) -> bool:
    pair = unquote(pair).lower()
    name = pair.partition("=")[0]
    whole, beginnings, at_hosts = load_trackers()
    if name in whole or pair in whole or name.startswith(beginnings):
        return True
    return any(name == tracker and f".{host}".endswith(f".{at}") for tracker, at in at_hosts)


@cache
def load_trackers() -> tuple[frozenset[str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Names of parameters that say nothing of the article: whole, beginnings, and those of one host."""
    rows = read_table(__package__, "trackers.txt")
    names = [row[0] for row in rows if len(row) == 1]
    return (
        frozenset(name for name in names if not name.endswith("*")),
        tuple(name[:-1] for name in names if name.endswith("*")),
        tuple((row[0], row[1]) for row in rows if len(row) == 2),
    )


def _target(parts: SplitResult) -> str | None:
    """Where a redirector or an AMP cache leads to."""
    host = (parts.hostname or "").removeprefix("www.")
    if _is_amp_cache(host, parts.path):
        found = _AMP_CACHE.match(parts.path)
        if found:
            query = f"?{parts.query}" if parts.query else ""
            return f"http{found[1] or ''}://{found[2]}{query}"
    for at, path, parameter in read_table(__package__, "redirectors.txt"):
        if (host == at or (at[0] == "." and host.endswith(at))) and parts.path.startswith(path):
            target = dict(parse_qsl(parts.query)).get(parameter, "")
            if _split(target) is not None:
                return visible_link(target).strip()
    return None


def _is_amp_cache(host: str, path: str) -> bool:
    if host == "cdn.ampproject.org" or host.endswith((".cdn.ampproject.org", ".bing-amp.com")):
        return True
    return (host == "bing.com" or re.fullmatch(r"google\.(?:com?\.)?[a-z]{2,3}", host) is not None) and path.startswith(
        "/amp/"
    )

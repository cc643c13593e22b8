"""Who may use the page: the person at this machine, not a foreign site in their browser."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def check_request(request: web.Request, *, name: str) -> None:
    """Raises HTTPForbidden unless the request is the person's own; `name` is the host name that the page was given."""
    host = request.headers.get("Host", "")
    if not is_own_host(host, name=name):
        raise web.HTTPForbidden(text="This page answers only under its own address, such as http://127.0.0.1:8080.")
    if request.method not in {"GET", "HEAD"} and not _is_own_origin(request, host):
        raise web.HTTPForbidden(text="This form was sent by another site, so nothing was read.")


def is_own_host(host: str, *, name: str) -> bool:
    """Whether a Host header names this page: an address, localhost, or the name that it was given.

    A name that is pointed at this machine later (DNS rebinding) is none of these; a bare address cannot be pointed.
    """
    try:
        hostname = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if hostname in {"localhost", name.casefold()}:
        return True
    try:
        ip_address(hostname)
    except ValueError:
        return False
    return True


def _is_own_origin(request: web.Request, host: str) -> bool:
    """Browsers send Origin with every form; what sends neither Origin nor Sec-Fetch-Site is no browser."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    return request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}

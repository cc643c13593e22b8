"""What a failed fetch is called in front of people."""

import socket
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientOSError,
    ClientPayloadError,
    ClientSSLError,
    InvalidURL,
    NonHttpUrlClientError,
    ServerDisconnectedError,
)

from bot.errors import FetchFailed, Forbidden, NoAnswer, NoSite, NotFound, Refused, ServerFault, Unsafe
from bot.fetch.door import BarredPortError, UnsafeAddressError

_GONE = frozenset({404, 410})
_BUSY = frozenset({408, 425, 429})
"""Those of the refusals that hold for now only."""
_FAULTS: tuple[tuple[tuple[type[Exception], ...], type[FetchFailed], str], ...] = (
    ((UnsafeAddressError,), Unsafe, "That address leads to a private network; it is not opened."),
    ((BarredPortError,), Refused, "Only links to the usual web ports (80 and 443) are opened."),
    (
        (ClientConnectorCertificateError, ClientSSLError),
        Refused,
        "No secure connection to {host} can be made. Paste the text instead.",
    ),
    ((ServerDisconnectedError, ClientOSError), NoAnswer, "No answer from {host}."),
    (
        (ClientPayloadError, ConnectionError),
        NoAnswer,
        "The answer from {host} broke off. Try again later.",
    ),
    ((InvalidURL, NonHttpUrlClientError, UnicodeError), Refused, "That is not a web address that can be opened."),
)
"""The first row that fits decides: some of aiohttp's errors are kinds of others."""


def judge_status(status: int, headers: Mapping[str, str]) -> FetchFailed:
    """The fault that an answer's status stands for, when it brings no page."""
    if status in _GONE:
        return NotFound(f"Page not found ({status}).")
    if 400 <= status < 500 and status not in _BUSY:
        return Forbidden(f"The site refused access ({status}). Paste the text instead.")
    if status == 206:
        return ServerFault("The site sent only a part of the page (206). Try again later.")
    wait = _wait(headers)
    return ServerFault(f"The site answered with an error ({status}) instead of the page. {_when(wait)}", wait=wait)


def judge_fault(fault: Exception, host: str) -> FetchFailed:
    """The fault for what went wrong on the way to `host` or while it answered."""
    if isinstance(fault, ClientConnectorDNSError) and not isinstance(fault.os_error, UnsafeAddressError):
        return _judge_name(fault.os_error, host)
    cause = fault.os_error if isinstance(fault, ClientConnectorError) else fault
    for kinds, made, says in _FAULTS:
        if isinstance(cause, kinds) or isinstance(fault, kinds):
            return made(says.format(host=host))
    return ServerFault(f"The answer from {host} cannot be read as a web page.")


def _judge_name(fault: OSError, host: str) -> NoAnswer:
    """A name that nobody has is told from a name server that does not answer now."""
    if isinstance(fault, socket.gaierror) and fault.errno == socket.EAI_AGAIN:
        return NoAnswer(f"The name {host} cannot be looked up just now. Try again later.")
    return NoSite(f"No site is known under the name {host}.")


def _when(wait: float) -> str:
    if wait <= 0:
        return "Try again later."
    minutes = -(-wait // 60)
    if minutes <= 1:
        return "Try again in a minute."
    return f"Try again in {minutes:.0f} minutes." if minutes <= 120 else f"Try again in {wait / 3600:.0f} hours."


def _wait(headers: Mapping[str, str]) -> float:
    """Seconds that the site wants to be left alone, at most a week; 0 where it does not say.

    Retry-After is a number of seconds, or a moment: that counts from the moment in the same answer's Date.
    """
    after = headers.get("Retry-After", "").strip()
    try:
        if after.isdecimal():
            wait = float(after)
        else:
            wait = (parsedate_to_datetime(after) - parsedate_to_datetime(headers["Date"])).total_seconds()
    except (ValueError, TypeError, LookupError, OverflowError):
        return 0.0
    return min(max(wait, 0.0), 7 * 86_400.0)

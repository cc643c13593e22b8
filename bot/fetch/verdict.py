"""What a failed fetch is called in front of people."""

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

from bot.errors import FetchFailed, Forbidden, NoAnswer, NotFound, Refused, ServerFault, Unsafe
from bot.fetch.door import BarredPortError, UnsafeAddressError

_GONE = frozenset({404, 410})
_DENIED = frozenset({401, 402, 403, 451})
_FAULTS: tuple[tuple[tuple[type[Exception], ...], type[FetchFailed], str], ...] = (
    ((UnsafeAddressError,), Unsafe, "That address leads to a private network; it is not opened."),
    ((BarredPortError,), Refused, "Only links to the usual web ports (80 and 443) are opened."),
    (
        (ClientConnectorCertificateError, ClientSSLError),
        Refused,
        "No secure connection to {host} can be made. Paste the text instead.",
    ),
    ((ClientConnectorDNSError,), NoAnswer, "No site is known under the name {host}."),
    ((ServerDisconnectedError, ClientOSError), NoAnswer, "No answer from {host}."),
    ((ClientPayloadError,), NoAnswer, "The answer from {host} broke off. Try again later."),
    ((InvalidURL, NonHttpUrlClientError, UnicodeError), Refused, "That is not a web address that can be opened."),
)
"""The first row that fits decides: some of aiohttp's errors are kinds of others."""


def judge_status(status: int) -> FetchFailed:
    """The fault that an answer's status stands for, when it brings no page."""
    if status in _GONE:
        return NotFound(f"Page not found ({status}).")
    if status in _DENIED:
        return Forbidden(f"The site refused access ({status}). Paste the text instead.")
    return ServerFault(f"The site answered with an error ({status}) instead of the page. Try again later.")


def judge_fault(fault: Exception, host: str) -> FetchFailed:
    """The fault for what went wrong on the way to `host` or while it answered."""
    cause = fault.os_error if isinstance(fault, ClientConnectorError) else fault
    for kinds, made, says in _FAULTS:
        if isinstance(cause, kinds) or isinstance(fault, kinds):
            return made(says.format(host=host))
    return ServerFault(f"The answer from {host} cannot be read as a web page.")

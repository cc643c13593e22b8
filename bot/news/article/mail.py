"""An e-mail -> the article in it: the body as it was written or forwarded, or the article that is attached."""

import re
from datetime import datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from lxml.etree import ParserError
from lxml.html import HtmlElement, document_fromstring

from bot.errors import Binary, Empty, TooLarge, Unreadable
from bot.news.article.decode import decode
from bot.news.article.filed import Filed
from bot.news.article.moment import Moment, find_clock, find_dates
from bot.news.article.pdf import read_pdf
from bot.news.article.word import read_word
from bot.news.message import count_words, read_table, visible

LARGEST = 10_000_000
"""Bytes of one part, decoded; a mail of 5 MB holds less than four in base64."""
MOST_PARTS = 200
_DEPTH = 3
"""Mails attached to mails that are opened."""
_ARTICLE = 40
"""Words from which a body is the article; with fewer it only says that one is attached."""

_SUBJECT = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_HEADER = re.compile(r"^[\s>*]*(From|Date|Sent|Subject|To|Cc|Reply-To|Organi[sz]ation)\s*:\*?\s*(.*)$", re.IGNORECASE)
_QUOTED = re.compile(r"^>[ >]*", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_BLOCKS = frozenset({
    "address", "article", "blockquote", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "p",
    "pre", "section", "table", "td", "th", "tr",
})  # fmt: skip
_UNSEEN = frozenset({"head", "script", "style", "title", "template"})


def read_mail(body: bytes, *, name: str) -> Filed:
    """The article of an e-mail; raises Empty, Binary, TooLarge or Unreadable with a sentence that names the file."""
    try:
        message = message_from_bytes(body, policy=default)
    except (MessageError, ValueError) as fault:
        raise Binary(f"{name} is no e-mail that can be read.") from fault
    if not message.keys() or not isinstance(message, EmailMessage):
        raise Binary(f"{name} is no e-mail that can be read.")
    return _read(message, name, depth=0)


def _read(message: EmailMessage, name: str, *, depth: int) -> Filed:
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > MOST_PARTS:
        raise TooLarge(f"{name} has more than {MOST_PARTS} parts; it was not read.")
    text = _read_body(message, name)
    attached = [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    if count_words(text) >= _ARTICLE or not attached:
        if not visible(text).strip():
            raise Empty(f"{name} holds no text.")
        return _written(message, text, left_out=[str(part.get_filename()) for part in attached if part.get_filename()])
    for part in attached:
        found = _read_attached(part, name, depth=depth)
        if found:
            sent = found.sent or _sent(message)
            return Filed(found.text, found.title, found.made, sent, found.sender or _sender(message), found.left_out)
    return _written(message, text, left_out=[])


def _written(message: EmailMessage, text: str, *, left_out: list[str]) -> Filed:
    """The article in the mail's own body: behind the last forwarded header, if there is one."""
    text, headers = _unforward(text)
    text = _SIGNATURE.sub("", text).strip("\n")
    title = _title(headers.get("subject") or str(message["subject"] or ""))
    said = tuple(f"{name} was not read: it is attached to the e-mail." for name in left_out[:3])
    sent = _forwarded_day(headers) or _sent(message)
    sender = _name(headers.get("from", "")) or _sender(message)
    return Filed(text, title, sent=sent, sender=sender, left_out=said)


def _read_body(message: EmailMessage, name: str) -> str:
    """The body as plain text, else as HTML without its marks; what its charset claims is held against its bytes."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if isinstance(part, EmailMessage) and (body := _bytes_of(part, name)).strip():
            text = decode(body, name=name, charset=part.get_content_charset())
            return _strip_html(text) if kind == "html" else text
    return ""


def _bytes_of(part: EmailMessage, name: str) -> bytes:
    body = part.get_payload(decode=True)
    body = body if isinstance(body, bytes) else b""
    if len(body) > LARGEST:
        raise TooLarge(f"{name} holds a part of more than {LARGEST // 1_000_000} MB; it was not read.")
    return body


def _read_attached(part: EmailMessage, name: str, *, depth: int) -> Filed | None:
    """The article in an attachment; None where it is none that is read."""
    if part.get_content_type() == "message/rfc822" and depth < _DEPTH:
        inner = part.get_content()
        return _read(inner, name, depth=depth + 1) if isinstance(inner, EmailMessage) else None
    called = str(part.get_filename() or "")
    extension = called.lower().rpartition(".")[2]
    body = _bytes_of(part, called or name)
    try:
        if body.startswith(b"%PDF-"):
            return read_pdf(body, name=called)
        if extension == "docx":
            return read_word(body, name=called)
        if extension in {"txt", "html", "htm"}:
            text = decode(body, name=called, charset=part.get_content_charset())
            return Filed(text if extension == "txt" else _strip_html(text))
    except Unreadable:
        return None
    return None


def _strip_html(html: str) -> str:
    try:
        tree = document_fromstring(html.encode(), parser=None)
    except (ParserError, ValueError):
        return ""
    lines = (" ".join(line.split()) for line in "".join(_shown(tree)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _shown(element: HtmlElement) -> list[str]:
    """What shows of an element and below it, blocks parted by empty lines; a loop, since tables of mails nest deep."""
    out: list[str] = []
    waiting: list[tuple[HtmlElement, bool]] = [(element, False)]
    while waiting:
        one, done = waiting.pop()
        block = "\n\n" if one.tag in _BLOCKS else "\n" if one.tag == "br" else ""
        if done:
            out += [block if one.tag in _BLOCKS else "", one.tail or ""]
            continue
        if not isinstance(one.tag, str) or one.tag in _UNSEEN:
            out.append(one.tail or "")
            continue
        out += [block, one.text or ""]
        waiting.append((one, True))
        waiting += [(child, False) for child in reversed(one)]
    return out


def _unforward(text: str) -> tuple[str, dict[str, str]]:
    """What stands behind the last forwarded header, out of its quote marks, and that header."""
    lines = text.replace("\r\n", "\n").split("\n")
    filled = [line for line in lines if line.strip()]
    if filled and sum(line.startswith(">") for line in filled) * 2 > len(filled):
        lines = [_QUOTED.sub("", line) for line in lines]
    headers: dict[str, str] = {}
    begin = 0
    at = 0
    while at < len(lines):
        found, end = _read_headers(lines, at)
        if len(found) >= 3 and {"from", "subject"} <= found.keys():
            headers, begin, at = found, end, end
        else:
            at += 1
    kept = [line for line in lines[begin:] if not _is_mark(line)]
    return "\n".join(kept), headers


def _read_headers(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """The header lines from `at` on, by name, and the number of the line behind them."""
    found: dict[str, str] = {}
    while at < len(lines) and (match := _HEADER.match(lines[at])):
        found.setdefault(match[1].lower(), match[2].strip())
        at += 1
    return found, at


def _is_mark(line: str) -> bool:
    marks = {row[0] for row in read_table(__package__, "forwards.txt")}
    return line.strip(" -_>*").lower() in marks


def _forwarded_day(headers: dict[str, str]) -> Moment | None:
    """The day of a forwarded header, as the mail program wrote it."""
    text = headers.get("date") or headers.get("sent") or ""
    written = next(find_dates(text), None)
    if written is None or written.day is None:
        return None
    return find_clock(text[: written.start] + " " + text[written.end :], written.day)


def _sent(message: EmailMessage) -> Moment | None:
    try:
        moment: datetime = parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError, IndexError):
        return None
    offset = moment.utcoffset()
    return Moment(moment.date(), moment.time(), timedelta() if offset is None else offset)


def _sender(message: EmailMessage) -> str | None:
    return _name(str(message["from"] or ""))


def _name(sender: str) -> str | None:
    """The name in 'Associated Press <alerts@example.org>'."""
    name, address = parseaddr(sender)
    return name or (address if "@" not in address else None) or None


def _title(subject: str) -> str | None:
    return " ".join(visible(_SUBJECT.sub("", subject)).split()) or None

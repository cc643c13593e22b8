"""Bytes of a file or a page -> text, or a sentence that says why not."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup

from charset_normalizer import from_bytes

from bot.errors import Binary, Empty, TooLarge
from bot.news.article.article import Form, Source
from bot.news.message import visible

LARGEST = 5_000_000
"""Bytes of a file that are read, as of a page."""
_BOMS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
# The first bytes of what is often misnamed: zip (also docx, xlsx), pdf, pictures, gzip, programs, sound, old Office.
_KINDS = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Office document"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
# Signs between letters: what other code pages' letters become when they are read as Windows' Western ones.
_IMPLAUSIBLE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][¡-¶¸-¿×÷†‡‰ˆ˜™•¤¦][A-Za-zÀ-ÖØ-öø-ÿ]")
_PAGE = re.compile(
    # Possessive: what comments can be cut into has no end, and a file of 30 of them would hold the process for minutes.
    r"\s*+(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:<!doctype\s+html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
# Codecs of Python that are no charsets of texts; by one of them a page could be made slow to decode, or spell itself
# otherwise than any browser shows it. Browsers refuse UTF-7 for that too.
_NEVER = frozenset({"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem"})
# What these labels mean on the web: pages say Latin-1 and write Windows' quotation marks.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def source_of(name: str, body: bytes, *, charset: str | None = None) -> Source:
    """How a file is to be read: .html and what begins like a page as 'page', text as 'copy', decoded; PDF, .docx and
    .eml files by their kind, unopened.

    Raises Empty, Binary or TooLarge, each with a sentence that names the file.
    """
    if len(body) > LARGEST:
        raise TooLarge(f"{name} has {len(body) / 1e6:.1f} MB; at most {LARGEST // 1_000_000} MB are read.")
    if not body:
        raise Empty(f"{name} is empty.")
    extension = name.lower().rpartition(".")[2]
    if form := _file_form(extension, body):
        return Source(name, form, body=body, charset=charset)
    text = decode(body, name=name, charset=charset)
    if extension in {"html", "htm", "xhtml"} or _PAGE.match(text):
        return Source(name, "page", body=body, charset=charset)
    return Source(name, "copy", text=text)


def _file_form(extension: str, body: bytes) -> Form | None:
    """The kind of a file by its first bytes, or by its name where they tell nothing; None for text and pages."""
    if extension == "pdf" or body.startswith(b"%PDF-"):
        return "pdf"
    if extension == "docx" and body.startswith(b"PK"):
        return "docx"
    return "mail" if extension == "eml" else None


def decode(body: bytes, *, name: str, charset: str | None = None) -> str:
    """The text of `body`: by its byte order mark, else UTF-8 where valid, else as declared, else by what it looks like.

    Raises Empty when nothing shows, Binary when it is no text.
    """
    for beginning, kind in _KINDS:
        if body.startswith(beginning):
            raise Binary(f"{name} is {kind}, not text.")
    text = _decode(body, charset)
    if text is None:
        raise Binary(f"{name} is not text in an encoding that can be told; save it as UTF-8.")
    # One in fifty: a stray control character is met in old wire copy, never so many.
    if len(_CONTROL.findall(text[:20_000])) * 50 > len(text[:20_000]) or "\x00" in text[:20_000]:
        raise Binary(f"{name} is not text.")
    if not visible(text).strip():
        raise Empty(f"{name} is empty.")
    return text


def _decode(body: bytes, charset: str | None) -> str | None:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    found = _META.search(body[:4096])
    declared = [found[1] or found[2] for found in [found] if found]
    named = [codec for label in (*(name.decode("ascii") for name in declared), charset) if (codec := _codec(label))]
    # Shift states are plain ASCII to UTF-8: only a declaration can tell them. Of wide characters the NULs must show it
    # too: any bytes of even number are UTF-16, and would come out as Chinese.
    wide = ("utf-16", "utf-32") if b"\x00" in body[:1000] else ()
    trials = [codec for codec in named if codec.startswith(("iso2022", "hz", *wide))]
    named = [codec for codec in named if not codec.startswith(("utf-16", "utf-32"))]
    for encoding in (*trials, "utf-8", *named):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _undeclared(body)


def _undeclared(body: bytes) -> str | None:
    """Windows' Western letters where they give plausible words, else what charset_normalizer finds likely.

    It alone takes 'Tromsø' for 'Tromsř': on little text all Latin code pages look alike to it.
    """
    high = sum(byte > 127 for byte in body[:20_000])
    if high * 5 < len(body[:20_000]):
        try:
            western = body.decode("cp1252")
        except UnicodeDecodeError:
            western = None
        if western and not _IMPLAUSIBLE.search(western):
            return western
    likely = from_bytes(body[:20_000]).best()
    try:
        return body.decode(likely.encoding) if likely else None
    except UnicodeDecodeError:
        return None


def _codec(label: str | None) -> str | None:
    """Python's name of a charset that decodes text, or None."""
    if not label:
        return None
    try:
        codec = lookup(label.strip("\"' ").lower())
    except (LookupError, ValueError):
        return None
    if codec.name in _NEVER or not codec._is_text_encoding:  # noqa: SLF001  # the one place that tells 'rot13' and 'zip' from charsets
        return None
    return _MEANT.get(codec.name, codec.name)

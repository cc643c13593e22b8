"""What the command line is asked to read: files, folders, lines of .jsonl files, links; opened in their turn."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.errors import Binary, Empty, Missing, Refused, TooLarge, Unreadable
from bot.news.article import Source
from bot.news.article.decode import source_of

ARTICLES = frozenset({".txt", ".html", ".htm", ".pdf", ".docx", ".eml"})
LINKS = ("http://", "https://")
_HALF = re.compile("[\ud800-\udfff]")
LARGEST = 5_000_000
"""Bytes of one article file; the same cap as for a fetched page."""
LARGEST_SAID = "5 MB"


@dataclass(frozen=True, slots=True)
class Options:
    """What was said for all inputs; `published` is an ISO day or moment."""

    plain: bool = False
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One input: a link, a file, a line of a .jsonl file, or what is wrong with it. `name` is the report's `input`."""

    name: str
    file: Path | None = None
    line: str | None = None
    fault: Unreadable | None = None

    @property
    def is_link(self) -> bool:
        return self.file is None and self.line is None and self.fault is None


def list_inputs(names: Sequence[str]) -> tuple[Asked, ...]:
    """Every article that the names stand for, in order; what cannot be opened is listed with its fault."""
    return tuple(asked for name in names for asked in _expand(name))


def open_input(asked: Asked, options: Options) -> Source:
    """The source of a file or a line; raises Unreadable."""
    if asked.fault:
        raise asked.fault
    if asked.line is not None:
        return _read_line(asked, options)
    assert asked.file is not None  # noqa: S101 - links are fetched, not opened
    source = source_of(asked.file.name, _read_file(asked.file))
    if options.plain and source.form == "copy":
        source = replace(source, form="plain")
    return replace(source, input=asked.name, url=options.url or source.url, published=options.published)


def _expand(name: str) -> Iterator[Asked]:
    if name.lower().startswith(LINKS):
        yield Asked(name)
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _expand_folder(name, path)
        elif not path.exists():
            yield Asked(name, fault=Missing(f"There is no file or folder '{name}'."))
        elif path.suffix.lower() == ".jsonl":
            yield from _expand_lines(name, path)
        else:
            yield Asked(name, file=path)
    except (OSError, ValueError) as fault:  # a name the system refuses: too long, a null character, not permitted
        yield Asked(name, fault=_refuse(name, fault))


def _expand_folder(name: str, folder: Path) -> Iterator[Asked]:
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ARTICLES and path.is_file())
    if not files:
        yield Asked(
            name, fault=Empty(f"The folder '{name}' holds no article: no .txt, .html, .pdf, .docx or .eml file.")
        )
    for file in files:
        yield Asked(str(file), file=file)


def _expand_lines(name: str, path: Path) -> Iterator[Asked]:
    """One input a line; its name is the article's id, or file and line number where it has none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        yield Asked(name, fault=Binary(f"'{name}' is not a text in UTF-8."))
        return
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not filled:
        yield Asked(name, fault=Empty(f"'{name}' is empty."))
    for number, line in filled:
        yield _expand_line(f"{name}:{number}", line)


def _expand_line(place: str, line: str) -> Asked:
    try:
        article = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        article = None
    if not isinstance(article, dict):
        return Asked(place, fault=Binary(f"'{place}' is not a JSON object of one article."))
    return Asked(_text(article, "id") or place, line=line)


def _read_line(asked: Asked, options: Options) -> Source:
    """A line's text is the article's text, unchanged; its HTML is read as a page where there is no text."""
    article = json.loads(asked.line or "{}")
    text, page = _text(article, "text"), _text(article, "html")
    if not text.strip() and not page.strip():
        raise Empty(f"'{asked.name}' has neither text nor html.")
    is_page = not text.strip()
    return Source(
        input=asked.name,
        form="page" if is_page else "plain",
        text=page if is_page else text,
        url=_text(article, "url") or options.url,
        title=_text(article, "title") or None,
        published=_text(article, "published") or options.published,
    )


def _text(article: dict[str, Any], key: str) -> str:
    """The value as a string; ids are numbers at times. JSON can spell half a character, which no text can hold."""
    value = article.get(key)
    if isinstance(value, int):
        return str(value)
    return _HALF.sub("\ufffd", value) if isinstance(value, str) else ""


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except FileNotFoundError as fault:
        raise Missing(f"There is no file '{path}'.") from fault
    except OSError as fault:
        raise _refuse(str(path), fault) from fault
    if len(body) > LARGEST:
        raise TooLarge(f"'{path}' is larger than {LARGEST_SAID}, the most that is read of one article.")
    return body


def _refuse(name: str, fault: Exception) -> Refused:
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "the name is not valid"
    return Refused(f"'{name}' cannot be opened: {reason}.")

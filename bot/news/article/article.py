"""The article, where it came from, and what is doubtful about it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["given", "metadata", "dateline", "text", "url", "unknown"]
Form = Literal["page", "copy", "plain", "pdf", "docx", "mail"]
DoubtKind = Literal["dates", "figures", "source", "partial", "undated", "language"]
Span = tuple[int, int]
"""Offsets into a text in code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence about something that a reader should not trust blindly, with the sentences it speaks of."""

    kind: DoubtKind
    says: str
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read.

    `form` says how: 'page' is HTML in `body` (as fetched or as a file holds it), or in `text` where the bytes are gone;
    'copy' is text that a person pasted or a .txt file holds, headline, byline and date on top; 'plain' is
    text that is the article's text unchanged; 'pdf', 'docx' and 'mail' are files of that kind in `body`.
    """

    input: str
    form: Form
    text: str = ""
    body: bytes = b""
    charset: str | None = None
    """What the Content-Type header said; the bytes may know better."""
    url: str | None = None
    title: str | None = None
    published: str | None = None
    """ISO day or moment, given by a person."""
    published_by: str | None = None
    truncated: bool = False
    """The page was cut at the size that is read."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; the fields are those of the report's JSON, in its order."""

    title: str | None
    url: str | None
    publisher: str | None
    byline: str | None
    dateline: str | None
    copy_of: str | None
    published: str | None
    """ISO: a moment with the offset as written (`2024-11-29T18:00:00+00:00`), or a bare day where no clock is known.

    A clock without a zone is left out.
    """
    either: tuple[str, str] | None
    published_by: str | None
    """Who set it, where it was given; which file says so, where it is of a file's metadata ('the e-mail's header')."""
    published_from: Basis
    language: str | None
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What `article/` yields: the article and what the later stages must know of its layout."""

    article: Article
    dct: date | None
    """The local day of publication: what relative times count from."""
    aside: tuple[Span, ...] = ()
    """Spans of `article.text` that are not story: title, byline, date line, dateline, captions' credits; in order."""
    headline: Span | None = None
    """Where the title stands in `article.text`, when it does (it is in `aside` too)."""
    doubts: tuple[Doubt, ...] = ()
    country: str | None = None
    """Code of the country whose customs the text follows: its holidays, its order of day and month."""

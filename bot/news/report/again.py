"""A stored article read again with another day of publication, from its text: its page or file need not be there."""

from dataclasses import replace

from bot.news.article import Source
from bot.news.report.report import Report

_KEPT = frozenset({"partial", "language", "source"})
"""Doubts about how the article came, which its text alone does not show."""


def ask_again(report: Report, *, published: str, published_by: str) -> Source:
    """The source whose reading is the article's, with this day; offsets are those of the stored text."""
    article = report.article
    return Source(
        input=report.input, form="plain", text=article.text, url=article.url, title=article.title, published=published,
        published_by=published_by,
    )  # fmt: skip


def keep_known(again: Report, before: Report) -> Report:
    """The new reading with what only the first one could know: outlet, author, dateline, doubts about its source."""
    was = before.article
    article = replace(
        again.article, title=was.title, url=was.url, publisher=was.publisher, byline=was.byline, dateline=was.dateline,
        copy_of=was.copy_of,
    )  # fmt: skip
    kept = tuple(doubt for doubt in before.doubts if doubt.kind in _KEPT)
    new = tuple(doubt for doubt in again.doubts if doubt not in kept)
    return replace(again, input=before.input, article=article, doubts=(*kept, *new))

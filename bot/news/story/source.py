"""Copies of one text: what one tells beyond the other, and which outlets carry it."""

from bot.news.facts import Figure
from bot.news.report import Report


def adds(later: Report, earlier: Report) -> bool:
    """Whether `later`, nearly the same text, has a figure or a core event of another date that `earlier` has not."""
    figures = {_counted(figure) for figure in later.figures} - {_counted(figure) for figure in earlier.figures}
    dates = {(entry.start, entry.end) for entry in later.timeline if entry.importance == 1}
    return bool(figures or dates - {(entry.start, entry.end) for entry in earlier.timeline})


def _counted(figure: Figure) -> tuple[float, str | None, str, str]:
    return figure.value, figure.unit, (figure.noun or "").casefold(), (figure.what or "").casefold()

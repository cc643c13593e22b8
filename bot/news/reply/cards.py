"""The card: one article in at most 12 lines."""

from dataclasses import replace
from urllib.parse import urlsplit

from bot.news.article import Article
from bot.news.message import PASTED
from bot.news.reply.card import Button, Card
from bot.news.reply.choice import Choice, choose
from bot.news.reply.dates import show_published
from bot.news.reply.text import clip
from bot.news.report import Report

DOUBTS = 3
MOST_LINES = 12
"""Of a card: a phone's screen."""
ORIGIN = {
    "metadata": "date from page metadata",
    "dateline": "date from the dateline",
    "text": "date from the text",
    "url": "date from the link",
}


def compose_card(report: Report, *, article: int | None) -> Card:
    """The card of a report; `article` is the stored article's id, None when nothing is stored (no buttons then)."""
    doubts = show_doubts(report)
    chosen = choose_shown(report)
    return Card(
        article=article,
        title=show_title(report),
        url=report.article.url,
        subtitle=show_subtitle(report.article),
        facts=tuple(fact.row for fact in chosen.facts),
        timeline=tuple(entry.row for entry in chosen.timeline),
        doubts=doubts,
        footer=_show_footer(report, chosen),
        tone="doubt" if doubts else "plain",
        buttons=() if article is None else _buttons(report, chosen),
    )


def compose_failure(input: str, says: str, *, retry: bool = False) -> Card:  # noqa: A002 - the report's own word for what was asked for
    """The card of an input that could not be read: what it was, a sentence that says why, Retry where it may help."""
    return Card(
        article=None, title=clip(input, 120) or "Nothing", url=None, subtitle="Not read", facts=(), timeline=(),
        doubts=(clip(says, 300) or "It could not be read.",), footer="", tone="failure",
        buttons=("retry",) if retry else (),
    )  # fmt: skip


def choose_shown(report: Report) -> Choice:
    """What the card of this report says; nothing of a text in a language that is not read."""
    if any(doubt.kind == "language" for doubt in report.doubts):
        return Choice((), ())
    return choose(report, doubts=len(show_doubts(report)))


def name_card(card: Card, *, article: int, short: str) -> Card:
    """The card of a stored article, whose short id stands in its footer."""
    footer = " · ".join(part for part in (card.footer, short) if part)
    return replace(card, article=article, footer=footer)


def count_lines(card: Card) -> int:
    """The lines that a card takes when none is folded."""
    once = [card.title, card.subtitle, card.same, card.footer]
    return sum(bool(text) for text in once) + len(card.facts) + len(card.timeline) + len(card.doubts)


def show_title(report: Report) -> str:
    """The headline, or how the text begins."""
    words = " ".join(report.article.text[:1000].split())
    return clip(report.article.title or "", 200) or clip(words, 80) or "Untitled article"


def show_subtitle(article: Article) -> str:
    """'BBC News · published Fri 29 Nov 2024'."""
    outlet = clip(article.publisher or _host(article.url), 60)
    return " · ".join(part for part in (outlet, show_published(article)) if part)


def show_doubts(report: Report) -> tuple[str, ...]:
    """Each doubt's own sentence; from the fourth on only their number."""
    says = list(dict.fromkeys(said for doubt in report.doubts if (said := clip(doubt.says, 200))))
    if len(says) > DOUBTS:
        return (*says[: DOUBTS - 1], f"{len(says) - DOUBTS + 1} more doubts stand in the full timeline.")
    return tuple(says)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _show_footer(report: Report, chosen: Choice) -> str:
    """Where the date comes from, and how much more there is than the card holds."""
    article = report.article
    editor = clip(article.published_by or "", 40)
    setter = f"date set by {editor}" if editor else "date as given"
    origin = f"date from {editor}" if editor and article.published_from == "metadata" else None
    more = len(report.timeline) - len(chosen.timeline)
    pasted = [report.input] if report.input.startswith(f"{PASTED}, ") else []
    parts = [] if article.published_from == "unknown" else [origin or ORIGIN.get(article.published_from, setter)]
    if more > 0 and chosen.timeline:
        parts.append(f"{more} more timeline {'entry' if more == 1 else 'entries'}")
    if report.open:
        parts.append(f"{len(report.open)} {'event' if len(report.open) == 1 else 'events'} not dated")
    return " · ".join([*pasted, *(parts or ["no publication date"])])


def _buttons(report: Report, chosen: Choice) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if report.timeline or report.open:
        buttons.append("timeline")
    if chosen.facts or chosen.timeline or any(doubt.sentences for doubt in report.doubts):
        buttons.append("sentences")
    if report.article.published_by and report.article.published_from == "given":
        buttons.append("undo")
    elif report.article.published_from == "unknown":
        buttons.append("date")
    return tuple(buttons)

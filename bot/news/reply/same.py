"""A copy of a text that was read before, said on its card: several outlets are no further source."""

from dataclasses import dataclass, replace

from bot.news.reply.card import Card
from bot.news.reply.cards import MOST_LINES, count_lines
from bot.news.reply.text import clip


@dataclass(frozen=True, slots=True)
class Same:
    """The article whose text another one repeats, and how many outlets have that text."""

    title: str
    short: str
    publisher: str | None
    outlets: int


def mark_same(card: Card, same: Same) -> Card:
    """The card with a line that says whose copy it is; what is too much then is its oldest entry."""
    outlet = clip(same.publisher or "", 40)
    said = " · ".join(part for part in (f"Same text as “{clip(same.title, 90)}”", outlet, same.short) if part)
    counted = f"{same.outlets} outlets, one source" if same.outlets > 1 else "one source"
    marked = replace(card, same=f"{said} ({counted})")
    return replace(marked, timeline=marked.timeline[1:]) if count_lines(marked) > MOST_LINES else marked

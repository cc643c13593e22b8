"""Cards drawn for a terminal. Each word of an article is a `Text`, never markup: nothing in it is taken for style."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.news.reply import Card, Row, Tone, show_subtitle, show_title
from bot.ports import Stored

BORDER: dict[Tone, str] = {"plain": "bright_black", "doubt": "yellow", "failure": "red"}
WORD: dict[Tone, str] = {"plain": "", "doubt": "Doubt", "failure": "Failed"}
"""The word beside the colour: nobody has to tell amber from red."""
WIDEST = 100
"""Columns: longer lines are hard to read, however wide the window is."""


def draw_card(card: Card) -> RenderableType:
    """A box with headline, facts, dated events and doubts; good at 80 columns, and without colour."""
    parts: list[RenderableType] = [Text(card.title, style="bold"), Text(card.subtitle, style="dim")]
    if card.facts:
        parts += [Text(), *(_draw_fact(row) for row in card.facts)]
    if card.timeline:
        parts += [Text(), _draw_timeline(card.timeline)]
    if card.doubts:
        tone: Tone = "failure" if card.tone == "failure" else "doubt"
        parts += [Text(), *(_draw_doubt(says, tone) for says in card.doubts)]
    return Panel(
        Group(*parts),
        box=box.ROUNDED,
        border_style=BORDER[card.tone],
        padding=(0, 1),
        subtitle=Text(card.footer, style="dim") if card.footer else None,
        subtitle_align="left",
        width=None,
    )


def draw_story(articles: Sequence[Stored]) -> RenderableType:
    """A story's first headline, and below it each article with its day, outlet and id."""
    count = f"{len(articles)} {'article' if len(articles) == 1 else 'articles'}"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for one in articles:
        table.add_row(one.short, Text(f"{show_title(one.report)} ({show_subtitle(one.report.article)})"))
    return Group(
        Text.assemble((show_title(articles[0].report), "bold"), "  ", (count, "dim")), Padding(table, (0, 0, 1, 2))
    )


def _draw_fact(row: Row) -> RenderableType:
    return _hang(Text("•", style="dim"), Text.assemble((row.lead, "bold"), "  ", *_rest(row)))


def _draw_timeline(rows: Sequence[Row]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for row in rows:
        table.add_row(Text(row.lead, style="bold"), Text.assemble(*_rest(row)))
    return table


def _draw_doubt(says: str, tone: Tone) -> RenderableType:
    return _hang(Text(WORD[tone], style=f"bold {BORDER[tone]}"), Text(says))


def _hang(mark: Text, text: Text) -> Table:
    """A mark with its text; folded lines stand under the text, not under the mark."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_row(mark, text)
    return table


def _rest(row: Row) -> tuple[tuple[str, str], ...]:
    """Text and note; the note stands in brackets, so that it is told apart without colour too."""
    note = f" ({row.note})" if row.note else ""
    return (row.text, ""), (note, "dim")

"""Cards and sheets as HTML. Every word of an article goes through `escape`; the house's own words are written here."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from bot.news.reply import Answer, Card, Row, Section, Sheet, Tone

Layout = Literal["plain", "dated", "quoted"]

WORDS: dict[Tone, str] = {"plain": "", "doubt": "Doubt", "failure": "Failed"}
"""The word beside the colour: nobody has to tell amber from red."""


def draw_answer(answer: Answer) -> str:
    """One message: its cards, sheets and notes."""
    cards = (draw_card(card) for card in answer.shown)
    again = (draw_mark("plain", f"Read already: {card.title}", word="Note") for card in answer.repeated)
    sheets = (draw_sheet(sheet) for sheet in answer.sheets)
    return "\n".join([*cards, *again, *sheets, *(draw_mark("plain", note, word="Note") for note in answer.notes)])


def draw_card(card: Card) -> str:
    """An article's card."""
    title = _link(card.url, card.title) if card.tone != "failure" else _text(card.title)
    marks = "".join(draw_mark("failure" if card.tone == "failure" else "doubt", says) for says in card.doubts)
    return (
        f'<article class="card {card.tone}">'
        f'<header><h2 dir="auto">{title}</h2>{_line("p", "subtitle", card.subtitle)}'
        f"{_line('p', 'subtitle', card.same)}</header>"
        f"{_facts(card.facts)}{_dates(card.timeline)}{marks}"
        f"{_foot(card)}</article>"
    )


def draw_sheet(sheet: Sheet, *, layout: Layout = "plain", anchor: str = "") -> str:
    """A longer text: title, introduction, sections of rows; 'dated' sets leads in a column, 'quoted' above."""
    name = f' id="{anchor}"' if anchor else ""
    intro = draw_mark(sheet.tone, sheet.intro) if sheet.tone != "plain" else _line("p", "intro", sheet.intro)
    sections = "".join(_section(section) for section in sheet.sections)
    return (
        f'<section class="sheet {layout} {sheet.tone}"{name}><header><h2 dir="auto">{_text(sheet.title)}</h2></header>'
        f"{intro if sheet.intro else ''}{sections}{_line('footer', 'small', sheet.footer)}</section>"
    )


def draw_mark(tone: Tone, says: str, *, word: str = "") -> str:
    """One line with its word: a doubt in amber, a failure in red, a note without colour."""
    return f'<p class="mark {tone}" dir="auto"><strong>{word or WORDS[tone]}</strong> {_text(says)}</p>'


def _facts(rows: Sequence[Row]) -> str:
    return f"<h3>Key facts</h3>{_list(rows)}" if rows else ""


def _dates(rows: Iterable[Row]) -> str:
    items = "".join(
        f'<li><b class="when">{_text(row.lead)}</b><span dir="auto">{_rest(row)}</span></li>' for row in rows
    )
    return f'<h3>Timeline</h3><ol class="dates">{items}</ol>' if items else ""


def _section(section: Section) -> str:
    heading = f'<h3 dir="auto">{_text(section.heading)}</h3>' if section.heading else ""
    return heading + _list(section.rows)


def _list(rows: Iterable[Row]) -> str:
    items = "".join(f'<li dir="auto">{_row(row)}</li>' for row in rows)
    return f"<ul>{items}</ul>"


def _row(row: Row) -> str:
    lead = f"<b>{_text(row.lead)}</b> " if row.lead else ""
    return lead + _rest(row)


def _rest(row: Row) -> str:
    return _text(row.text) + (f' <small dir="auto">{_text(row.note)}</small>' if row.note else "")


def _foot(card: Card) -> str:
    inside = _line("span", "small", card.footer) + _buttons(card)
    return f"<footer>{inside}</footer>" if inside else ""


def _buttons(card: Card) -> str:
    if card.article is None or not card.buttons:
        return ""
    words = {"timeline": "Timeline", "sentences": "Source sentences"}
    links = (f'<a href="/article/{card.article}#{name}">{words[name]}</a>' for name in card.buttons if name in words)
    return f'<nav aria-label="More of this article">{" ".join(links)}</nav>'


def _line(tag: str, kind: str, text: str) -> str:
    return f'<{tag} class="{kind}" dir="auto">{_text(text)}</{tag}>' if text else ""


def _link(url: str | None, text: str) -> str:
    """A link where the address is one of the web; text otherwise (`javascript:` leads nowhere)."""
    try:
        web = url is not None and urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        web = False
    return f'<a href="{escape(url or "")}" rel="noopener noreferrer">{_text(text)}</a>' if web else _text(text)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")

"""Cards and sheets drawn as Discord's embeds: the one place that makes them, and that keeps its limits.

Everything is shortened after escaping: rows of the timeline go first, from all cards alike, then facts, then doubts,
then the length of lines; what was left out is said with the word 'shortened'.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord

from bot.cogs.escape import bare, link, shown, size
from bot.news.reply import Answer, Card, First, Row, Sheet, Tone

CHANNEL = re.compile(r"<#\d{15,20}>")
"""A row's lead that names a channel as Discord writes it: drawn as it stands, so that it leads there."""
QUOTED = 80
"""A text that is longer than this, as a sentence that is quoted, stands below its lead."""
CONTENT, EMBEDS, TOTAL = 2000, 10, 6000
TITLE, DESCRIPTION = 256, 4096
FOOTER, MARK = 200, 60
HEADLINE = 80
"""A headline in a line that leads to its card."""
NOTHING = "Nothing to show."

COLOURS: dict[Tone, discord.Colour] = {
    "plain": discord.Colour(0x5B7083),
    "doubt": discord.Colour(0xE0A100),
    "failure": discord.Colour(0xC0392B),
}
WORDS: dict[Tone, str] = {"plain": "", "doubt": "⚠️ **Doubt**", "failure": "⛔ **Failed**"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message: what `send` takes."""

    content: str | None
    embeds: list[discord.Embed]


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a card is drawn."""

    facts: int = 4
    rows: int = 5
    doubts: int = 4
    width: int = 240
    """The longest part of a line."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A card's text, made safe, by what may be left out of it."""

    head: list[str]
    facts: list[str]
    rows: list[str]
    doubts: list[str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """How much of a sheet is drawn in one embed."""

    text: int = 2600
    """Where a page ends: about a screen."""
    width: int = 1000
    """The longest part of a row; a sentence of news is rarely half as long, and three parts fit a description."""
    head: int = TITLE
    pages: int = 2


LEAVES = (Leaf(), Leaf(text=1000, width=500), Leaf(text=500, width=160, head=100, pages=1), Leaf(120, 40, 40, 1))
"""Ever less of each sheet of a message."""


def draw_answer(answer: Answer) -> Drawn:
    """The message of an answer: notes as its text, an embed for each card, up to two for each sheet."""
    cards = answer.shown[:EMBEDS]
    notes = [*answer.notes, *(f"Also read: {card.title}" for card in answer.shown[EMBEDS:])]
    budget = TOTAL - MARK - 3
    embeds = draw_cards(cards, budget=budget // 2 if answer.sheets else budget)
    embeds += _draw_sheets(answer.sheets, budget=budget - sum(map(weigh, embeds)), room=EMBEDS - len(embeds))
    content = draw_notes(notes, above=[_repeat(card.title, card.first) for card in answer.repeated if card.first])
    if not embeds and content is None:
        content = NOTHING
    if answer.mark:
        content = _put_mark(bare(answer.mark, MARK), content, embeds)
    return Drawn(content, embeds)


def draw_cards(cards: Sequence[Card], *, budget: int) -> list[discord.Embed]:
    """An embed for each card, shortened alike until all of them fit into the budget."""
    embeds: list[discord.Embed] = []
    spelled: dict[int, list[Lines]] = {}
    for room in _rooms():
        if room.width not in spelled:
            spelled[room.width] = [_spell(card, room.width) for card in cards]
        embeds = [_draw_card(card, lines, room) for card, lines in zip(cards, spelled[room.width], strict=True)]
        if sum(map(weigh, embeds)) <= budget and all(size(embed.description or "") <= DESCRIPTION for embed in embeds):
            break
    return embeds


def draw_pages(sheet: Sheet, room: Leaf | None = None) -> list[discord.Embed]:
    """The sheet in embeds, one a page; at least one."""
    room = room or Leaf()
    pages = _cut(list(_blocks(sheet, room.width)), room.text)
    embeds = []
    for number, text in enumerate(pages, 1):
        counted = f"page {number} of {len(pages)}" if len(pages) > 1 else ""
        footer = " · ".join(part for part in (counted, sheet.footer) if part)
        embeds.append(_embed(sheet.title, text, footer, sheet.tone, head=room.head))
    return embeds


def draw_notes(notes: Sequence[str], *, above: Sequence[str] = ()) -> str | None:
    """Single sentences as the message's text, below lines that are safe already; None when there are none."""
    lines = [line for note in notes if (line := shown(note, 400))]
    while size("\n".join([*above, *lines])) > CONTENT - MARK - 4:
        lines = [*lines[:-2], "shortened"]
    return "\n".join([*above, *lines]) or None


def weigh(embed: discord.Embed) -> int:
    """What an embed counts towards the 6000 characters of a message."""
    return sum(size(text) for text in (embed.title or "", embed.description or "", embed.footer.text or ""))


def find_mark(message: discord.Message, mark: str) -> bool:
    """Whether the message carries that mark of an answer."""
    mark = bare(mark, MARK)
    return any(mark in (embed.footer.text or "") for embed in message.embeds) or mark in message.content


def _draw_sheets(sheets: Sequence[Sheet], *, budget: int, room: int) -> list[discord.Embed]:
    """The first pages of each sheet, as many as fit; the last of them says 'shortened' when there were more."""
    embeds: list[discord.Embed] = []
    sheets = sheets[:room]
    for leaf in LEAVES:
        embeds = [embed for sheet in sheets for embed in _first_pages(sheet, leaf)]
        if len(embeds) <= room and sum(map(weigh, embeds)) <= budget:
            break
    return embeds


def _repeat(title: str, first: First) -> str:
    """The line of an article whose card stands elsewhere; ten of the longest leave room for a note."""
    leads_to = f"https://discord.com/channels/{first.guild}/{first.channel}/{first.message}"
    return f"Read already: {shown(title, HEADLINE)} · {leads_to}"


def _first_pages(sheet: Sheet, leaf: Leaf) -> list[discord.Embed]:
    pages = draw_pages(sheet, leaf)
    kept = pages[: leaf.pages]
    if len(kept) < len(pages):
        kept[-1].set_footer(text=bare(f"shortened · {sheet.footer}", leaf.head))
    return kept


def _draw_card(card: Card, lines: Lines, room: Room) -> discord.Embed:
    """As much of one article as there is room for, and whether that is all of it."""
    kept = lines.facts[: room.facts], lines.rows[: room.rows], lines.doubts[: room.doubts]
    whole = kept == (lines.facts, lines.rows, lines.doubts)
    footer = " · ".join(part for part in (card.footer, "" if whole else "shortened") if part)
    text = _join(lines.head, *kept)
    return _embed(card.title, text, footer, card.tone, url=link(card.url), head=room.width * 2)


def _spell(card: Card, width: int) -> Lines:
    return Lines(
        head=[shown(card.subtitle, width), shown(card.same, width)],
        facts=[f"• {_line(row, width)}" for row in card.facts],
        rows=[_line(row, width) for row in card.timeline],
        doubts=_doubts(card.doubts, card.tone, width),
    )


def _rooms() -> Iterator[Room]:
    """Ever less of each card."""
    yield from (Room(rows=rows) for rows in (5, 4, 3, 2))
    yield from (Room(rows=rows, facts=facts) for rows, facts in ((2, 3), (2, 2), (1, 2), (0, 2)))
    yield from (Room(rows=0, facts=1, doubts=1, width=width) for width in (160, 100, 60))
    yield Room(rows=0, facts=0, doubts=1, width=40)


def _line(row: Row, width: int) -> str:
    """'**lead** text · note', without what is empty."""
    lead, text, note = (shown(part, width) for part in (row.lead, row.text, row.note or ""))
    said = " ".join(part for part in (f"**{lead}**" if lead else "", text) if part)
    return " · ".join(part for part in (said, note) if part)


def _doubts(doubts: Sequence[str], tone: Tone, width: int) -> list[str]:
    """Each doubt after the word that goes with the colour; the word alone when there is none."""
    word = WORDS[tone] or WORDS["doubt"]
    lines = [f"{word} {text}" for doubt in doubts if (text := shown(doubt, width))]
    return lines or ([WORDS[tone]] if tone != "plain" else [])


def _join(*parts: Sequence[str]) -> str:
    """The parts with a blank line between them, without empty lines."""
    return "\n\n".join("\n".join(kept) for part in parts if (kept := [line for line in part if line]))


def _blocks(sheet: Sheet, width: int) -> Iterator[str]:
    """What must not be torn apart over two pages: a row with its note, a heading with the row below it."""
    if intro := "\n".join(part for part in (WORDS[sheet.tone], shown(sheet.intro, width)) if part):
        yield intro
    for section in sheet.sections:
        heading = shown(section.heading, min(width, TITLE))
        above = f"\n**{heading}**\n" if heading else ""
        for row in section.rows:
            yield above + _row(row, width)
            above = ""
        if above:
            yield above.rstrip()


def _row(row: Row, width: int) -> str:
    """The row's line, its note in small print below it."""
    if CHANNEL.fullmatch(row.lead):
        said = f"{row.lead} {shown(row.text, width)}"
    elif row.lead and len(row.text) > QUOTED:
        said = f"**{shown(row.lead, width)}**\n{shown(row.text, width)}"
    else:
        said = _line(Row(row.lead, row.text), width)
    note = shown(row.note or "", width)
    return "\n".join(part for part in (said.strip(), f"-# {note}" if note else "") if part)


def _cut(blocks: Sequence[str], limit: int) -> list[str]:
    """Pages of whole blocks; a block longer than the limit has a page of its own."""
    pages: list[str] = []
    page = ""
    for block in blocks:
        longer = f"{page}\n{block}" if page else block.lstrip()
        if page and size(longer) > limit:
            pages.append(page)
            longer = block.lstrip()
        page = longer
    return [*pages, page]


def _embed(
    title: str, text: str, footer: str, tone: Tone, *, url: str | None = None, head: int = TITLE
) -> discord.Embed:
    """An embed that is never empty; `head` is what title and footer may take each."""
    name = shown(title, min(head, TITLE))
    said = text or (None if name else NOTHING)
    embed = discord.Embed(title=name or None, description=said, url=url if name else None, colour=COLOURS[tone])
    if foot := bare(footer, min(head, FOOTER)):
        embed.set_footer(text=foot)
    return embed


def _put_mark(mark: str, content: str | None, embeds: Sequence[discord.Embed]) -> str | None:
    """The content, with the mark in it when there is no embed whose footer could carry it."""
    if not embeds:
        return "\n".join(part for part in (content, f"-# {mark}") if part)
    foot = embeds[-1].footer.text
    if mark not in (foot or ""):
        embeds[-1].set_footer(text=f"{foot} · {mark}" if foot else mark)
    return content

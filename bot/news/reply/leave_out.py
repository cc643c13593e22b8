"""What was said, without an article that is to be forgotten."""

from dataclasses import replace

from bot.news.reply.card import Answer, Card, Row, Section, Sheet


def leave_out(answer: Answer, *, article: int, short: str) -> Answer | None:
    """The answer without the article's card, and without what a digest says of it; None when nothing is left.

    A digest's section of a story goes whole where the article is one of its sources: nobody can tell any more which of
    its words came from it.
    """
    cards = tuple(_alone(card, short) for card in answer.cards if card.article != article)
    sheets = tuple(_leave_out_of_sheet(sheet, short) for sheet in answer.sheets)
    if not cards and answer.cards:
        return None
    return replace(answer, cards=cards, sheets=sheets)


def _alone(card: Card, short: str) -> Card:
    """The card without the line that says whose text it repeats, where that names the article."""
    return replace(card, same="") if short in card.same.split() else card


def _leave_out_of_sheet(sheet: Sheet, short: str) -> Sheet:
    kept = []
    for section in sheet.sections:
        rows = tuple(row for row in section.rows if not _names(row, short))
        if len(rows) == len(section.rows):
            kept.append(section)
        elif rows and not any(row.lead.startswith("Source") and _names(row, short) for row in section.rows):
            kept.append(Section(section.heading, rows))  # 'Coming up', of several articles
    if len(kept) == len(sheet.sections) and all(a is b for a, b in zip(kept, sheet.sections, strict=True)):
        return sheet
    footer = " · ".join(part for part in (sheet.footer, "An article that was forgotten is left out") if part)
    return replace(sheet, sections=tuple(kept), footer=footer)


def _names(row: Row, short: str) -> bool:
    """Short ids stand in notes, between commas or points: 'planned · The Example · b7xk'."""
    return short in (row.note or "").replace("·", " ").replace(",", " ").split()

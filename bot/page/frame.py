"""Whole documents of the page, from the package's HTML files."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from bot.news.reply import Answer, Card, Sheet
from bot.page.draw import draw_answer, draw_card, draw_mark, draw_sheet

RETRY_SECONDS = 2
NOTHING_READ = "No article was found in what was pasted; it takes a link, or at least 40 words that are told as news."


def show_home(answers: Iterable[Answer]) -> str:
    """The form beside the recent cards, newest first."""
    drawn = "\n".join(map(draw_answer, answers))
    cards = (
        drawn
        or '<p class="hint">What is read appears here: key facts, each with its sentence, and a dated timeline.</p>'
    )
    return _frame("Dateline", _desk(_form(), cards), at="home")


def show_answer(answer: Answer) -> str:
    """What one paste brought."""
    title = answer.cards[0].title if answer.cards else "Answer"
    return _frame(f"{title} · Dateline", _desk(_form(), draw_answer(answer)))


def show_article(card: Card, timeline: Sheet, sentences: Sheet) -> str:
    """One article: its card, every date with its reason, each fact with its sentence."""
    dates = draw_sheet(_under(card, timeline, "How each date was found"), layout="dated", anchor="timeline")
    quotes = draw_sheet(_under(card, sentences, "Source sentences"), layout="quoted", anchor="sentences")
    return _frame(f"{card.title} · Dateline", _column(f"{draw_card(card)}\n{dates}\n{quotes}"))


def show_timeline(main: Sheet | str, *, since: str, until: str) -> str:
    """The merged timeline, or the sentence that says why there is none, under the form that narrows it."""
    below = (
        draw_sheet(main, layout="dated")
        if isinstance(main, Sheet)
        else draw_mark("doubt", main, word="Nothing to show.")
    )
    form = _load("span.html").substitute(since=escape(since), until=escape(until))
    return _frame("Timeline · Dateline", _column(form + below), at="timeline")


def show_status(sheet: Sheet) -> str:
    """The status sheet."""
    return _frame("Status · Dateline", _column(draw_sheet(sheet)), at="status")


def show_reading(says: str) -> str:
    """That an article is still being read; the browser asks again by itself."""
    return _frame("Reading · Dateline", _column(f'<p class="waiting">{escape(says)}</p>'), refresh=RETRY_SECONDS)


def show_fault(says: str, *, link: str = "", text: str = "") -> str:
    """What went wrong, with the form and what was pasted still in it."""
    return _frame("Not done · Dateline", _desk(_form(link, text), draw_mark("failure", says, word="Not done.")))


def load_file(name: str) -> str:
    """The text of a file of this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _load(name: str) -> Template:
    return Template(load_file(name))


def _frame(title: str, main: str, *, at: str = "", refresh: int = 0) -> str:
    current = {f"at_{name}": ' aria-current="page"' if name == at else "" for name in ("home", "timeline", "status")}
    again = f'\n<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    return _load("frame.html").substitute(title=escape(title), main=main, refresh=again, **current)


def _under(card: Card, sheet: Sheet, title: str) -> Sheet:
    """The sheet as it stands below its article's card, which says headline, outlet and doubts already."""
    return replace(sheet, title=title, intro=sheet.intro.removeprefix(card.subtitle).lstrip(" ·"), tone="plain")


def _desk(form: str, cards: str) -> str:
    return f'<div class="desk">{form}<div class="column">{cards}</div></div>'


def _column(inside: str) -> str:
    return f'<div class="column alone">{inside}</div>'


def _form(link: str = "", text: str = "") -> str:
    # A browser drops the first line break of a textarea; ours stands before the text, so that none of the text is.
    return _load("form.html").substitute(link=escape(link), text=f"\n{escape(text)}" if text else "")

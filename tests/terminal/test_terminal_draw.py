"""Cards in a terminal: within the window, told apart without colour, and free of markup that articles bring."""

import io

import pytest
from rich.console import Console

from bot.news.reply import Card, Row, compose_failure
from bot.terminal.draw import draw_card

CARD = Card(
    article=None, title="Rebels enter [red]Aleppo[/red] :smile:", url=None, subtitle="Outlet · published 2024",
    facts=(Row("4 killed, 25 injured", "Civil Defense"), Row("Mayor", "“We will stay.” " * 8, "quote")),
    timeline=(Row("Dec 2016", "rebels were forced out"), Row("Tue 3 Dec 2024", "talks are due", "planned")),
    doubts=("No publication date found.",), footer="date as given", tone="doubt",
)  # fmt: skip


def draw(card: Card, width: int = 80, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="truecolor" if colour else None)
    console.print(draw_card(card))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_card_stays_within_the_window(width: int) -> None:
    """No line is longer than the terminal is wide, and none is cut."""
    lines = draw(CARD, width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert sum(line.count("stay.") for line in lines) == 8


def test_markup_of_an_article_is_text() -> None:
    """Square brackets and emoji codes of a headline are shown as they are."""
    assert "Rebels enter [red]Aleppo[/red] :smile:" in draw(CARD)
    assert "[red]Aleppo[/red]" in draw(CARD, colour=True)


def test_a_doubt_and_a_failure_are_words_beside_their_colour() -> None:
    """Nobody has to tell amber from red: without colour the word is there."""
    assert "Doubt No publication date found." in draw(CARD)
    assert "Failed There is no such file." in draw(compose_failure("x.txt", "There is no such file."))
    assert "\x1b[33m" in draw(CARD, colour=True)
    assert "\x1b[31m" in draw(compose_failure("x", "No."), colour=True)


def test_notes_are_told_apart_without_colour() -> None:
    """'planned' stands in brackets behind what is planned."""
    assert "talks are due (planned)" in draw(CARD)

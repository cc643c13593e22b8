"""What is written while inputs are read: one JSON object a line, or one card; a progress bar where a person waits."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import DatelineError, Unreadable
from bot.news.reply import compose_card, compose_failure
from bot.news.report import to_json
from bot.ports import Stored
from bot.terminal.draw import WIDEST, draw_card, draw_story
from bot.terminal.reading import Fault, Outcome
from bot.terminal.stories import story_as_json

MANY = 5
"""Inputs from which on a bar is drawn; fewer are read before it would tell anything."""


def make_console(*, stderr: bool = False) -> Console:
    """A console no wider than is good to read; 80 columns where there is no terminal."""
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def write_json(outcome: Outcome) -> None:
    """One line: the report, or the input with its error."""
    _write_line(_as_json(outcome))


def write_card(console: Console, outcome: Outcome) -> None:
    """The card of the report, or of the failure."""
    if outcome.report:
        card = compose_card(outcome.report, article=None)
    else:
        card = compose_failure(outcome.name, str(outcome.fault))
    with _written():
        console.print(draw_card(card))


def write_stories(console: Console, stories: Sequence[Sequence[Stored]], *, as_json: bool) -> None:
    """One JSON object a line and story; else a line a story and one below it for each of its articles."""
    for articles in stories:
        if as_json:
            _write_line(story_as_json(articles))
        else:
            console.print(draw_story(articles))
    if not stories and not as_json:
        console.print("No story is stored here; `read --store` keeps what it reads.")


@contextmanager
def show_progress(total: int, console: Console, *, as_json: bool) -> Iterator[Callable[[], None]]:
    """A bar that the yielded function moves on by one; none where few are read or no terminal is there to see it.

    It stands on the error stream; where cards are drawn to a terminal, on their console, which keeps them apart.
    """
    if not console.is_terminal:
        console = make_console(stderr=True)
    elif as_json:
        total = 0
    if total < MANY or not console.is_terminal:
        yield lambda: None
        return
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _write_line(value: dict[str, Any]) -> None:
    with _written():
        sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
        sys.stdout.flush()


@contextmanager
def _written() -> Iterator[None]:
    """Raises DatelineError when the output takes no more; one that nobody reads (`| head`) is the caller's matter."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        # Python writes what is left when it ends, and would fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise DatelineError(f"What was read cannot be written out: {fault.strerror}.") from fault


def _as_json(outcome: Outcome) -> dict[str, Any]:
    if outcome.report:
        return to_json(outcome.report)
    assert outcome.fault is not None  # noqa: S101 - an outcome holds one of both
    return {"input": outcome.name, "error": {"kind": kind_of(outcome.fault), "says": str(outcome.fault)}}


def kind_of(fault: Fault) -> str:
    """The report's word for what went wrong; a lost worker is a fault on the reading side."""
    return fault.kind if isinstance(fault, Unreadable) else "server"

"""Reading functions for the pool's tests: they do what the article's text orders, inside a real process."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.errors import Empty, UnknownZone, WrongPipeline
from bot.news.article import Article, Source
from bot.news.facts import Answers
from bot.news.report import Report


class StubbornError(Exception):
    """Cannot be pickled the plain way."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("stubborn")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    threading.Event().wait()


def _raise(fault: Exception) -> None:
    raise fault


def _wait_for(there: Callable[[], bool]) -> None:
    while not there():
        threading.Event().wait(0.01)


def _grow() -> int:
    """Takes 4 GiB, which the machine would have to find."""
    return len(bytearray(1 << 32))


ORDERS: dict[str, Callable[[], object]] = {
    "pid": os.getpid,
    "nice": lambda: os.nice(0),
    "die": _die,
    "hang": _hang,
    "grow": _grow,
    "raise zone": lambda: _raise(UnknownZone("Mars/Olympus")),
    "raise empty": lambda: _raise(Empty("Nothing in it.")),
    "raise bug": lambda: _raise(StubbornError(1, 2)),
}


def _obey(source: Source) -> object:
    """The outcome of the order. `url` names a mark: every process that reads the article writes its id there."""
    text, mark = source.text, Path(source.url or os.devnull)
    fresh = not mark.exists()
    with mark.open("a", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")
    if text == "together":
        _wait_for(lambda: len(list(mark.parent.iterdir())) == 2)
    elif text == "hold":
        _wait_for((mark.parent / "go").exists)
    elif fresh or not text.endswith(" once"):
        return ORDERS.get(text.removesuffix(" once"), os.getpid)()
    return os.getpid()


def obey(source: Source, today: date) -> Report:
    """A report with the outcome for its title; the process's id, unless something else was asked."""
    title = str(_obey(source))
    article = Article(title, None, None, None, None, None, None, None, None, "unknown", "en", 0, source.text)
    return Report(1, source.input, article, (), Answers(), (), (), (), (), (), (), (), ())


def load_obedient(pipeline: str | None):
    """Like `load_reader`: refuses the pipeline `missing`, dies over `deadly`."""
    if pipeline == "missing":
        raise WrongPipeline("The spaCy pipeline 'missing' is not installed.")
    if pipeline == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return obey

"""What runs inside a worker process: it loads the pipeline once and reads one article at a time."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from multiprocessing import parent_process

from bot.errors import DatelineError, WorkerLost
from bot.news.article import Source
from bot.news.report import Report
from bot.workers.memory import MemoryGoneError, limit_memory

Read = Callable[[Source, date], Report]
Load = Callable[[str | None], Read]
"""Makes the reading function of a pipeline; a name at the top of a module, since it is sent to the process."""

_NICE = 5
"""Articles wait for the event loop, not the loop for articles, where they share a core."""


def settle() -> None:
    """Makes this process a worker: it yields to the parent, leaves Ctrl-C to it, ends with it, and writes no log.

    What libraries warn of while they read may quote the text; what fails is told by the fault that the parent gets.
    """
    logging.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    # A process holds both ends of the pipe that brings its orders: no end of file tells that the parent was killed.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def warm(load: Load, pipeline: str | None) -> None:
    """Returns once this process has loaded its pipeline; raises WrongPipeline."""
    _reader(load, pipeline)


def read(load: Load, pipeline: str | None, source: Source, today: date) -> Report:
    """The report of one article; raises Unreadable, MemoryGoneError, or WorkerLost for a fault of our own."""
    try:
        return _reader(load, pipeline)(source, today)
    except DatelineError:
        raise
    except MemoryError as fault:
        raise MemoryGoneError from fault
    except Exception as fault:  # the process's edge: a foreign exception may not survive the way to the parent
        raise WorkerLost("Reading failed by a fault of Dateline's own; its log says more.") from fault


@cache
def _reader(load: Load, pipeline: str | None) -> Read:
    reader = load(pipeline)
    limit_memory()
    return reader


def load_reader(pipeline: str | None) -> Read:
    """The reading function over a spaCy pipeline, Dateline's own by default; raises WrongPipeline.

    It has read an article of ours when it is returned, since every stage loads its lexicons with the first one, and it
    can tell languages apart, which an English article does not need: together 1.7 s, which no person need wait for.
    """
    # Imported here: the parent names this function to its workers, and needs neither spaCy nor trafilatura itself.
    from bot.news.article.language import load_identifier  # noqa: PLC0415
    from bot.news.document.pipeline import load_pipeline  # noqa: PLC0415
    from bot.news.report.read import read_article  # noqa: PLC0415

    nlp = load_pipeline(pipeline)
    load_identifier()

    def read_one(source: Source, today: date) -> Report:
        # Words met for the first time are forgotten with the article: they take some 140 kB each time, for good.
        with nlp.memory_zone():
            return read_article(source, today=today, nlp=nlp)

    first = (resources.files(__package__) / "first.html").read_bytes()
    read_one(Source(input="first", form="page", body=first, published="2024-11-29"), date(2024, 11, 30))
    return read_one

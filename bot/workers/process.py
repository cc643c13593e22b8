"""What runs inside a worker process: it loads the pipeline once and reads one article at a time."""

import gc
import os
import signal
import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from multiprocessing import parent_process

from bot.errors import DatelineError, WorkerLost
from bot.news.article import Source
from bot.news.report import Report

Read = Callable[[Source, date], Report]
Load = Callable[[str | None], Read]
"""Makes the reading function of a pipeline; a name at the top of a module, since it is sent to the process."""

_NICE = 5
"""Articles wait for the event loop, not the loop for articles, where they share a core."""


def settle() -> None:
    """Makes this process a worker: it yields to the parent, leaves Ctrl-C to it and ends with it."""
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


def warm(load: Load, pipeline: str | None) -> int:
    """The id of this process, once its pipeline is loaded; raises WrongPipeline."""
    _reader(load, pipeline)
    gc.collect()
    gc.freeze()  # the pipeline stays for good: collections need not walk it with every article
    return os.getpid()


def read(load: Load, pipeline: str | None, source: Source, today: date) -> Report:
    """The report of one article; raises Unreadable, or WorkerLost for a fault of our own."""
    try:
        return _reader(load, pipeline)(source, today)
    except DatelineError:
        raise
    except Exception as fault:  # the process's edge: a foreign exception may not survive the way to the parent
        raise WorkerLost("Reading failed by a fault of Dateline's own; its log says more.") from fault


@cache
def _reader(load: Load, pipeline: str | None) -> Read:
    return load(pipeline)


def load_reader(pipeline: str | None) -> Read:
    """The reading function over a spaCy pipeline, Dateline's own by default; raises WrongPipeline."""
    from bot.news.document.pipeline import load_pipeline  # noqa: PLC0415 - spaCy loads in the workers only
    from bot.news.report import read_article  # noqa: PLC0415

    nlp = load_pipeline(pipeline)

    def read_one(source: Source, today: date) -> Report:
        # Words met for the first time are forgotten with the article; else the vocabulary grows with everything read.
        with nlp.memory_zone():
            return read_article(source, today=today, nlp=nlp)

    return read_one

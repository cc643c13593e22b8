"""Inputs read one after the other, or several at once, and handed on in the order in which they were asked for."""

import asyncio
import logging
import signal
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.desk.posts import make_source
from bot.errors import Unreadable, WorkerLost, WrongSetting
from bot.news.article import Source
from bot.news.document.pipeline import load_pipeline
from bot.news.message import lead_to
from bot.news.report import Report
from bot.news.report.read import read_article
from bot.ports import Fetcher, Reader
from bot.terminal.inputs import Asked, Options, open_input

if TYPE_CHECKING:
    from spacy.language import Language

Fault = Unreadable | WorkerLost
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its report, or its fault."""

    name: str
    report: Report | None = None
    fault: Fault | None = None


class OwnReader:
    """Reads in this process; implements `bot.ports.Reader`. The first article that needs the pipeline loads it."""

    def __init__(self, pipeline: str | None) -> None:
        self._pipeline = pipeline
        self._nlp: Language | None = None

    async def read(self, source: Source, *, today: date) -> Report:
        if self._nlp is None:
            self._nlp = load_pipeline(self._pipeline)
        with interruptible():
            return read_article(source, today=today, nlp=self._nlp)


@contextmanager
def interruptible() -> Iterator[None]:
    """Lets Ctrl-C end work that holds the event loop: asyncio's own handler only asks the loop, when it comes to it.

    An article of 100,000 words holds it for 15 seconds. Only the main thread hears of signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, asked)


async def read_inputs(
    inputs: Sequence[Asked], options: Options, *, reader: Reader, fetcher: Fetcher | None, today: date, at_once: int = 1
) -> AsyncIterator[Outcome]:
    """An outcome for every input, in order, while up to `at_once` are being read; only links need `fetcher`."""
    ahead: deque[asyncio.Task[Outcome]] = deque()
    waiting = iter(inputs)
    try:
        while True:
            while len(ahead) < at_once and (asked := next(waiting, None)):
                ahead.append(asyncio.create_task(_attempt(asked, options, reader=reader, fetcher=fetcher, today=today)))
            if not ahead:
                return
            yield await ahead[0]
            ahead.popleft()
    finally:
        for task in ahead:
            task.cancel()
        await asyncio.gather(*ahead, return_exceptions=True)


async def _attempt(asked: Asked, options: Options, *, reader: Reader, fetcher: Fetcher | None, today: date) -> Outcome:
    try:
        source = await _fetch(asked.name, options, fetcher) if fetcher and asked.is_link else open_input(asked, options)
        return Outcome(asked.name, report=await reader.read(source, today=today))
    except (Unreadable, WorkerLost) as fault:
        return Outcome(asked.name, fault=fault)
    except WrongSetting:
        raise
    except Exception:  # a fault of ours in one article must be told, and must not take the other inputs with it
        log.exception("Reading %s failed.", asked.name)
        return Outcome(asked.name, fault=WorkerLost("It could not be read because of a fault in Dateline itself."))


async def _fetch(link: str, options: Options, fetcher: Fetcher) -> Source:
    page = await fetcher.fetch(lead_to(link))
    return replace(make_source(link, page), published=options.published)

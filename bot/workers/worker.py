"""One process of the pool, as its parent holds it."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from multiprocessing import active_children, get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.news.article import Source
from bot.news.report import Report
from bot.workers.memory import MemoryGoneError
from bot.workers.process import Load, read, settle, warm

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_P = ParamSpec("_P")
_T = TypeVar("_T")
_BOOT = 120.0
"""Seconds in which a process must have loaded its pipeline: about 3 on a free core, more when all start at once."""
_PACE = 2_000
"""Characters read in a second at the least: it was 17,000 in an article of 20,000 words, 8,000 in one of 100,000."""
_LONGEST = 300_000
"""Characters, the most that is analysed of a text; a page of 5 MB is markup for the most part."""


class LostError(Exception):
    """The process is gone; the message says how, as the middle of a sentence."""


class Worker:
    """One process for one article at a time; `start` gives it a fresh one.

    It has an executor of its own: when a process of a shared one dies, Python ends all the others with it.
    """

    def __init__(self, load: Load, pipeline: str | None, *, seconds: float) -> None:
        self._load = load
        self._pipeline = pipeline
        self._seconds = seconds
        self._executor: ProcessPoolExecutor | None = None
        self._process: BaseProcess | None = None
        self.starts = 0
        """How often it was given a process."""

    @property
    def alive(self) -> bool:
        # Its own word for it, is_alive(), is wrong for a moment while the pool's thread takes note of the end.
        return self._process is not None and not wait([self._process.sentinel], timeout=0)

    async def start(self) -> None:
        """Returns when a fresh process has its pipeline; raises LostError, WrongPipeline."""
        self._end()
        self.starts += 1
        self._executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=settle)
        try:
            await self._run(_BOOT, warm, self._load, self._pipeline)
        except BaseException:
            self._end()
            raise

    async def read(self, source: Source, today: date) -> Report:
        """The report of one article; raises LostError, and what reading it raised."""
        if not self.alive:
            await self.start()
        return await self._run(self._limit(source), read, self._load, self._pipeline, source, today)

    def _limit(self, source: Source) -> float:
        return max(self._seconds, min(len(source.text or source.body), _LONGEST) / _PACE)

    async def stop(self) -> None:
        """Ends the process, whatever it is doing, and returns when it is gone."""
        executor = self._executor
        self._end()
        if executor is not None:
            await asyncio.to_thread(executor.shutdown)

    async def _run(self, seconds: float, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What the function returns in the process; ends the process when it fails to return in time or at all."""
        if self._executor is None:
            raise LostError("there was no process")
        try:
            future = self._submit(self._executor, function, *args, **kwargs)
            async with asyncio.timeout(seconds):
                return await asyncio.wrap_future(future)
        except BrokenProcessPool as fault:
            self._end()
            raise LostError("the process stopped") from fault
        except MemoryGoneError as fault:
            self._end()
            raise LostError("reading it took too much memory") from fault
        except TimeoutError as fault:
            self._end()
            raise LostError(f"it took longer than {seconds:g} seconds") from fault
        except asyncio.CancelledError as fault:
            self._end()
            task = asyncio.current_task()
            if task is not None and not task.cancelling():  # nobody gave up waiting: the executor dropped the work
                raise LostError("the process stopped") from fault
            raise

    def _submit(
        self, executor: ProcessPoolExecutor, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> "Future[_T]":
        """Submits and, the first time, finds the process that the executor starts for it."""
        if self._process is not None:
            return executor.submit(function, *args, **kwargs)
        before = set(active_children())
        with _interrupts_held():
            future = executor.submit(function, *args, **kwargs)
        self._process = next(iter(set(active_children()) - before), None)
        return future

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._process = self._executor = None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C reaches the whole process group; a process that is started while it is blocked never hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)

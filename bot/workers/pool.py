"""A pool of warm processes, each of which can be lost without harm to the others."""

import asyncio
import logging
from asyncio import LifoQueue, Task
from datetime import date
from types import TracebackType
from typing import Self

from bot.errors import DatelineError, Stopping, WorkerLost
from bot.news.article import Source
from bot.news.report import Report
from bot.workers.process import Load, load_reader
from bot.workers.worker import LostError, Worker

_log = logging.getLogger(__name__)
_TRIES = 3


class ReaderPool:
    """Reads articles in processes of their own; implements `bot.ports.Reader`.

    `await start()` loads the pipeline in every process before the first article, `await close()` ends them; it is an
    asynchronous context manager too. An article has `seconds` in a process, a very long one more. A process that dies,
    takes longer, or takes more memory than it may is replaced, and the article is tried twice more. `load` makes the
    reading function in each process.
    """

    def __init__(
        self, *, workers: int = 1, pipeline: str | None = None, seconds: float = 60.0, load: Load = load_reader
    ) -> None:
        self._workers = tuple(Worker(load, pipeline, seconds=seconds) for _ in range(workers))
        self._idle: LifoQueue[Worker] = LifoQueue()
        self._mending: set[Task[None]] = set()
        self._open = False
        self.waiting = 0
        """Articles that wait for a process."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Returns when every process is ready; raises WrongPipeline, or WorkerLost when one dies on the way."""
        outcomes = await asyncio.gather(*(worker.start() for worker in self._workers), return_exceptions=True)
        for fault in filter(None, outcomes):
            await self.close()
            if isinstance(fault, LostError):
                raise WorkerLost(f"The processes that read articles cannot be started: {fault}.") from fault
            raise fault
        self._open = True
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """Ends the processes; articles that are being read or wait for it end in Stopping."""
        self._open = False
        for task in self._mending:
            task.cancel()
        await asyncio.gather(*self._mending, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self._workers))

    @property
    def restarts(self) -> int:
        """Processes that were replaced since the start."""
        return sum(max(0, worker.starts - 1) for worker in self._workers)

    def well(self) -> bool:
        """Whether every process is ready or busy, for the health check."""
        return self._open and all(worker.alive for worker in self._workers)

    def mend(self) -> None:
        """Replaces processes that died while they had nothing to do: the next article need not wait for that."""
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for worker in reversed(idle):
            self._hand_back(worker)

    async def read(self, source: Source, *, today: date) -> Report:
        """The report of one article; raises Unreadable, WorkerLost when no try could read it, or Stopping."""
        lost: LostError | None = None
        for _ in range(_TRIES):
            worker = await self._take()
            try:
                return await worker.read(source, today)
            except LostError as fault:
                _log.warning("A process was lost while it read: %s.", fault)
                lost = fault
            except WorkerLost:
                _log.exception("Reading met a fault.")
                raise
            finally:
                self._hand_back(worker)
        raise WorkerLost(f"Three times {lost}; the article was not read.") from lost

    async def _take(self) -> Worker:
        if self._open:
            self.waiting += 1
            try:
                worker = await self._idle.get()
            finally:
                self.waiting -= 1
            if self._open:
                return worker
            self._idle.put_nowait(worker)  # for the next in the row, who ends here too
        raise Stopping("Nothing is read while Dateline stops; the article was not read.")

    def _hand_back(self, worker: Worker) -> None:
        """Puts a worker back in the row; a lost one is replaced first, so that no article waits for that."""
        if worker.alive or not self._open:
            self._idle.put_nowait(worker)
            return
        task = asyncio.create_task(self._mend(worker))
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)

    async def _mend(self, worker: Worker) -> None:
        try:
            await worker.start()
        except (LostError, DatelineError):
            _log.exception("a process that reads articles cannot be replaced; the next article tries again")
        finally:
            self._idle.put_nowait(worker)

"""Tasks in flight: held while they run, so that they are neither collected nor cut off."""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)


class Work:
    """What the bot is doing; `finish` waits for it and takes no more."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self.stopping = False

    def start(self, job: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None] | None:
        """The job as a task in the background; None, and the job dropped, once the bot is stopping."""
        if self.stopping:
            job.close()
            return None
        task = asyncio.create_task(job, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Counts the running task (an interaction's) among those that `finish` waits for."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - called inside coroutines only
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def finish(self, *, within: float) -> None:
        """Waits for what runs, at most `within` seconds; the rest is cancelled and taken up at the next start."""
        self.stopping = True
        tasks = self._tasks - {asyncio.current_task()}
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=within)
        for task in late:
            log.warning("%s was cut off; it is taken up again at the next start.", task.get_name())
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("%s failed.", task.get_name(), exc_info=fault)

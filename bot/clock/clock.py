"""APScheduler ticks, the desk decides: nothing here knows when a digest is due."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import DatelineError

Work = Callable[[], Awaitable[None]]

EVERY = timedelta(seconds=20)
"""A digest comes at most so late, and a line that Discord refused waits at most so long."""
HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
STANDS = timedelta(minutes=5)
"""Without any tick so long, while several are due each minute, the clock is not well."""
_LAST_TICK = 5
"""Seconds that closing waits for a tick under way: half of what Docker gives; what is cut off is taken up again."""

log = logging.getLogger(__name__)


class TickingClock:
    """Implements bot.ports.Clock with the machine's time."""

    def __init__(self, *, every: timedelta = EVERY) -> None:
        self._every = every
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC)  # Any: APScheduler 3 has no types
        self._ticking: set[asyncio.Task[Any]] = set()
        self._minding: asyncio.Task[None] | None = None
        self._last: float | None = None
        """When the last tick began, by a clock that nobody sets; None before the first."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        return time.monotonic()

    def start(
        self, *, digests: Work, unsaid: Work, unfinished: Work, backups: Work | None = None, daily: Work | None = None
    ) -> None:
        """Begins to tick in the running event loop, at once and at intervals; a slow tick is not run beside itself.

        `backups` is asked every hour, `daily` is what is done once a day. A tick that fails is logged, and the next one
        comes all the same.
        """
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick, twice
        self._add("digests", digests, every=self._every)
        self._add("unsaid lines", unsaid, every=self._every)
        self._add("unfinished posts", unfinished, every=self._every)
        if backups:
            self._add("backups", backups, every=HOURLY)
        if daily:
            self._add("old articles", daily, every=DAILY)
        self._last = self.elapsed()
        self._scheduler.start()
        self._minding = asyncio.create_task(self._mind_setting(), name="Minding the clock")

    def _add(self, name: str, work: Work, *, every: timedelta) -> None:
        self._scheduler.add_job(
            self._tick,
            IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
            args=(name, work),
            id=name,
            next_run_time=self.now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,  # however late the event loop comes to it: the default drops it after 1 s
        )

    async def check(self) -> None:
        """Raises DatelineError when nothing ticks: no digest would come, and nothing would be tried again."""
        if self._last is None:
            raise DatelineError("the clock has not been started")
        silent = self.elapsed() - self._last
        if silent > STANDS.total_seconds():
            raise DatelineError(f"the clock stands still: its last tick was {silent:.0f} s ago")

    async def _mind_setting(self) -> None:
        """Ticks at once when the machine's clock is set back: the next ticks would be as far away as it was set."""
        every = self._every.total_seconds()
        while True:
            ahead = self.now().timestamp() - self.elapsed()
            await asyncio.sleep(every)
            if self.now().timestamp() - self.elapsed() < ahead - every:
                log.warning("The machine's clock was set back; the ticks go on by the new time.")
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self.now())

    async def close(self) -> None:
        """Ends the ticking; a tick under way may finish first."""
        if not self._scheduler.running:
            return
        if self._minding:
            self._minding.cancel()
            await asyncio.wait({self._minding})
        self._scheduler.pause()
        if self._ticking:
            await asyncio.wait(self._ticking, timeout=_LAST_TICK)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # AsyncIOScheduler shuts down in the loop's next round

    async def _tick(self, name: str, work: Work) -> None:
        self._last = self.elapsed()
        task = asyncio.current_task()
        if task:
            self._ticking.add(task)
            task.add_done_callback(self._ticking.discard)
        try:
            await work()
        except DatelineError as fault:
            log.warning("The tick for %s failed: %s", name, fault)
        except Exception:  # a fault of ours in one tick must not end the ticking; the log has it whole
            log.exception("The tick for %s failed.", name)

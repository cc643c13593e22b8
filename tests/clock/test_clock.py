"""The clock ticks until it is closed, whatever happens in a tick."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.clock import TickingClock
from bot.errors import ArchiveFault, DatelineError

PATIENCE = 20


class Ticks:
    """Counts ticks, raises what it is given at each, and lets a test wait for the n-th."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.count = 0
        self.fault = fault
        self._ticked = asyncio.Condition()

    async def __call__(self) -> None:
        async with self._ticked:
            self.count += 1
            self._ticked.notify_all()
        if self.fault:
            raise self.fault

    async def reach(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self._ticked:
            await self._ticked.wait_for(lambda: self.count >= count)


@pytest.fixture
async def clock() -> AsyncIterator[TickingClock]:
    ticking = TickingClock(every=timedelta(milliseconds=10))
    yield ticking
    await ticking.close()


def test_now_is_aware_and_utc() -> None:
    assert timedelta(0) == TickingClock().now().utcoffset()


async def test_both_ticks_come_again_and_again(clock: TickingClock) -> None:
    digests, unsaid = Ticks(), Ticks()
    clock.start(digests=digests, unsaid=unsaid, unfinished=Ticks())
    await digests.reach(3)
    await unsaid.reach(3)


async def test_the_first_tick_comes_at_once() -> None:
    """After a restart a digest that is due must not wait for an interval to pass."""
    clock = TickingClock(every=timedelta(days=1))
    digests, unsaid = Ticks(), Ticks()
    clock.start(digests=digests, unsaid=unsaid, unfinished=Ticks())
    await digests.reach(1)
    await unsaid.reach(1)
    await clock.close()


async def test_what_is_done_daily_is_done_at_once_and_then_a_day_later(clock: TickingClock) -> None:
    """A process that is started anew every night would else never come to it."""
    digests, daily = Ticks(), Ticks()
    clock.start(digests=digests, unsaid=Ticks(), unfinished=Ticks(), daily=daily)
    await daily.reach(1)
    await digests.reach(5)
    assert daily.count == 1
    assert clock._scheduler.get_job("old articles").trigger.interval == timedelta(days=1)


@pytest.mark.parametrize("fault", [ArchiveFault("The database cannot be used."), RuntimeError("a fault of ours")])
async def test_a_tick_that_fails_is_logged_and_comes_again(
    clock: TickingClock, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    digests, unsaid = Ticks(fault), Ticks()
    with caplog.at_level(logging.WARNING, "bot.clock"):
        clock.start(digests=digests, unsaid=unsaid, unfinished=Ticks())
        await digests.reach(2)
    assert "The tick for digests failed" in caplog.text


async def test_a_slow_tick_is_not_run_beside_itself(clock: TickingClock, caplog: pytest.LogCaptureFixture) -> None:
    running = most = 0
    go_on = asyncio.Event()
    others = Ticks()

    async def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go_on.wait()
        running -= 1

    with caplog.at_level(logging.ERROR):
        clock.start(digests=slow, unsaid=others, unfinished=Ticks())
        await others.reach(5)
    assert most == 1
    go_on.set()


async def test_closing_lets_a_tick_finish_and_then_no_more_come(clock: TickingClock) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    ended = Ticks()

    async def slow() -> None:
        begun.set()
        await may_end.wait()
        await ended()

    others = Ticks()
    clock.start(digests=slow, unsaid=others, unfinished=Ticks())
    async with asyncio.timeout(PATIENCE):
        await begun.wait()
        closing = asyncio.create_task(clock.close())
        await others.reach(others.count)
        may_end.set()
        await closing
    assert ended.count == 1
    assert not clock._scheduler.running


async def test_closing_twice_or_before_the_start_does_nothing() -> None:
    clock = TickingClock()
    await clock.close()
    clock.start(digests=Ticks(), unsaid=Ticks(), unfinished=Ticks())
    await clock.close()
    await clock.close()


async def test_a_clock_that_stands_is_not_well(monkeypatch):
    """Nor is one that was never started; while it ticks it is well."""
    clock = TickingClock(every=timedelta(milliseconds=20))
    with pytest.raises(DatelineError, match="has not been started"):
        await clock.check()
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    async def nothing() -> None:
        pass

    clock.start(digests=tick, unsaid=nothing, unfinished=nothing)
    await asyncio.wait_for(ticked.wait(), 10)
    await clock.check()
    await clock.close()
    later = clock.elapsed() + 301
    monkeypatch.setattr(clock, "elapsed", lambda: later)
    with pytest.raises(DatelineError, match="stands still: its last tick was 30"):
        await clock.check()


async def test_a_clock_that_is_set_back_a_day_goes_on_ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler reckons by the machine's clock: its next tick would be a day away."""
    back = timedelta()

    class Machine(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) - back

    for module in ("apscheduler.schedulers.base", "bot.clock.clock"):
        monkeypatch.setattr(f"{module}.datetime", Machine)
    clock, ticks = TickingClock(every=timedelta(milliseconds=50)), Ticks()
    clock.start(digests=ticks, unsaid=Ticks(), unfinished=Ticks())
    await ticks.reach(2)
    back = timedelta(days=1)
    await ticks.reach(ticks.count + 3)
    await clock.close()

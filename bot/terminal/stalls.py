"""How late the event loop comes round, for the bench."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

TICK = 0.002
"""Seconds between two looks at the event loop."""


class Stalls:
    """By how much the event loop came round late, look by look, in seconds."""

    def __init__(self) -> None:
        self.late: list[float] = []

    @property
    def longest(self) -> float:
        return max(self.late, default=0.0)

    async def watch(self) -> None:
        while True:
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            self.late.append(max(0.0, time.perf_counter() - due))


@asynccontextmanager
async def watched_loop() -> AsyncIterator[Stalls]:
    """Watches the event loop while the block runs."""
    stalls = Stalls()
    watching = asyncio.create_task(stalls.watch())
    await asyncio.sleep(0)
    try:
        yield stalls
        await asyncio.sleep(2 * TICK)  # a stall at the very end is seen when the loop comes round
    finally:
        watching.cancel()

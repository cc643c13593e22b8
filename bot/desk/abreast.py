"""Several waits at once, but not too many."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")


async def abreast(do: Callable[[Job], Awaitable[Done]], jobs: Iterable[Job], *, limit: int) -> list[Done]:
    """What `do` made of each job, in the jobs' order, with at most `limit` under way; a fault ends them all."""
    free = asyncio.Semaphore(limit)

    async def one(job: Job) -> Done:
        async with free:
            return await do(job)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(job)) for job in jobs]
    return [task.result() for task in tasks]

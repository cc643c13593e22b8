"""Articles are read in processes of their own, and whatever happens to one of them, the others are read."""

import asyncio
import os
import select
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import asynccontextmanager
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
import pytest_asyncio

from bot.errors import Empty, Stopping, UnknownZone, WorkerLost, WrongPipeline
from bot.news.article import Source
from bot.workers import ReaderPool
from bot.workers.worker import Worker
from tests.workers.orders import load_obedient

TODAY = date(2024, 11, 30)
SEEDS = Path(__file__).parents[2] / "seeds"


limited = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")


def order(text: str, mark: Path | None = None) -> Source:
    return Source(input="order", form="plain", text=text, url=str(mark) if mark else None)


async def title(pool: ReaderPool, text: str, mark: Path | None = None) -> str:
    return (await pool.read(order(text, mark), today=TODAY)).article.title


@asynccontextmanager
async def opened(workers=1, seconds=60.0, pipeline=None):
    async with ReaderPool(workers=workers, pipeline=pipeline, seconds=seconds, load=load_obedient) as pool:
        yield pool


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool():
    """One pool for the tests that leave its process as it was."""
    async with opened() as pool:
        yield pool


def gone(pid: int) -> bool:
    """True once the process has ended, waited for at the kernel's door."""
    try:
        door = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([door], [], [], 20)[0])
    finally:
        os.close(door)


async def test_an_article_is_read_in_another_process_again_and_again():
    async with opened() as pool:
        assert pool.well()
        first, second = await title(pool, "pid"), await title(pool, "pid")
        assert first == second != str(os.getpid())
    assert gone(int(first))
    assert not pool.well()


async def test_every_worker_is_warm_and_they_read_side_by_side(tmp_path):
    """Each of the two waits inside its article for the other: one process alone would never end."""
    async with opened(workers=2) as pool:
        pids = await asyncio.gather(*(title(pool, "together", tmp_path / name) for name in "ab"))
    assert len(set(pids)) == 2


@pytest.mark.asyncio(loop_scope="module")
async def test_the_event_loop_goes_first(pool):
    assert int(await title(pool, "nice")) > os.nice(0)


@pytest.mark.asyncio(loop_scope="module")
async def test_interrupts_are_left_to_the_parent(pool):
    pid = await title(pool, "pid")
    os.kill(int(pid), signal.SIGINT)
    assert await title(pool, "pid") == pid


@pytest.mark.parametrize("how", ["die once", "hang once", pytest.param("grow once", marks=limited)])
async def test_a_lost_process_is_replaced_and_the_article_tried_again(tmp_path, how):
    async with opened(seconds=1.0) as pool:
        before = await title(pool, "pid")
        after = await title(pool, how, tmp_path / "mark")
        assert after != before
        assert gone(int(before))
        assert await title(pool, "pid") == after
        assert pool.well()
        assert pool.restarts == 1


@pytest.mark.parametrize(("how", "says"), [
    ("die", "Three times the process stopped; the article was not read."),
    ("hang", "Three times it took longer than 0.5 seconds; the article was not read."),
    pytest.param("grow", "Three times reading it took too much memory; the article was not read.", marks=limited),
])  # fmt: skip
async def test_an_article_that_no_process_survives_has_a_sentence(how, says):
    async with opened(seconds=0.5) as pool:
        with pytest.raises(WorkerLost) as caught:
            await title(pool, how)
        assert str(caught.value) == says
        assert await title(pool, "pid")


async def test_a_neighbour_reads_on_while_a_process_dies(tmp_path):
    """The quiet one is inside its article while the other process is killed and replaced, and never begins anew."""
    async with opened(workers=2) as pool:
        quiet = asyncio.create_task(title(pool, "hold", tmp_path / "quiet"))
        await title(pool, "die once", tmp_path / "other")
        assert pool.waiting == 0
        (tmp_path / "go").touch()
        pid = await quiet
    assert (tmp_path / "quiet").read_text(encoding="ascii").split() == [pid]
    assert len((tmp_path / "other").read_text(encoding="ascii").split()) == 2


async def test_a_process_that_dies_between_articles_is_replaced():
    async with opened() as pool:
        pid = int(await title(pool, "pid"))
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
        assert not pool.well()
        assert int(await title(pool, "pid")) != pid
        assert (pool.well(), pool.restarts) == (True, 1)


async def test_a_process_that_dies_while_it_is_idle_is_replaced_without_an_article():
    async with opened(workers=2) as pool:
        pid = int(await title(pool, "pid"))
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
        pool.mend()
        pool.mend()
        await asyncio.gather(*pool._mending)
        assert (pool.well(), pool.restarts) == (True, 1)
        assert int(await title(pool, "pid")) != pid


@pytest.mark.parametrize(("what", "fault", "says"), [
    ("zone", UnknownZone, "'Mars/Olympus' is no time zone"), ("empty", Empty, "Nothing in it."),
    ("bug", WorkerLost, "a fault of Dateline's own"),
])  # fmt: skip
@pytest.mark.asyncio(loop_scope="module")
async def test_what_reading_raises_arrives_as_it_is(pool, what, fault, says):
    pid = await title(pool, "pid")
    with pytest.raises(fault, match=says):
        await title(pool, f"raise {what}")
    assert await title(pool, "pid") == pid


async def test_an_article_that_nobody_waits_for_is_dropped():
    """A cancelled reading ends its process: the next article must not stand behind it."""
    async with opened() as pool:
        pid = int(await title(pool, "pid"))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await title(pool, "hang")
        assert gone(pid)
        assert await title(pool, "pid")


async def test_closing_ends_what_is_read_and_what_waits():
    async with opened() as pool:
        pid = int(await title(pool, "pid"))
        tasks = [asyncio.create_task(title(pool, "hang")) for _ in range(3)]
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Stopping] * 3
    assert gone(pid)


@pytest.mark.parametrize(("pipeline", "fault", "says"), [
    ("missing", WrongPipeline, "'missing' is not installed"),
    ("deadly", WorkerLost, "cannot be started: the process stopped"),
])  # fmt: skip
async def test_a_pool_that_cannot_start_says_why(pipeline, fault, says):
    pool = ReaderPool(workers=2, pipeline=pipeline, load=load_obedient)
    with pytest.raises(fault, match=says):
        await pool.start()
    assert not pool.well()
    await pool.close()


async def test_a_pool_that_is_not_open_reads_nothing():
    with pytest.raises(WorkerLost):
        await title(ReaderPool(load=load_obedient), "pid")


PARENT = """
import asyncio, datetime, sys
from bot.news.article import Source
from bot.workers import ReaderPool
from tests.workers.orders import load_obedient

async def main():
    async with ReaderPool(load=load_obedient) as pool:
        report = await pool.read(Source("order", "plain", "pid"), today=datetime.date(2024, 11, 30))
        print(report.article.title, flush=True)
        await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_killed_parent_leaves_no_worker_behind(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        script,
        stdout=PIPE,
        stderr=DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    pid = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    assert gone(pid)


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
async def test_the_real_pipeline_reads_a_seed_article():
    """The report is the same as one made in this process, so nothing is lost on the way between the two."""
    text = (SEEDS / "000_033617ba16ff4896.txt").read_text(encoding="utf-8")
    source = Source(input="seed", form="plain", text=text, published="2024-11-29")
    async with ReaderPool() as pool:
        report = await pool.read(source, today=TODAY)
        again = await pool.read(source, today=TODAY)
        with pytest.raises(Empty):
            await pool.read(Source(input="empty", form="plain", text=" "), today=TODAY)
    assert report == again
    assert {entry.start for entry in report.timeline} >= {"2024-11-26", "2024-11-29"}


@pytest.mark.parametrize(("length", "seconds"), [(2_000, 60), (120_000, 60), (240_000, 120), (5_000_000, 150)])
def test_a_very_long_article_has_longer(length, seconds):
    """40,000 words are 240,000 characters; what is over 300,000 was markup or is cut before it is read."""
    worker = Worker(load_obedient, None, seconds=60.0)
    assert worker._limit(order("x" * length)) == seconds
    assert worker._limit(Source(input="page", form="page", body=b"x" * length)) == seconds

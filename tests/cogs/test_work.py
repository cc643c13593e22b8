"""Tasks in flight are held, waited for, and let go in the end."""

import asyncio

from bot.cogs.work import Work


async def test_finish_waits_for_what_runs_and_takes_no_more():
    work, done, gate = Work(), [], asyncio.Event()

    async def job():
        await gate.wait()
        done.append(1)

    work.start(job(), name="job")
    finishing = asyncio.create_task(work.finish(within=30))
    await asyncio.sleep(0)
    assert work.start(job(), name="late") is None
    gate.set()
    await finishing
    assert done == [1]


async def test_what_takes_too_long_is_cut_off_by_name(caplog):
    work = Work()
    task = work.start(asyncio.Event().wait(), name="Post 17")
    await work.finish(within=0)
    assert task.cancelled()
    assert "Post 17 was cut off" in caplog.text


async def test_a_job_that_fails_is_logged_with_its_name(caplog):
    work = Work()

    async def job():
        raise ZeroDivisionError

    task = work.start(job(), name="Post 17")
    await asyncio.wait({task})
    await asyncio.sleep(0)
    assert "Post 17 failed" in caplog.text


async def test_an_interaction_in_flight_is_waited_for_too():
    work, gate = Work(), asyncio.Event()

    async def answer():
        with work.hold():
            await gate.wait()

    answering = asyncio.create_task(answer())
    await asyncio.sleep(0)
    finishing = asyncio.create_task(work.finish(within=30))
    await asyncio.sleep(0)
    assert not finishing.done()
    gate.set()
    await finishing
    assert answering.done()

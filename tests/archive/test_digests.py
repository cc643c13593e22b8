"""A digest has one run a local date, whoever ticks; a channel is watched by one watch."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.archive import SqlArchive, open_archive
from bot.news.digest import Digest, Run
from bot.news.reply import Answer, Sheet
from bot.ports import Watch

SET = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
DIGEST = Digest(0, 1, 10, "06:00", "Europe/London", (0, 1, 2, 3, 4), "line", paused=False, set_at=SET)
ANSWER = Answer(sheets=(Sheet("Digest", "Nothing new.", ()),), mark="digest 2026-11-21")


def make_run(day: int) -> Run:
    until = datetime(2026, 11, day, 6, 0, tzinfo=UTC)
    return Run(date(2026, 11, day), until, until - timedelta(days=1), until)


async def test_a_digest_comes_back_with_its_id(archive: SqlArchive) -> None:
    digest = await archive.set_digest(DIGEST)
    assert digest == replace(DIGEST, id=digest.id)
    assert await archive.digest(10) == digest
    assert await archive.digest(11) is None


async def test_a_replaced_digest_keeps_its_id_and_its_runs(archive: SqlArchive) -> None:
    digest = await archive.set_digest(DIGEST)
    await archive.add_run(digest, make_run(21), None, now=SET)
    changed = await archive.set_digest(replace(DIGEST, at="18:30", weekdays=(6,), paused=True))
    assert changed == replace(DIGEST, id=digest.id, at="18:30", weekdays=(6,), paused=True)
    assert await archive.digests() == [changed]
    assert await archive.last_run(digest.id) == make_run(21)


async def test_a_dropped_digest_takes_its_runs_along_and_its_id_never_comes_again(archive: SqlArchive) -> None:
    digest = await archive.set_digest(DIGEST)
    line = await archive.add_run(digest, make_run(21), ANSWER, now=SET)
    assert await archive.drop_digest(10)
    assert not await archive.drop_digest(10)
    assert await archive.digests() == []
    again = await archive.set_digest(DIGEST)
    assert again.id != digest.id
    assert await archive.last_run(again.id) is None
    assert line is not None
    assert await archive.unsaid() == [line]


async def test_two_processes_make_one_run_and_one_line(url: str) -> None:
    async with open_archive(url) as one, open_archive(url) as other:
        digest = await one.set_digest(DIGEST)
        lines = await asyncio.gather(
            *(archive.add_run(digest, make_run(21), ANSWER, now=SET) for archive in (one, other) * 5)
        )
        (line,) = [line for line in lines if line]
        assert (line.guild, line.channel, line.reply_to, line.answer) == (1, 10, None, ANSWER)
        assert len(line.nonce) <= 25
        assert await other.unsaid() == [line]
        assert await other.last_run(digest.id) == make_run(21)


async def test_a_silent_run_takes_its_day_and_says_nothing(archive: SqlArchive) -> None:
    digest = await archive.set_digest(DIGEST)
    assert await archive.add_run(digest, make_run(21), None, now=SET) is None
    assert await archive.add_run(digest, make_run(21), ANSWER, now=SET) is None
    assert await archive.unsaid() == []
    assert await archive.last_run(digest.id) == make_run(21)


async def test_the_last_run_is_the_one_with_the_latest_window(archive: SqlArchive) -> None:
    digest, other = await archive.set_digest(DIGEST), await archive.set_digest(replace(DIGEST, channel=11))
    for day in (20, 22, 21):
        await archive.add_run(digest, make_run(day), ANSWER, now=SET)
    assert await archive.last_run(digest.id) == make_run(22)
    assert await archive.last_run(other.id) is None
    assert len({line.nonce for line in await archive.unsaid()}) == 3


async def test_a_channel_has_one_watch(archive: SqlArchive) -> None:
    await archive.watch(Watch(1, 11, "asked"))
    await archive.watch(Watch(1, 10, "links"))
    await archive.watch(Watch(2, 20, "links"))
    await archive.watch(Watch(1, 10, "links", paused="Send Messages is missing."))
    assert await archive.watches(1) == [Watch(1, 10, "links", "Send Messages is missing."), Watch(1, 11, "asked")]
    assert len(await archive.watches()) == 3
    assert await archive.watched(20) == Watch(2, 20, "links")


async def test_a_watch_is_removed_by_its_own_guild_only(archive: SqlArchive) -> None:
    await archive.watch(Watch(1, 10, "links"))
    assert not await archive.unwatch(2, 10)
    assert await archive.unwatch(1, 10)
    assert not await archive.unwatch(1, 10)
    assert await archive.watched(10) is None

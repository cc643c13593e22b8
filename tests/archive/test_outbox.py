"""A line is said once: it waits until the channel has it, or until it is given up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.archive import SqlArchive
from bot.news.message import Post
from bot.news.reply import Answer
from bot.ports import Counts, Line

NOW = datetime(2026, 11, 21, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
def add_line(archive: SqlArchive, make_post: Callable[..., Post]) -> Callable[..., object]:
    """A function that has a post of this id answered, so many minutes after NOW."""

    async def add(number: int, *, minutes: int = 0, **changes: int) -> Line:
        line = await archive.finish(
            make_post(number, **changes),
            [],
            Answer(notes=(f"Note {number}.",)),
            state="failed",
            now=NOW + timedelta(minutes=minutes),
        )
        assert line is not None
        return line

    return add


async def test_lines_wait_oldest_first_until_they_are_said(archive: SqlArchive, add_line) -> None:
    late, early = await add_line(1, minutes=5), await add_line(2)
    assert await archive.unsaid() == [early, late]
    await archive.said(early.id, 700, now=NOW)
    assert await archive.unsaid() == [late]


async def test_failed_tries_are_counted_until_the_line_is_given_up(archive: SqlArchive, add_line) -> None:
    line = await add_line(1)
    await archive.tried(line.id, now=NOW)
    await archive.tried(line.id, now=NOW)
    assert await archive.unsaid() == [replace(line, tries=2)]
    await archive.tried(line.id, now=NOW, gave_up="The channel is gone.")
    assert await archive.unsaid() == []
    assert await archive.lines(1, 10) == [replace(line, tries=3)]


async def test_a_line_that_was_said_after_all_is_said(archive: SqlArchive, add_line) -> None:
    """A try that seemed to fail had posted the message; later tries change nothing."""
    line = await add_line(1)
    await archive.said(line.id, 700, now=NOW)
    await archive.tried(line.id, now=NOW, gave_up="No answer.")
    assert await archive.unsaid() == []
    assert await archive.lines(1, 10) == [replace(line, message=700, due=None)]


async def test_a_channel_shows_its_lines_newest_first(archive: SqlArchive, add_line) -> None:
    lines = [await add_line(number) for number in (1, 2, 3)]
    await add_line(4, channel=11)
    await add_line(5, guild=2)
    await archive.said(lines[0].id, 700, now=NOW)
    lines[0] = replace(lines[0], message=700, due=None)
    assert await archive.lines(1, 10) == lines[::-1]
    assert await archive.lines(1, 10, limit=2) == lines[:0:-1]


async def test_counts_are_of_the_guild_or_of_all(archive: SqlArchive, add_line) -> None:
    said, _, given_up = await add_line(1), await add_line(2, minutes=3), await add_line(3)
    await add_line(4, minutes=1, guild=2)
    await archive.said(said.id, 700, now=NOW)
    await archive.tried(given_up.id, now=NOW, gave_up="The channel is gone.")
    assert await archive.counts(1) == Counts({"failed": 3}, 0, 1, NOW + timedelta(minutes=3), 1)
    assert await archive.counts(3) == Counts({}, 0, 0, None)
    assert await archive.counts() == Counts({"failed": 4}, 0, 2, NOW + timedelta(minutes=1), 1)

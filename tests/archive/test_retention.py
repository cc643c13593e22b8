"""What is old goes with all that only it brought; what a guild brought again stays whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.archive import SqlArchive, retention
from bot.archive.tables import ArticleRow, CopyRow, EntryRow, LineRow, PostRow, StoryArticleRow, StoryRow, Table
from bot.news.message import Post
from bot.news.reply import Answer
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.ports import Found, Line

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
LIMIT = LONG_AGO + timedelta(days=30)
LATER = LONG_AGO + timedelta(days=31)
ENTRY = Entry("2026-01-04", "2026-01-04", "day", "the flood", 0, None, "relative", "'on Sunday'", "happened", 1)
MakePost = Callable[..., Post]
MakeReport = Callable[..., Report]


def id_at(moment: datetime, number: int = 0) -> int:
    """The id that Discord gives to a post of that moment."""
    return (int(moment.timestamp() * 1000) - 1_420_070_400_000 << 22) + number


async def count_rows(archive: SqlArchive, *tables: type[Table]) -> list[int]:
    async with archive._reads() as session:
        return [(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]


@pytest.fixture
def bring(archive: SqlArchive, make_post: MakePost, make_report: MakeReport) -> Callable[..., Any]:
    """A function that has a post bring an article and be answered, at a moment."""

    async def bring(number: int, key: str, when: datetime, *, said: bool = True, **changes: Any) -> Line | None:
        found = Found(key, key, make_report(f"The flood of {key} rose on Sunday.", timeline=(ENTRY,)))
        post = make_post(id_at(when, number), **changes)
        line = await archive.finish(post, [found], Answer(notes=(key,)), state="answered", now=when)
        if line and said:
            await archive.said(line.id, 900 + number, now=when)
        return line

    return bring


async def test_what_nobody_brought_again_is_gone_without_a_trace(
    archive: SqlArchive, bring: Callable[..., Any], make_post: MakePost
) -> None:
    """The newest posts of each channel stay, empty: catching up looks behind the last, and would claim them anew."""
    await bring(1, "old", LONG_AGO)
    await bring(2, "other", LONG_AGO, guild=2, channel=20)
    await bring(3, "beside it", LONG_AGO, guild=2, channel=20)
    await bring(4, "new", LATER)
    assert await archive.drop_old(LIMIT) == 3
    assert await archive.drop_old(LIMIT) == 0
    assert [stored.key for stored in await archive.articles(1)] == ["new"]
    assert await archive.articles(2) == []
    assert await archive.by_key("old") is None
    rows = await count_rows(archive, ArticleRow, EntryRow, CopyRow, StoryArticleRow, StoryRow, LineRow, PostRow)
    assert rows == [1, 1, 1, 1, 1, 1, 3]
    assert not await archive.claim(make_post(id_at(LONG_AGO, 2), guild=2, channel=20), now=LATER)
    assert await archive.claim(make_post(id_at(LONG_AGO, 1)), now=LATER)


async def test_what_any_guild_brought_again_stays_everybodys(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    await bring(1, "flood", LONG_AGO)
    await bring(2, "flood", LATER, guild=2, channel=20)
    assert await archive.drop_old(LIMIT) == 0
    assert [len(await archive.articles(guild)) for guild in (1, 2)] == [1, 1]
    assert [told.entry for told in await archive.told(1)] == [ENTRY]


async def test_what_waits_to_be_said_or_read_is_not_lost(
    archive: SqlArchive, bring: Callable[..., Any], make_post: MakePost
) -> None:
    line = await bring(1, "old", LONG_AGO, said=False)
    old, new = id_at(LONG_AGO, 2), id_at(LATER)
    await archive.claim(make_post(old), now=LONG_AGO)
    await archive.claim(make_post(new), now=LATER)
    await archive.drop_old(LIMIT)
    assert [waiting.id for waiting in await archive.unsaid()] == [line.id]
    assert [post.id for post in await archive.unfinished()] == [old, new]


async def test_a_deleted_article_can_be_brought_again(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    await bring(1, "flood", LONG_AGO)
    await archive.drop_old(LIMIT)
    line = await bring(2, "flood", LATER)
    assert line is not None
    assert [stored.key for stored in await archive.articles(1)] == ["flood"]


async def test_many_go_in_turns(
    archive: SqlArchive, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_MOST", 2)
    for number in range(1, 6):
        await bring(number, f"old {number}", LONG_AGO)
    assert [await archive.drop_old(LIMIT) for _ in range(4)] == [2, 2, 1, 0]

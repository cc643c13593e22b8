"""What a guild has forgotten is gone from its archive, its outbox and every backup that is put back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.archive import SqlArchive, forget, open_archive
from bot.archive.backup import write_backup
from bot.archive.restore import put_back
from bot.archive.short import short_id
from bot.archive.tables import (
    ArticleRow,
    CopyRow,
    EntryRow,
    FigureRow,
    ForgottenRow,
    LineRow,
    PostRow,
    StoryArticleRow,
    StoryRow,
    Table,
)  # fmt: skip
from bot.news.digest import Digest, Run
from bot.news.message import Post
from bot.news.reply import Answer, Card, Row, Section, Sheet
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.ports import Forget, Forgotten, Found, Line

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ENTRY = Entry("2026-01-04", "2026-01-04", "day", "the flood", 0, None, "relative", "'on Sunday'", "happened", 1)
MakePost = Callable[..., Post]
MakeReport = Callable[..., Report]


def card(number: int, title: str) -> Card:
    return Card(-1 - number, title, None, "The Example", (Row("4 killed"),), (), (), "", "plain")


@pytest.fixture
def bring(make_post: MakePost, make_report: MakeReport) -> Callable[..., Any]:
    """A function that has a post bring articles and be answered with their cards; gives their ids."""

    async def bring(archive: SqlArchive, number: int, *keys: str, said: bool = True, **changes: Any) -> list[int]:
        found = [Found(key, key, make_report(f"The {key} came on Sunday.", timeline=(ENTRY,))) for key in keys]
        answer = Answer(cards=tuple(card(n, key) for n, key in enumerate(keys)))
        line = await archive.finish(make_post(number, **changes), found, answer, state="answered", now=NOW)
        assert line
        if said:
            await archive.said(line.id, 900 + number, now=NOW)
        return [one.article for one in line.answer.cards if one.article]

    return bring


async def forget_all(archive: SqlArchive, what: Forget, *, now: datetime = LATER) -> list[Line]:
    """What is to be done in channels."""
    lines: list[Line] = []
    part = Forgotten(0, (), left=True)
    while part.left:
        part = await archive.forget(what, now=now)
        lines += part.lines
    return lines


async def count_rows(archive: SqlArchive, *tables: type[Table]) -> list[int]:
    async with archive._reads() as session:
        return [(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]


async def keys(archive: SqlArchive, guild: int = 1) -> list[str]:
    return sorted(one.key for one in await archive.articles(guild))


async def test_an_article_goes_with_all_that_was_told_of_it(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    (flood,) = await bring(archive, 1, "flood")
    await bring(archive, 2, "fire", channel=20)
    weight = await archive.weigh(Forget(1, "article", flood))
    assert (weight.articles, weight.messages, weight.titles) == (1, 1, ("Four killed in flood",))
    (line,) = await forget_all(archive, Forget(1, "article", flood))
    assert (line.due, line.message, line.answer.cards) == ("remove", 901, ())
    assert await keys(archive) == ["fire"]
    assert await archive.by_key("flood") is None
    counts = await count_rows(archive, ArticleRow, EntryRow, FigureRow, CopyRow, StoryArticleRow, StoryRow)
    assert counts == [1, 1, 0, 1, 1, 1]
    assert [told.article for told in await archive.told(1)] != [flood]
    assert (await archive.weigh(Forget(1, "article", flood))).articles == 0


async def test_of_several_cards_only_its_own_goes(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    """The message stays, without it; its other buttons keep working."""
    flood, fire = await bring(archive, 1, "flood", "fire")
    (line,) = await forget_all(archive, Forget(1, "article", flood))
    assert (line.due, [one.article for one in line.answer.cards]) == ("edit", [fire])
    assert await keys(archive) == ["fire"]


async def test_another_guild_keeps_what_it_brought(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    (flood,) = await bring(archive, 1, "flood")
    await bring(archive, 2, "flood", guild=2, channel=20)
    (line,) = await forget_all(archive, Forget(1, "article", flood))
    assert line.guild == 1
    assert (await keys(archive, 1), await keys(archive, 2)) == ([], ["flood"])
    assert await archive.article(flood, guild=1) is None
    assert await archive.article(flood, guild=2) is not None


async def test_a_line_that_waits_is_never_said(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    (flood,) = await bring(archive, 1, "flood", said=False)
    await forget_all(archive, Forget(1, "article", flood))
    assert [line.due for line in await archive.unsaid()] == ["remove"]
    async with archive._reads() as session:
        assert "flood" not in (await session.execute(select(LineRow.answer))).scalar_one()


async def test_everything_of_a_channel_goes_with_its_digests(
    archive: SqlArchive, bring: Callable[..., Any], make_post: MakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In parts; also what waits to be read, and answers that brought nothing."""
    monkeypatch.setattr(forget, "_MOST", 2)
    for number in range(1, 6):
        await bring(archive, number, f"flood {number}")
    await bring(archive, 6, "flood 1", "fire", channel=20)
    await archive.claim(make_post(7), now=NOW)
    await archive.finish(make_post(8), [], Answer(notes=("No article.",)), state="failed", now=NOW)
    digest = await archive.set_digest(digest_of(10))
    assert await archive.add_run(digest, run_of(), Answer(notes=("The flood.",)), now=NOW)
    assert (await archive.weigh(Forget(1, "channel", 10))).articles == 5
    lines = await forget_all(archive, Forget(1, "channel", 10))
    assert {line.due for line in lines} == {"remove"}
    assert len(lines) == 7
    assert await keys(archive) == ["fire", "flood 1"]
    assert await archive.unfinished() == []
    assert not await archive.claim(make_post(7), now=LATER)


async def test_what_a_person_brought_goes_and_others_keep_theirs(
    archive: SqlArchive, bring: Callable[..., Any]
) -> None:
    await bring(archive, 1, "flood", author=5)
    await bring(archive, 2, "flood", author=6)
    await bring(archive, 3, "fire", author=5, channel=20)
    await bring(archive, 4, "storm", author=5, guild=2, channel=30)
    lines = await forget_all(archive, Forget(1, "person", 5))
    assert sorted(line.message or 0 for line in lines if line.due == "remove") == [901, 903]
    assert (await keys(archive, 1), await keys(archive, 2)) == (["flood"], ["storm"])
    async with archive._reads() as session:
        authors = (await session.scalars(select(PostRow.author).where(PostRow.guild == 1))).all()
    assert sorted(authors) == [0, 0, 6]


async def test_what_a_post_brought_goes(archive: SqlArchive, bring: Callable[..., Any], make_post: MakePost) -> None:
    await bring(archive, 1, "flood", "fire")
    await bring(archive, 2, "flood")
    lines = await forget_all(archive, Forget(1, "post", 1))
    assert [(line.message, line.due) for line in lines] == [(901, "remove"), (902, "edit")]
    assert lines[1].answer.shown == lines[1].answer.cards  # the flood's card is the other post's now
    assert await keys(archive) == ["flood"]
    assert await archive.edit(make_post(1, text="https://daily.test/again"), now=LATER) is None


async def test_a_digest_that_was_posted_names_it_no_more(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    flood, fire = await bring(archive, 1, "flood", "fire")
    story = Section("Flood rises", (Row("4 killed", "The flood."), Row("Source", "Daily", short_id(flood))))
    other = Section("Fire spreads", (Row("", "The fire."), Row("Source", "Daily", short_id(fire))))
    coming = Section(
        "Coming up", (Row("Mon", "A hearing", f"planned · Daily · {short_id(flood)}"), Row("Tue", "A vote"))
    )
    digest = await archive.set_digest(digest_of(20))
    line = await archive.add_run(
        digest, run_of(), Answer(sheets=(Sheet("Digest", "", (story, other, coming)),)), now=NOW
    )
    assert line
    await archive.said(line.id, 950, now=NOW)
    lines = await forget_all(archive, Forget(1, "article", flood))
    (sheet,) = next(one.answer.sheets for one in lines if one.message == 950)
    assert [section.heading for section in sheet.sections] == ["Fire spreads", "Coming up"]
    assert [row.lead for row in sheet.sections[1].rows] == ["Tue"]
    assert "forgotten" in sheet.footer


async def test_what_is_brought_again_is_read_again(archive: SqlArchive, bring: Callable[..., Any]) -> None:
    (flood,) = await bring(archive, 1, "flood")
    await forget_all(archive, Forget(1, "article", flood))
    (again,) = await bring(archive, 2, "flood")
    assert again != flood
    assert await keys(archive) == ["flood"]


async def test_who_opted_out_is_not_claimed_until_they_opt_in(archive: SqlArchive, make_post: MakePost) -> None:
    await archive.opt_out(1, 5, now=NOW)
    assert await archive.opted_out(1, 5)
    assert not await archive.claim(make_post(1, author=5), now=NOW)
    assert await archive.claim(make_post(2, author=6), now=NOW)
    assert await archive.claim(make_post(3, author=5, guild=2), now=NOW)
    assert [post.id for post in await archive.unfinished()] == [2, 3]
    assert await archive.opt_in(1, 5)
    assert not await archive.opt_in(1, 5)
    assert await archive.claim(make_post(1, author=5), now=NOW)


async def test_what_is_read_while_they_opt_out_is_not_stored(
    archive: SqlArchive, bring: Callable[..., Any], make_post: MakePost, make_report: MakeReport
) -> None:
    post = make_post(1, author=5)
    await archive.claim(post, now=NOW)
    await archive.opt_out(1, 5, now=NOW)
    await forget_all(archive, Forget(1, "person", 5))
    line = await archive.finish(post, [Found("k", "k", make_report())], Answer(notes=("x",)), state="answered", now=NOW)
    assert line is None
    assert await keys(archive) == []


async def test_an_edit_is_no_way_around_it(archive: SqlArchive, make_post: MakePost) -> None:
    await archive.finish(make_post(1, author=5, text="lunch?"), [], None, state="nothing", now=NOW)
    await archive.opt_out(1, 5, now=NOW)
    assert await archive.edit(make_post(1, author=5, text="https://daily.test/2"), now=LATER) is None


async def test_what_a_killed_process_left_of_it_is_forgotten_at_the_next_start(
    url: str, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forget, "_MOST", 2)
    async with open_archive(url) as archive:
        for number in range(1, 6):
            await bring(archive, number, f"flood {number}")
        assert (await archive.forget(Forget(1, "channel", 10), now=LATER)).left
        assert len(await keys(archive)) == 3
    async with open_archive(url) as archive:
        assert await keys(archive) == []


async def test_a_start_holds_nothing_twice(
    url: str, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_archive(url) as archive:
        await bring(archive, 1, "flood")
        await bring(archive, 2, "fire")
        await forget_all(archive, Forget(1, "post", 1))
        await forget_all(archive, Forget(1, "post", 2))
    held: list[Forget] = []

    async def hold(_: object, what: Forget, *, until: datetime) -> None:
        held.append(what)

    monkeypatch.setattr(forget, "_hold", hold)
    async with open_archive(url):
        assert held == []


@pytest.mark.parametrize("kind", ["article", "channel", "person", "post"])
async def test_no_older_backup_brings_it_back(
    kind: Any, tmp_path: Path, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was brought again after it was forgotten stays."""
    database, backup = tmp_path / "dateline.db", tmp_path / "b.db"
    async with open_archive(f"sqlite:///{database}") as archive:
        (flood,) = await bring(archive, 1, "flood")
        await bring(archive, 2, "fire", channel=20, author=6)
        write_backup(database, backup, now=NOW)
        number = {"article": flood, "channel": 10, "person": 5, "post": 1}[kind]
        await forget_all(archive, Forget(1, kind, number))
    await put_back(database, backup, now=LATER)
    async with open_archive(f"sqlite:///{database}") as archive:
        assert await keys(archive) == ["fire"]
        assert {(line.due, line.message) for line in await archive.unsaid()} == {("remove", 901)}
        await bring(archive, 3, "storm")
    with closing(sqlite3.connect(database)) as connection:
        assert "flood" not in "".join(map(str, connection.execute("SELECT answer FROM outbox").fetchall()))
    async with open_archive(f"sqlite:///{database}") as archive:
        assert await keys(archive) == ["fire", "storm"]


async def test_who_opted_out_since_the_backup_stays_out(
    tmp_path: Path, bring: Callable[..., Any], make_post: MakePost
) -> None:
    database, backup = tmp_path / "dateline.db", tmp_path / "b.db"
    async with open_archive(f"sqlite:///{database}") as archive:
        await archive.opt_out(1, 8, now=NOW)
        write_backup(database, backup, now=NOW)
        await archive.opt_out(1, 5, now=NOW)
        await archive.opt_in(1, 8)
    await put_back(database, backup, now=LATER)
    async with open_archive(f"sqlite:///{database}") as archive:
        assert [await archive.opted_out(1, person) for person in (5, 8)] == [True, False]


async def test_the_file_keeps_no_trace(tmp_path: Path, bring: Callable[..., Any]) -> None:
    """Nor does the note that it was forgotten; deleted pages are overwritten."""
    database, backup = tmp_path / "dateline.db", tmp_path / "b.db"
    async with open_archive(f"sqlite:///{database}") as archive:
        for number in range(1, 30):
            await bring(archive, number, f"https://secret.example/{number}", said=True)
            await forget_all(archive, Forget(1, "post", number))
        assert await count_rows(archive, ForgottenRow) == [29]
        write_backup(database, backup, now=NOW)
    assert b"secret.example" not in backup.read_bytes()
    assert b"secret.example" not in database.read_bytes()


def digest_of(channel: int) -> Digest:
    return Digest(0, 1, channel, "06:00", "UTC", tuple(range(7)), "line", paused=False, set_at=NOW - timedelta(days=3))


def run_of() -> Run:
    return Run(date(2026, 11, 22), NOW, NOW - timedelta(days=1), NOW)

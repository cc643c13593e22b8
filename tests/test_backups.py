"""`python -m bot backup` and `restore` as an operator meets them, with the bot running beside them."""

import asyncio
import json
import os
import signal
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.opening import run
from bot.settings import Settings
from tests.test_opening import ROOT, SEED, running

Command = Callable[..., Awaitable[tuple[int, str, str]]]


@pytest.fixture
def dateline(tmp_path: Path) -> Command:
    """Runs a command in the folder where the database is; gives its exit code and what it wrote."""

    async def call(*arguments: str, **environment: str) -> tuple[int, str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DISCORD_"))}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=tmp_path, env=own | {"PYTHONPATH": str(ROOT)} | environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, errors = await process.communicate()
        return process.returncode or 0, out.decode(), errors.decode()

    return call


async def test_a_day_of_backups(tmp_path: Path, port: int, dateline: Command) -> None:
    """Made while the bot runs; put back only when it does not; what it had read is there again."""
    async with running(tmp_path, port) as process:
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser,
            browser.post("/read", data={"text": SEED.read_text(encoding="utf-8")}) as answer,
        ):
            assert answer.status == 200
        code, out, errors = await dateline("backup", "desk.db")
        assert (code, errors) == (0, "")
        assert out.startswith("Backed up to desk.db: 1 article, ")
        assert stat.S_IMODE((tmp_path / "desk.db").stat().st_mode) == 0o600
        assert await dateline("backup", "desk.db") == (
            1,
            "",
            "Error: 'desk.db' is there already; give the backup another name.\n",
        )
        code, out, errors = await dateline("restore", "desk.db")
        assert (code, out) == (1, "")
        assert errors == "Error: The database dateline.db is in use; stop Dateline first, then restore.\n"
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    (tmp_path / "dateline.db").write_bytes(b"gone" * 5000)
    code, out, errors = await dateline("restore", "desk.db")
    assert (code, errors) == (0, "")
    assert "1 article, schema" in out
    assert "is kept as dateline.db.replaced-" in out
    assert "What was forgotten after the backup was made is in it again" in out
    async with running(tmp_path, port), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser:
        async with browser.get("/") as answer:
            assert "Syrian Rebels Launch New Offensive" in await answer.text()
        async with browser.get("/healthz") as answer:
            assert json.loads(await answer.text())["well"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["backup", "a.db"], "There is no database at dateline.db"),
        (["restore", "a.db"], "There is no file 'a.db'."),
        (["restore", "."], "'.' is no file."),
    ],
)
async def test_what_cannot_be_done_is_one_line(dateline: Command, arguments: list[str], says: str) -> None:
    code, out, errors = await dateline(*arguments)
    assert (code, out) == (1, "")
    assert errors.startswith(f"Error: {says}")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("command", ["backup", "restore"])
async def test_for_postgresql_its_own_tool_is_named(dateline: Command, command: str) -> None:
    url = "postgresql+psycopg://desk:open-sesame@db.example.org/news"
    code, out, errors = await dateline(command, "a.dump", DATELINE_DATABASE_URL=url)
    assert (code, out) == (2, "")
    assert "pg_dump" in errors
    assert "--host=db.example.org --username=desk --dbname=news" in errors
    assert "open-sesame" not in errors


async def test_a_backup_each_day_where_a_folder_is_named(tmp_path: Path, port: int) -> None:
    """The first is made at the start, in a folder that is made for it."""
    folder = tmp_path / "kept" / "backups"
    settings = Settings(
        _env_file=None, discord_token=None, page=f"127.0.0.1:{port}", backups=folder, backups_kept=2,
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}",
    )  # fmt: skip
    serving = asyncio.create_task(run(settings))
    async with asyncio.timeout(60):
        while not (folder.is_dir() and list(folder.glob("dateline-*.db"))):
            assert not serving.done()
            await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)
    assert await serving == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_backups_that_cannot_be_made_are_told_at_the_start(
    tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    usual = {"discord_token": None, "page": f"127.0.0.1:{port}", "_env_file": None}
    here = f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}"
    assert await run(Settings(**usual, database_url=here, backups=tmp_path / "file" / "kept")) == 2
    assert "DATELINE_BACKUPS cannot be used" in capsys.readouterr().err
    assert await run(Settings(**usual, database_url="postgresql://a:b@h/n", backups=tmp_path)) == 2
    assert "pg_dump" in capsys.readouterr().err

"""`python -m bot run` as an operator meets it: one line when it cannot start, nothing lost when it ends."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import discord
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.archive import open_archive
from bot.opening import run
from bot.settings import Settings
from tests.site import serve

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_033617ba16ff4896.txt"


@pytest.fixture
def settings(tmp_path, port) -> Callable[..., Settings]:
    """Makes settings that touch nothing outside of the test's folder."""

    def make(**given) -> Settings:
        usual = {"database_url": f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}", "page": f"127.0.0.1:{port}"}
        return Settings(_env_file=None, **{"discord_token": None, **usual, **given})

    return make


@asynccontextmanager
async def running(folder: Path, port: int, allow: str = "") -> AsyncIterator[asyncio.subprocess.Process]:
    """The program in a process of its own, once it said where its page is; killed at the end if it still runs."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DISCORD_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "DATELINE_PAGE": f"127.0.0.1:{port}", "DATELINE_ALLOW_HOSTS": allow},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        line = (await process.stdout.readline()).decode()
        assert line == f"No DISCORD_TOKEN: the local page is at http://127.0.0.1:{port}\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@dataclass
class SlowSite:
    """A site that is asked and does not answer until it is set free."""

    host: str = ""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, _: web.Request) -> web.Response:
        self.asked.set()
        await self.free.wait()
        paragraphs = "<p>Syrian rebel forces entered Aleppo on Friday, 29 November 2024, officials said there.</p>" * 5
        body = (
            f"<html><head><title>Rebels enter Aleppo</title></head><body><article>{paragraphs}</article></body></html>"
        )
        return web.Response(text=body, content_type="text/html")


@asynccontextmanager
async def slow_site() -> AsyncIterator[SlowSite]:
    site = SlowSite()
    async with serve(site.answer) as port:
        site.host = f"127.0.0.1:{port}"
        yield site
        site.free.set()


async def test_without_a_token_the_page_reads_and_a_signal_ends_it(tmp_path, port):
    """Started in an empty folder: one line says where; a paste becomes a card; SIGTERM ends it with 0; it is kept."""
    async with running(tmp_path, port) as process:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser:
            async with browser.get("/healthz") as answer:
                assert await answer.json() == {"well": True, "database": "ok", "pool": "ok", "clock": "ok"}
            async with browser.post("/read", data={"text": SEED.read_text(encoding="utf-8")}) as answer:
                assert "Syria’s Civil Defense" in await answer.text()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert [file.name for file in tmp_path.glob("*.db")] == ["dateline.db"]
    async with running(tmp_path, port) as process:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser, browser.get("/") as answer:
            assert "Syrian Rebels Launch New Offensive and Take Aleppo" in await answer.text()
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0


async def test_killed_while_it_reads_it_reads_again(tmp_path, port):
    """SIGKILL leaves no time for anything: what was pasted is answered after the next start, once."""
    async with slow_site() as site, running(tmp_path, port, allow=site.host) as process:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser:
            posting = asyncio.create_task(_post(browser, f"http://{site.host}/aleppo"))
            await site.asked.wait()
            process.kill()
            await posting
        site.asked.clear()
        site.free.set()
        async with running(tmp_path, port, allow=site.host):
            await site.asked.wait()
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser:
                while '<article class="card' not in (page := await _see(browser, "/")):
                    assert "Desk" in page
    assert page.count('<article class="card') == 1
    assert "Rebels enter Aleppo" in page


async def test_a_signal_while_it_reads_hands_the_post_back(tmp_path, port):
    """SIGTERM: the page that does not come is not waited for; the post is still there at the next start."""
    async with (
        slow_site() as site,
        running(tmp_path, port, allow=site.host) as process,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser,
    ):
        posting = asyncio.create_task(_post(browser, f"http://{site.host}/aleppo"))
        await site.asked.wait()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        await posting
    async with open_archive(f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}") as archive:
        assert [post.text for post in await archive.unfinished()] == [f"http://{site.host}/aleppo"]


async def test_a_database_that_cannot_be_written_is_one_line(settings, tmp_path, capsys):
    """Where it is, and that it cannot be used; no traceback."""
    (tmp_path / "file").write_text("not a folder")
    url = f"sqlite+aiosqlite:///{tmp_path / 'file' / 'dateline.db'}"
    assert await run(settings(database_url=url)) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "dateline.db" in said


async def test_a_port_in_use_is_one_line(settings, port, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert await run(settings()) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"127.0.0.1:{port}" in said
    assert "DATELINE_PAGE" in said


async def test_a_page_under_a_name_that_is_not_known_is_one_line(settings, capsys):
    """The resolver's words, not 'Unknown error -2'."""
    assert await run(settings(page="no-such-host.invalid:8080")) == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: The page cannot listen on no-such-host.invalid:8080: ")
    assert "Unknown error" not in said


async def test_a_pipeline_that_is_not_there_is_one_line(settings, capsys):
    assert await run(settings(pipeline="no_such_pipeline")) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no_such_pipeline" in said


async def test_a_wrong_token_is_one_line(settings, monkeypatch, capsys):
    """Discord answers 401 to the first question; nothing is retried."""

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{runner.addresses[0][1]}")
    try:
        assert await run(settings(discord_token=SecretStr("made-up"))) == 1
    finally:
        await runner.cleanup()
    said = capsys.readouterr().err
    assert "DISCORD_TOKEN" in said
    assert said.count("\n") == 1
    assert "made-up" not in said


async def _post(browser: aiohttp.ClientSession, text: str) -> None:
    with suppress(aiohttp.ClientError):  # the process is ended under it
        async with browser.post("/read", data={"text": text}) as answer:
            await answer.read()


async def _see(browser: aiohttp.ClientSession, path: str) -> str:
    async with browser.get(path) as answer:
        return await answer.text()

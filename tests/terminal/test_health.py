"""`dateline health` says what is wrong and ends with 1, so that a container is seen to be unwell."""

import asyncio
import socket

import pytest
from aiohttp import web
from typer.testing import CliRunner

from bot.__main__ import app
from bot.terminal.health import ask_health
from tests.site import serve


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"well": True, "database": "ok"}, (True, "All is well.")),
        (
            {"well": False, "database": "ok", "gateway": "not connected to Discord"},
            (False, "gateway: not connected to Discord"),
        ),
    ],
)
async def test_it_says_which_part_is_not_well(said, expected):
    async def answer(_: web.Request) -> web.Response:
        return web.json_response(said, status=200 if said["well"] else 503)

    async with serve(answer) as port:
        assert await asyncio.to_thread(ask_health, "0.0.0.0", port) == expected


async def test_something_else_that_answers_is_not_well():
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="<h1>It works!</h1>", content_type="text/html")

    async with serve(answer) as port:
        well, says = await asyncio.to_thread(ask_health, "127.0.0.1", port)
    assert not well
    assert says.startswith(f"Nothing answers at 127.0.0.1:{port}: ")


def test_nobody_at_the_address_ends_with_1(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("DATELINE_PAGE", f"127.0.0.1:{probe.getsockname()[1]}")
        ended = CliRunner().invoke(app, ["health"])
    assert ended.exit_code == 1
    assert ended.stderr.startswith("Nothing answers at 127.0.0.1:")

"""The double, served on this machine."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.double.discord_double import Double


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    double = Double()
    runner = web.AppRunner(double.app(), shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    double.url = f"http://{host}:{port}"
    yield double
    await runner.cleanup()
    assert double.objections == []

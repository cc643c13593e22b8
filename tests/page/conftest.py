"""The page over a real port, with a real archive and a real site; the reading is quick and made by hand."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest

from bot.desk import World
from bot.page import LocalChannel, open_page
from tests.desk.newsroom import clock, page_of, pool, post, reader, room, site, world

__all__ = ["clock", "page_of", "pool", "post", "reader", "room", "site", "world"]


@pytest.fixture
def local(world: World) -> World:
    """The world that speaks through the page."""
    return replace(world, channel=LocalChannel())


@pytest.fixture
def checks(local):
    """What /healthz asks; a test may add what is not well."""
    return {"database": local.archive.check}


@pytest.fixture
async def address(local, checks) -> AsyncIterator[str]:
    async with open_page("127.0.0.1", 0, checks=checks, world=local) as address:
        yield address


@pytest.fixture
async def browser(address) -> AsyncIterator[aiohttp.ClientSession]:
    """Sends what a browser sends with a form of the page itself."""
    headers = {"Origin": address, "Sec-Fetch-Site": "same-origin"}
    async with aiohttp.ClientSession(address, headers=headers) as session:
        yield session

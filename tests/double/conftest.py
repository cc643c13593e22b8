"""The double, served on this machine."""

from collections.abc import AsyncIterator

import pytest

from tests.double.discord_double import Double
from tests.double.process import open_double


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with open_double() as double:
        yield double
    assert double.objections == []

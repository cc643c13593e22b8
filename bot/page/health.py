"""/healthz: whether the parts of the process work, for a container's health check or a monitor."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.errors import DatelineError

LONGEST = 5.0
"""Seconds that one part may take to answer; a health check itself must never hang."""

Check = Callable[[], Awaitable[None]]
"""Returns when its part is well; raises a DatelineError that says what is wrong."""


async def show_health(checks: Mapping[str, Check]) -> web.Response:
    """JSON with a word for each part; 503 unless all are 'ok'."""
    said = await ask_all(checks)
    well = all(word == "ok" for word in said.values())
    return web.json_response({"well": well, **said}, status=200 if well else 503)


async def ask_all(checks: Mapping[str, Check]) -> dict[str, str]:
    """'ok' for each part, or what is wrong with it."""
    return dict(zip(checks, await asyncio.gather(*map(_ask, checks.values())), strict=True))


async def _ask(check: Check) -> str:
    try:
        async with asyncio.timeout(LONGEST):
            await check()
    except TimeoutError:
        return f"no answer within {LONGEST:.0f} s"
    except DatelineError as fault:
        return str(fault)
    return "ok"

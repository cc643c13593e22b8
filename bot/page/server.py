"""The server of the page: who is let in, what a fault looks like, where it listens."""

import logging
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from html import escape

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.desk import World
from bot.errors import DatelineError, WrongSetting
from bot.page.frame import load_file, show_fault
from bot.page.guard import HEADERS, check_request
from bot.page.health import Check, show_health
from bot.page.metrics import Gauges, show_metrics
from bot.page.routes import Routes, make_page, status_of

LARGEST_FORM = 10_000_000
"""Bytes: a million characters, each of them percent-encoded in a form (%E2%80%99), is 9 MB."""
UPLOADS = 2.0
"""Seconds that a request under way has when the page closes; what it handed over is kept by then."""
FILES = {"/style.css": "text/css", "/icon.svg": "image/svg+xml"}
FOR_MONITORS = {"/healthz", "/metrics"}
"""Asked by container platforms and monitors under names of their own; they tell nothing private."""
FAULT = "Something went wrong in Dateline itself; its log has the details."

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_page(
    host: str, port: int, *, checks: Mapping[str, Check], gauges: Gauges | None = None, world: World | None = None
) -> AsyncIterator[str]:
    """Serves the page while the context is open and yields its address; without a world, /healthz and /metrics alone.

    Raises WrongSetting when the address cannot be listened on.
    """
    app = build_app(host, checks=checks, gauges=gauges, world=world)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=UPLOADS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as fault:
            raise WrongSetting(
                f"The page cannot listen on {host}:{port}: {_reason(fault)}. Set DATELINE_PAGE to another address."
            ) from fault
        yield site.name if port else f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def build_app(host: str, *, checks: Mapping[str, Check], gauges: Gauges | None, world: World | None) -> web.Application:
    """The application; `host` is the name under which it may be asked besides localhost and bare addresses."""

    async def health(_: web.Request) -> web.Response:
        return await show_health(checks)

    async def metrics(_: web.Request) -> web.Response:
        if gauges is None:
            raise web.HTTPNotFound
        return await show_metrics(gauges, checks)

    show = show_fault if world else escape
    app = web.Application(client_max_size=LARGEST_FORM, middlewares=[_answer_faults(show), _guard(host)])
    app.router.add_get("/healthz", health)
    app.router.add_get("/metrics", metrics)
    if world:
        routes = Routes(world)
        app.add_routes(routes.routes())
        app.add_routes([web.get(path, _show_file) for path in FILES])
        app.on_shutdown.append(lambda _: routes.close())
    return app


def _guard(name: str) -> Middleware:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path not in FOR_MONITORS:
            check_request(request, name=name)
        return await handler(request)

    return guard


def _answer_faults(show: Callable[[str], str]) -> Middleware:
    """What a request meets becomes a page; `show` makes its HTML of the sentence."""

    @web.middleware
    async def answer_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            answer = await handler(request)
        except web.HTTPException as fault:
            if fault.status < 400:
                fault.headers.update(HEADERS)
                raise
            answer = make_page(show(_words(fault)), status=fault.status)
        except DatelineError as fault:
            answer = make_page(show(str(fault)), status=status_of(fault))
        except Exception:  # the page stays up whatever one request meets; the fault is logged and told
            log.exception("%s %s failed.", request.method, request.path)
            answer = make_page(show(FAULT), status=500)
        answer.headers.update(HEADERS)
        return answer

    return answer_faults


def _reason(fault: OSError) -> str:
    """The system's words alone; a name that is not known has a negative number, which os.strerror does not know."""
    return os.strerror(fault.errno) if fault.errno and fault.errno > 0 else fault.strerror or str(fault)


def _words(fault: web.HTTPException) -> str:
    own = {404: "There is no such page.", 413: "That is more than is read at once: at most 1,000,000 characters."}
    return own.get(fault.status, fault.text or fault.reason)


async def _show_file(request: web.Request) -> web.Response:
    return web.Response(text=load_file(request.path[1:]), content_type=FILES[request.path], charset="utf-8")

"""The part of the bench that posts links: pages of 200 kB on the loopback, fetched and read by the real parts."""

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bot.desk import World
from bot.desk.posts import read_post
from bot.errors import Refused
from bot.news.message import Post
from bot.ports import Fetcher
from bot.terminal.speed import tell
from bot.terminal.stalls import watched_loop

OpenFetcher = Callable[[Sequence[tuple[str, int]]], AbstractAsyncContextManager[Fetcher]]
"""Opens a fetcher that may reach these hosts and ports of this machine."""
SIZE = 200_000
"""Bytes of a page; most of it is what stands around an article: scripts, lists of links, styles."""
FIRST = 1_000_000
"""The first of the posts' ids, beyond those of the rest of the bench."""


async def measure_links(
    world: World, open_fetcher: OpenFetcher, texts: Sequence[str], *, alone: int, at_once: int
) -> None:
    """Prints how long a link alone takes to its card, and how late the event loop came round while many arrived."""
    with TemporaryDirectory() as folder:
        await asyncio.to_thread(_write_pages, Path(folder), texts, alone + at_once)
        async with serve_folder(folder) as port, open_fetcher([("127.0.0.1", port)]) as fetcher:
            desk = replace(world, fetcher=fetcher)
            posts = [_post(number, port) for number in range(alone + at_once)]
            took = [await _time(desk, post) for post in posts[:alone]]
            tell("link to card, one at a time", f"p50 {_part(took, 50):.2f} s, p95 {_part(took, 95):.2f} s")
            start = time.perf_counter()
            async with watched_loop() as stalls, asyncio.TaskGroup() as tasks:
                for post in posts[alone:]:
                    tasks.create_task(read_post(desk, post))
                    await asyncio.sleep(0)  # a gateway brings each post in a turn of its own
            tell(f"{at_once} links to pages of 200 kB at once", f"{time.perf_counter() - start:.1f} s")
            tell(
                "event loop late meanwhile",
                f"p99 {_part(stalls.late, 99) * 1e3:.1f} ms, at most {stalls.longest * 1e3:.0f} ms",
            )


@asynccontextmanager
async def serve_folder(folder: str) -> AsyncIterator[int]:
    """The port of a web server over the folder, in a process of its own; raises Refused where it does not start."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert server.stdout is not None  # noqa: S101 - asked for as a pipe
        says = re.search(rb"port (\d+)", await server.stdout.readline())
        if says is None:
            raise Refused("The web server of the bench does not start.")
        yield int(says[1])
    finally:
        server.kill()
        await server.wait()


async def _time(desk: World, post: Post) -> float:
    start = time.perf_counter()
    await read_post(desk, post)
    return time.perf_counter() - start


def _post(number: int, port: int) -> Post:
    return Post(FIRST + number, 1, 1, 1, f"http://127.0.0.1:{port}/{number}.html", datetime.now(UTC))


def _part(figures: Sequence[float], percent: int) -> float:
    """The figure that so many of a hundred do not exceed."""
    return quantiles(figures, n=100, method="inclusive")[percent - 1] if len(figures) > 1 else figures[0]


def _write_pages(folder: Path, texts: Sequence[str], count: int) -> None:
    for number, text in zip(range(count), cycle(texts), strict=False):
        (folder / f"{number}.html").write_bytes(make_page(f"Despatch {number} of the morning", text))


def make_page(title: str, text: str) -> bytes:
    """An article as outlets wrap it: metadata, a menu, scripts with data, and lists of other stories to 200 kB."""
    told = {"@type": "NewsArticle", "headline": title, "datePublished": "2024-11-29T18:00:00Z"}
    story = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    head = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<script type='application/ld+json'>{json.dumps(told)}</script></head><body>"
        f"<nav>{_links(60)}</nav><article><h1>{title}</h1>{story}</article>"
    )
    foot = "</body></html>"
    aside = f"<aside>{_links(400)}</aside>"
    data = json.dumps({"cards": [{"id": n, "teaser": "A bridge was closed for a week."} for n in range(1_000)]})
    padding = "x" * max(0, SIZE - len((head + aside + data + foot).encode()) - len("<script>''</script>"))
    return f"{head}{aside}<script>{data}'{padding}'</script>{foot}".encode()


def _links(count: int) -> str:
    return "".join(f"<li><a href='/s/{n}'>The council closes bridge {n} for repairs</a></li>" for n in range(count))

"""`python -m bot bench`: how fast, how soon, how smoothly and how large; figures are printed, nothing is judged."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.desk import World
from bot.desk.posts import read_post
from bot.news.message import Attachment, Post
from bot.ports import Archive, Reader
from bot.terminal.alone import Channel, NoFetcher, Now
from bot.terminal.links import OpenFetcher, measure_links
from bot.terminal.speed import count_words, list_articles, measure_core, show_machine, tell
from bot.terminal.stalls import watched_loop


@dataclass(frozen=True, slots=True)
class Load:
    """How much is measured: posts (and links) at once, links one at a time, words of a file, CPU seconds a speed."""

    posts: int = 50
    links: int = 40
    long_words: int = 20_000
    seconds: float = 3.0


async def run_bench(
    folder: Path,
    *,
    reader: AbstractAsyncContextManager[Reader],
    open_archive: Callable[[str], AbstractAsyncContextManager[Archive]],
    open_fetcher: OpenFetcher,
    pipeline: str | None,
    load: Load | None = None,
) -> None:
    """Prints the figures of reading the folder's .txt files; raises Missing where there are none.

    `reader` is the pool, not yet entered; `open_archive` is given the URL of a database that is thrown away at the end,
    `open_fetcher` the host and port of a web server on this machine.
    """
    load = load or Load()
    files = list_articles(folder)
    texts = [file.read_text(encoding="utf-8") for file in files]
    long = "\n\n".join(_paragraphs(load.long_words))
    show_machine()
    print(f"{len(texts)} articles of '{folder}', {count_words(texts) / len(texts):.0f} words each")
    print(f"a made-up one of {count_words([long])} words\n")
    with TemporaryDirectory() as thrown_away:
        stored = open_archive(f"sqlite+aiosqlite:///{thrown_away}/bench.db")
        await _measure_desk(reader, stored, open_fetcher, texts, long, load)
    await _measure_import()
    await _measure_command(files[0])
    await asyncio.to_thread(measure_core, pipeline, texts, long, load.seconds)


async def _measure_desk(
    reader: AbstractAsyncContextManager[Reader],
    archive: AbstractAsyncContextManager[Archive],
    open_fetcher: OpenFetcher,
    texts: Sequence[str],
    long: str,
    load: Load,
) -> None:
    """The real desk, pool and database; the posts come in a burst, the long one among them."""
    start = time.perf_counter()
    channel = Channel(long)
    async with reader as opened, archive as stored:
        tell("reading processes warm after", f"{time.perf_counter() - start:.1f} s")
        world = World(stored, NoFetcher(), opened, Now(), channel, "UTC")
        gc.collect()
        gc.freeze()  # as `run` does
        async with watched_loop() as rest:
            await asyncio.sleep(1)
        start = time.perf_counter()
        async with watched_loop() as stalls, asyncio.TaskGroup() as tasks:
            for post in _posts(texts, long, load.posts):
                tasks.create_task(read_post(world, post))
                await asyncio.sleep(0)  # a gateway brings each post in a turn of its own
        tell("first card after a post", f"{channel.said[0] - start:.2f} s")
        tell(f"{len(channel.said)} posts in a burst", f"{channel.said[-1] - start:.1f} s")
        tell("longest stall of the event loop", f"{stalls.longest * 1e3:.0f} ms (at rest {rest.longest * 1e3:.0f} ms)")
        await measure_links(world, open_fetcher, texts, alone=load.links, at_once=load.posts)
        memory = [_peak(process.pid) for process in active_children()]
        tell("memory at its peak", f"{_peak(os.getpid())}, and {' + '.join(memory)} for reading")


async def _measure_import() -> None:
    """What a process that reads imports before it loads the pipeline: spaCy, trafilatura and our own modules."""
    start = time.perf_counter()
    command = await asyncio.create_subprocess_exec(sys.executable, "-c", "import bot.news.report.read")
    code = await command.wait()
    tell("the reading code imports in", f"{time.perf_counter() - start:.1f} s" if code == 0 else f"failed ({code})")


async def _measure_command(file: Path) -> None:
    start = time.perf_counter()
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "read", str(file), stdout=asyncio.subprocess.DEVNULL
    )
    code = await command.wait()
    tell(
        "`read`, from nothing to the card", f"{time.perf_counter() - start:.1f} s" if code == 0 else f"failed ({code})"
    )


def _posts(texts: Sequence[str], long: str, count: int) -> Iterator[Post]:
    """Posts of the seed articles, each under a headline of its own, and half way the long one as a file."""
    now = datetime.now(UTC)
    for number, text in zip(range(count), cycle(texts), strict=False):
        if number == count // 2:
            file = Attachment("long.txt", "", len(long.encode()), "text/plain")
            yield Post(count, 1, 1, 1, "", now, (file,))
        yield Post(number, 1, 1, 1, f"Despatch {number} of the morning\n\n{text}", now)


def _paragraphs(words: int) -> Iterator[str]:
    """News of a made-up town until there are that many words."""
    for number in range(words // 45 + 1):
        day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[number % 5]
        yield (
            f"About {number + 2} people were injured on {day} when a bridge in district {number} of Larkwood gave way, "
            f"the fire service said. “Nobody is missing,” said Ann Lee, its spokeswoman. Two days earlier engineers "
            f"had closed the road. The council plans to build {number + 3} new bridges by March 2026."
        )


def _peak(pid: int | None) -> str:
    """The most memory that a process had so far; only Linux tells it of other processes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return "unknown"
    return next((f"{int(line.split()[1]) // 1024} MB" for line in lines if line.startswith("VmHWM:")), "unknown")

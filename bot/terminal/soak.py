"""`python -m bot bench --soak N`: whether memory stays flat over so many articles; figures are printed."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.desk import World
from bot.desk.abreast import abreast
from bot.desk.posts import read_post
from bot.news.message import Post
from bot.ports import Archive, Reader
from bot.terminal.alone import Channel, NoFetcher, Now

EVERY = 500
"""Articles between two looks at the memory."""
AT_ONCE = 8
SYLLABLES = "ba den ker lo mi nor pa ris sta tor ul vek win zan".split()  # noqa: SIM905 - easier to read
SENTENCE = (
    "{} {} told the {} Post on {} that {} people were injured when the {} bridge near {} gave way, {} days after {}"
    " engineers had closed it."
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


async def run_soak(
    articles: int,
    *,
    reader: AbstractAsyncContextManager[Reader],
    open_archive: Callable[[str], AbstractAsyncContextManager[Archive]],
) -> None:
    """Prints the memory of this process and of those that read, every EVERY articles; names are new in each of them.

    `reader` is the pool, not yet entered; `open_archive` is given the URL of a database that is thrown away at the end.
    """
    with TemporaryDirectory() as thrown_away:
        async with reader as pool, open_archive(f"sqlite+aiosqlite:///{thrown_away}/soak.db") as archive:
            world = World(archive, NoFetcher(), pool, Now(), Channel(), "UTC")
            print(f"{'articles':>10}{'seconds':>10}{'desk MB':>10}{'reading MB':>12}")
            start = time.monotonic()
            _tell(0, start)
            posts = _posts(articles)
            for done in range(EVERY, articles + EVERY, EVERY):
                batch = [post for _, post in zip(range(EVERY), posts, strict=False)]
                await abreast(lambda post: read_post(world, post), batch, limit=AT_ONCE)
                _tell(min(done, articles), start)


def _posts(count: int) -> Iterator[Post]:
    random = Random(0)  # noqa: S311 - made-up names, no secrets
    for number in range(1, count + 1):
        text = " ".join(_write_sentence(random) for _ in range(4))
        yield Post(number, 1, 1, 1, f"Despatch {number} from {_name(random)}\n\n{text}", datetime.now(UTC))


def _write_sentence(random: Random) -> str:
    first, last, paper, town, place, who = (_name(random) for _ in range(6))
    day, killed, after = random.choice(DAYS), random.randrange(2, 90), random.randrange(2, 9)
    return SENTENCE.format(first, last, paper, day, killed, town, place, after, who)


def _name(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randrange(2, 5))).capitalize()


def _tell(done: int, start: float) -> None:
    reading = "+".join(str(_resident(child.pid)) for child in active_children())
    print(f"{done:>10}{time.monotonic() - start:>10.0f}{_resident(os.getpid()):>10}{reading:>12}", flush=True)


def _resident(pid: int | None) -> int:
    """Megabytes that a process has now; only Linux tells it of other processes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:")), 0)

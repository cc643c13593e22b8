"""The bot as a process of its own, against the loopback double."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.double.discord_double import PATIENCE, Double
from tests.double.process import Process, start_bot

ARTICLE = """<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2024-11-29T18:00:00+00:00"></head><body><article><h1>{title}</h1>
<p>A bridge over the river fell on Thursday and killed four people, the police said. Rescue teams worked through the
night with dogs and cranes, and the hospital in the town treated eleven others.</p>
<p>The bridge was built in 1998 and closed to trucks in March 2021 because of cracks in two of its pillars. The ministry
of transport said that it had been inspected on Tuesday by engineers who found no sign of new damage.</p></article>
</body></html>"""

PASTE = b"""Wall of the old castle falls

A wall of the old castle fell on Thursday and killed two people, the police said on Friday in a statement. Rescue teams
worked through the night with dogs and cranes, and the hospital treated three others who were hurt by stones. The wall
was built in 1421 and had been closed to visitors since March 2021 because of cracks, the town said."""


@pytest.fixture
def start(double: Double, tmp_path: Path):
    """Starts the bot on one database, as often as a test asks."""

    @asynccontextmanager
    async def running(**extra: str) -> AsyncIterator[Process]:
        bot = await start_bot(double, tmp_path, **extra)
        try:
            session = asyncio.create_task(double.sessions.get())
            ended = asyncio.create_task(bot.process.wait())
            await asyncio.wait({session, ended}, timeout=4 * PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            ended.cancel()
            assert session.done(), bot.errors
            yield bot
        except BaseException:
            sys.stderr.write(bot.errors)
            raise
        finally:
            await bot.kill()

    return running


async def test_a_day_in_the_life(double: Double, start):
    """Start, a command, a post, the same event again, a 503 after the work was done, SIGTERM; then a gap, and again."""
    for name, title in (("one", "Bridge falls"), ("two", "Tower falls"), ("four", "Gate falls")):
        double.pages[name] = ARTICLE.format(title=title)

    async with start() as bot:
        added = await double.command("watch add")
        assert "watched" in added["embeds"][0]["title"]

        post = await double.say(f"{double.url}/page/one")
        card = await double.posted.get()
        assert card["message_reference"]["message_id"] == int(post["id"])
        assert "Thu 28 Nov 2024" in card["embeds"][0]["description"]

        await double.emit("MESSAGE_CREATE", post, again=True)
        double.faults.append(double.take_and_fail)
        await double.say(f"{double.url}/page/two")
        await double.posted.get()
        await double.say("", files=[("message.txt", PASTE)])
        await double.posted.get()

        tries = [await double.tries.get() for _ in range(4)]
        assert sorted(map(tries.count, set(tries))) == [1, 1, 2], "the line that met the 503 keeps its nonce"
        assert await bot.end() == 0, bot.errors
        assert await double.closes.get() == 1000
        assert titles(double) == ["Bridge falls", "Tower falls", "Wall of the old castle falls"]

    await double.say(f"{double.url}/page/four", heard=False)
    async with start() as bot:
        await double.posted.get()
        assert await bot.end() == 0, bot.errors
    assert titles(double)[3:] == ["Gate falls"]


async def test_a_second_signal_ends_it_at_once_and_nothing_is_lost(double: Double, start):
    """Somebody presses Ctrl-C twice, a platform is impatient: what was being read is read by the next process."""
    double.pages["one"] = ARTICLE.format(title="Bridge falls")
    double.slow = asyncio.Event()
    async with start() as bot:
        await double.command("watch add")
        await double.say(f"{double.url}/page/one")
        await double.asked.get()
        ended = asyncio.create_task(bot.ended())
        while not ended.done():  # the second must come after the first was heard
            bot.process.send_signal(signal.SIGTERM)
            await asyncio.wait({ended}, timeout=0.1)
        assert await ended == -signal.SIGTERM
        assert titles(double) == []

    double.slow.set()
    async with start() as bot:
        await double.posted.get()
        assert await bot.end() == 0, bot.errors
    assert titles(double) == ["Bridge falls"]


def titles(double: Double) -> list[str]:
    return [one["embeds"][0]["title"] for one in double.own()]

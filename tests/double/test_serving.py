"""The bot in this process, over real sockets: how it starts, what it survives, how it ends."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket

from bot.archive import SqlArchive
from bot.cogs import DatelineBot
from bot.desk import World
from bot.errors import DatelineError
from bot.fetch import GuardedFetcher
from tests.cogs.hand import HandReader
from tests.double.discord_double import PATIENCE, TOKEN, Double
from tests.double.pointing import point

PAGE = "<h1>{}</h1><p>A bridge fell on 2024-11-28 and 4 people died. It was opened on 1998-05-04 by the queen.</p>"


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        return time.monotonic()


@pytest.fixture(autouse=True)
def pointed(double: Double, monkeypatch):
    point(double.url, put=monkeypatch.setattr)


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
async def bot(double: Double, reader: HandReader, tmp_path: Path, monkeypatch) -> AsyncIterator[DatelineBot]:
    archive = await SqlArchive.open(f"sqlite+aiosqlite:///{tmp_path / 'dateline.db'}")
    host, _, port = double.url.removeprefix("http://").partition(":")
    async with GuardedFetcher(allow_hosts=((host, int(port)),)) as fetcher:
        bot = DatelineBot()

        async def at_once(*args, **kwargs) -> None:
            """discord.py waits five seconds before it identifies again."""

        monkeypatch.setattr(bot, "before_identify_hook", at_once)
        bot.attach(World(archive, fetcher, reader, RealClock(), bot.channel, "UTC"))
        yield bot
        await bot.stop(within=1.0)
    await archive.close()


@pytest.fixture
async def serving(bot: DatelineBot, double: Double) -> AsyncIterator[asyncio.Task]:
    """The bot at work, with the channel watched."""
    task = asyncio.create_task(bot.serve(TOKEN))
    assert await double.sessions.get() == "identify"
    await double.command("watch add")
    yield task
    await bot.stop(within=1.0)
    await task


@pytest.fixture
def page(double: Double):
    def make(title: str) -> str:
        double.pages[title] = PAGE.format(title)
        return f"{double.url}/page/{title}"

    return make


def titles(double: Double) -> list[str]:
    return [one["embeds"][0]["title"] for one in double.own()]


async def test_a_wrong_token_ends_in_one_line(bot):
    with pytest.raises(DatelineError, match="DISCORD_TOKEN"):
        await bot.serve("a-wrong-token")


async def test_a_refused_intent_ends_in_one_line_that_names_the_switch(bot, double):
    double.refuse_intents = True
    with pytest.raises(DatelineError, match="Message Content Intent"):
        await bot.serve(TOKEN)


async def test_a_first_connect_that_fails_ends_in_one_line(bot, unused_tcp_port, monkeypatch):
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://127.0.0.1:{unused_tcp_port}/"))
    with pytest.raises(DatelineError, match="could not be reached") as told:
        await bot.serve(TOKEN)
    assert "sequence" not in str(told.value)


async def test_a_discord_that_is_away_ends_in_one_line(bot, unused_tcp_port, monkeypatch):
    point(f"http://127.0.0.1:{unused_tcp_port}", put=monkeypatch.setattr)
    with pytest.raises(DatelineError, match="could not be reached"):
        await bot.serve(TOKEN)


async def test_stopping_waits_for_the_post_in_flight_and_closes_cleanly(bot, double, reader, serving, page):
    reader.held = asyncio.Event()
    await double.say(page("Bridge"))
    await reader.began.wait()

    stopping = asyncio.create_task(bot.stop(within=PATIENCE))
    await asyncio.sleep(0)
    assert not stopping.done()
    reader.held.set()
    await stopping
    await serving

    assert titles(double) == ["Bridge"]
    assert await double.closes.get() == 1000


async def test_a_post_that_is_cut_off_is_answered_at_the_next_start(bot, double, reader, serving, page):
    reader.held = asyncio.Event()
    await double.say(page("Bridge"))
    await reader.began.wait()
    await bot.stop(within=0.0)
    await serving
    assert titles(double) == []

    reader.held = None
    again = DatelineBot()
    world = bot.world
    again.attach(World(world.archive, world.fetcher, world.reader, world.clock, again.channel, world.zone))
    task = asyncio.create_task(again.serve(TOKEN))
    await double.posted.get()
    await again.stop(within=PATIENCE)
    await task

    assert titles(double) == ["Bridge"]


async def test_a_resumed_session_replays_what_was_missed_and_it_is_answered_once(double, serving, page):
    await double.say(page("Bridge"))
    await double.posted.get()
    await double.drop(code=4000)
    await double.say(page("Tower"))

    assert await double.sessions.get() == "resume"
    await double.posted.get()

    assert titles(double) == ["Bridge", "Tower"]


async def test_a_lost_session_is_caught_up_with_from_the_history(double, serving, page):
    await double.say(page("Bridge"))
    await double.posted.get()
    await double.drop(code=4000, forget=True)
    await double.say(page("Tower"), heard=False)

    assert await double.sessions.get() == "identify"
    await double.posted.get()
    await double.say(page("Wall"))
    await double.posted.get()

    assert titles(double) == ["Bridge", "Tower", "Wall"]


async def test_a_gap_of_any_length_is_read(bot, double, serving, page):
    """Six pages of history: the oldest message that was missed is answered like the newest."""
    await double.drop(code=4000, forget=True)
    await double.say(page("First"), heard=False)
    for number in range(510):
        await double.say(f"talk {number}", heard=False)
    await double.say(page("Last"), heard=False)

    await double.posted.get()
    await double.posted.get()

    assert titles(double) == ["First", "Last"]


async def test_cards_follow_what_became_of_their_posts_meanwhile(double, serving, page):
    """Over real sockets: an edit and a deletion are heard, then others are missed with the session."""
    posts = [await double.say(page(f"Bridge{number}")) for number in range(4)]
    for _ in posts:
        await double.posted.get()
    await double.edit(posts[0], page("Tower"))
    await double.delete(posts[1])
    await double.changed(lambda: sorted(titles(double)) == ["Bridge2", "Bridge3", "Tower"])

    await double.drop(code=4000, forget=True)
    await double.edit(posts[2], page("Wall"), heard=False)
    await double.delete(posts[3], heard=False)
    await double.changed(lambda: sorted(titles(double)) == ["Tower", "Wall"])


async def test_a_post_after_the_gap_does_not_hide_the_gap(bot, double, serving, page):
    """The first post of a new session must not be claimed before the history's mark is known."""
    bot._connection.guild_ready_timeout = 0.5  # Discord's servers come one by one, and posts between them
    await double.drop(code=4000, forget=True)
    await double.say(page("Missed"), heard=False)
    double.after_ready.append(lambda: double.say(page("New")))

    assert await double.sessions.get() == "identify"
    await double.posted.get()
    await double.posted.get()

    assert sorted(titles(double)) == ["Missed", "New"]


async def lose_connection(double: Double, request: web.Request) -> web.Response:
    await double.take(request)
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def fail_with(double: Double, request: web.Request, status: int) -> web.Response:
    await double.take(request)
    return web.Response(status=status)


async def slow_down(double: Double, request: web.Request) -> web.Response:
    body = b'{"message": "slow down", "retry_after": 0.05, "global": false}'
    return web.Response(status=429, body=body, headers={"Content-Type": "application/json", "Via": "1.1 google"})


@pytest.mark.parametrize(
    "fault",
    [
        lose_connection,
        slow_down,
        lambda double, request: fail_with(double, request, 500),
        lambda double, request: fail_with(double, request, 503),
    ],
    ids=["reset", "429", "500", "503"],
)
async def test_whatever_befalls_a_send_one_message_stands_there(double, serving, page, fault):
    double.faults.append(lambda request: fault(double, request))
    await double.say(page("Bridge"))

    assert await double.tries.get() == await double.tries.get()
    await double.say(page("Tower"))
    while len(double.own()) < 2:
        await double.posted.get()

    assert titles(double) == ["Bridge", "Tower"]


async def test_a_command_is_answered_while_articles_are_being_read(double, reader, serving, page):
    reader.held = asyncio.Event()
    for number in range(20):
        await double.say(page(f"Bridge{number}"))
    answer = await double.command("status")
    assert answer["embeds"][0]["title"] == "Status"
    assert titles(double) == []
    reader.held.set()
    for _ in range(20):
        await double.posted.get()


async def test_the_gateway_is_well_while_discord_answers_heartbeats(bot, double, page):
    """Not before it is connected, not while it is away, not when it has fallen silent; each in its words."""
    with pytest.raises(DatelineError, match=r"^not connected to Discord$"):
        await bot.check_gateway()
    assert bot.heartbeat_age() is None

    serving = asyncio.create_task(bot.serve(TOKEN))
    assert await double.sessions.get() == "identify"
    await double.command("watch add")
    await bot.check_gateway()
    assert 0 <= bot.heartbeat_age() < PATIENCE

    bot.ws._keep_alive._last_ack -= 200
    with pytest.raises(DatelineError, match="has not answered a heartbeat for 2"):
        await bot.check_gateway()

    bot._ready.clear()
    bot.ws._keep_alive.ack()
    with pytest.raises(DatelineError, match="which has not told of its servers"):
        await bot.check_gateway()

    await bot.stop(within=1.0)
    await serving
    with pytest.raises(DatelineError, match=r"^not connected to Discord$"):
        await bot.check_gateway()

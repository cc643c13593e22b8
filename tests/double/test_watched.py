"""What an operator sees of a running bot: its log, its figures, its health; nothing that anybody wrote is among it."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.double.discord_double import PATIENCE, TOKEN, Double
from tests.double.test_process import ARTICLE, PASTE, Process, start

__all__ = ["start"]

SECRET, REMARK = "k3y-of-the-desk", "heard from a colleague that nine are dead"
UNREAD = b"\x00\x01\x02" * 400
OWN_WORDS = 4
"""So many words in a row are somebody's text, wherever they turn up."""
SHOWN = re.compile(r"http://127\.0\.0\.1:(\d+)")


def runs(text: str) -> set[str]:
    """Every run of words of a text, spelled alike."""
    words = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text).lower())
    return {" ".join(words[n : n + OWN_WORDS]) for n in range(len(words) - OWN_WORDS + 1)}


async def scrape(address: str) -> dict[str, float]:
    async with aiohttp.ClientSession(address) as monitor, monitor.get("/metrics") as answer:
        families = text_string_to_metric_families(await answer.text())
        return {
            " ".join((sample.name, *sample.labels.values())): sample.value
            for family in families for sample in family.samples
        }  # fmt: skip


async def health(address: str) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession(address) as monitor, monitor.get("/healthz") as answer:
        return answer.status, await answer.json()


def find_page(bot: Process) -> str:
    """Where the page is, as the log says."""
    line = next(line for line in bot.errors.splitlines() if "Health is told" in line)
    found = SHOWN.search(line)
    assert found
    return f"http://127.0.0.1:{found[1]}"


def kill_a_reader(bot: Process) -> int:
    """How many processes that read were killed: the one, or none where the system does not tell of it."""
    listed = Path(f"/proc/{bot.pid}/task/{bot.pid}/children")
    children = listed.read_text(encoding="ascii").split() if listed.exists() else []
    readers = [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    for reader in readers:
        bot.signal(reader)
    return len(readers)


@pytest.mark.parametrize("form", ["json", "text"])
async def test_a_whole_run_tells_ids_and_figures_and_no_words(
    form: str, double: Double, start: Callable[..., object], tmp_path: Path
) -> None:
    """At DEBUG, with links that carry keys, pages that fail, a paste, a remark, files, a reader that is killed."""
    double.pages["one"] = ARTICLE.format(title="Bridge falls over the river")
    async with start(DATELINE_LOG="DEBUG", DATELINE_LOG_FORM=form) as bot:
        await double.command("watch add")
        address = find_page(bot)
        post = await double.say(f"{REMARK} {double.url}/page/one?key={SECRET}")
        await double.posted.get()
        killed = kill_a_reader(bot) if form == "json" else 0
        await double.say("", files=[("message.txt", PASTE)])
        await double.posted.get()
        await double.say(f"{double.url}/page/gone?token={SECRET}")
        await double.posted.get()
        await double.say("", files=[("talk.txt", UNREAD)])
        await double.posted.get()
        double.faults.append(double.take_and_fail)
        await double.say(f"{double.url}/page/one?key={SECRET}-again")
        await double.posted.get()
        figures = await counted(address)
        status, said = await health(address)
        assert await bot.end() == 0, bot.errors

    parts = ("database", "pool", "clock", "gateway")
    assert (status, said) == (200, {"well": True, **dict.fromkeys(parts, "ok")})
    assert figures["dateline_posts_total failed"] == 2
    assert figures["dateline_post_seconds_count"] == 5
    assert figures["dateline_outbox_lines"] == figures["dateline_queue_posts"] == 0
    assert figures["dateline_pool_restarts_total"] == killed
    assert figures["dateline_gateway_heartbeat_age_seconds"] < 60
    assert figures["process_resident_memory_bytes"] > 1e7

    log = bot.errors
    for secret in (TOKEN, SECRET):
        assert secret not in log
    texts = " ".join([*double.pages.values(), PASTE.decode(), REMARK])
    assert runs(texts) & runs(log) == set()
    assert post["id"] in log
    if form == "json":
        lines = [json.loads(line) for line in log.splitlines()]
        ends = [line for line in lines if line.get("post") == int(post["id"]) and "outcome" in line]
        assert [(line["outcome"], len(line["articles"])) for line in ends] == [("answered", 1)]


async def counted(address: str) -> dict[str, float]:
    """The figures once every post is counted and every line confirmed: a card stands in the channel before that."""
    async with asyncio.timeout(2 * PATIENCE):
        while True:
            figures = await scrape(address)
            if figures["dateline_post_seconds_count"] == 5 and not figures["dateline_outbox_lines"]:
                return figures


async def test_health_fails_when_the_database_or_the_readers_do(
    double: Double, start: Callable[..., object], tmp_path: Path
) -> None:
    """A reader that was killed is replaced although nothing is to be read, and all is well again."""
    async with start() as bot:
        await double.command("watch add")
        address = find_page(bot)
        assert (await health(address))[0] == 200
        if kill_a_reader(bot):
            async with asyncio.timeout(PATIENCE):
                while (answer := await health(address))[0] == 200:
                    pass
                assert answer[1]["pool"] == "a process that reads articles is being replaced"
                assert answer[1]["database"] == "ok"
                while (await health(address))[0] != 200:
                    pass
        with sqlite3.connect(tmp_path / "dateline.db") as connection:
            connection.execute("DROP TABLE settings")
        status, said = await health(address)
        assert (status, said["well"], said["gateway"]) == (503, False, "ok")
        assert "no such table: settings" in str(said["database"])

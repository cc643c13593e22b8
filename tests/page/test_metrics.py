"""/metrics: what a monitor reads is well-formed, true, and tells nothing of what was posted."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.desk.about import About
from bot.errors import ArchiveFault, DatelineError
from bot.news.digest import Digest
from bot.page import open_page
from bot.page.metrics import Gauges
from tests.desk.newsroom import FRIDAY


class Pool:
    waiting, restarts = 3, 2


@pytest.fixture
def gauges(local) -> Gauges:
    world = replace(local, about=About("9.9", "made-up 1.0", FRIDAY))
    return Gauges(world, Pool(), lambda: 12.5)


@pytest.fixture
async def scrape(gauges, checks) -> AsyncIterator:
    """Asks as Prometheus does, under a name of its own; gives {name and labels: value} once the parser took it all."""
    async with (
        open_page("127.0.0.1", 0, checks=checks, gauges=gauges) as address,
        aiohttp.ClientSession(address, headers={"Host": "dateline.cluster.local"}) as monitor,
    ):

        async def ask() -> dict[tuple[str, ...], float]:
            async with monitor.get("/metrics") as answer:
                assert answer.status == 200
                assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
                families = list(text_string_to_metric_families(await answer.text()))
            assert all(family.documentation and family.type != "unknown" for family in families)
            return {
                (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
                for family in families
                for sample in family.samples
            }

        yield ask


async def test_every_figure_is_there_from_the_start(scrape):
    said = await scrape()
    expected = {
        ("dateline_info", "made-up 1.0", "9.9"): 1, ("dateline_start_time_seconds",): FRIDAY.timestamp(),
        ("dateline_well", "database"): 1, ("dateline_posts_total", "answered"): 0,
        ("dateline_posts_total", "failed"): 0, ("dateline_posts_total", "nothing"): 0,
        ("dateline_articles_read_total",): 0, ("dateline_post_seconds_count",): 0,
        ("dateline_post_seconds_bucket", "+Inf"): 0, ("dateline_pool_waiting_articles",): 3,
        ("dateline_pool_restarts_total",): 2, ("dateline_gateway_heartbeat_age_seconds",): 12.5,
        ("dateline_queue_posts",): 0, ("dateline_stored_articles",): 0, ("dateline_outbox_lines",): 0,
        ("dateline_outbox_age_seconds",): 0, ("dateline_outbox_given_up_lines",): 0,
        ("dateline_digest_lag_seconds",): 0,
    }  # fmt: skip
    assert {name: said.get(name) for name in expected} == expected
    assert ("dateline_backup_age_seconds",) not in said


async def test_the_histogram_is_cumulative(scrape, gauges):
    for seconds in (0.05, 0.1, 0.3, 7, 4000):
        gauges.world.meter.post_ended("answered", articles=2, seconds=seconds)
    said = await scrape()
    assert [said["dateline_post_seconds_bucket", bound] for bound in ("0.1", "0.5", "10.0", "300.0", "+Inf")] == [
        2, 3, 4, 4, 5
    ]  # fmt: skip
    assert said["dateline_post_seconds_sum",] == pytest.approx(4007.45)
    assert said["dateline_articles_read_total",] == 10
    assert said["dateline_posts_total", "answered"] == 5


async def test_what_waits_and_what_is_late_shows_its_age(scrape, gauges, post, clock):
    world = gauges.world
    since = clock.now() - timedelta(days=2)
    await world.archive.set_digest(Digest(0, 11, 22, "17:30", "UTC", tuple(range(7)), "line", False, since))
    first = post("https://example.org/a")
    await world.archive.claim(first, now=clock.now())
    clock.forward(minutes=90)
    said = await scrape()
    assert said["dateline_queue_posts",] == 1
    assert said["dateline_digest_lag_seconds",] == 2.5 * 3600


async def test_a_part_that_is_not_well_shows_and_the_rest_is_told(scrape, gauges, checks, monkeypatch):
    """A monitor must see more than nothing while the database is away."""

    async def away(*_: object) -> None:
        raise ArchiveFault("The database cannot be read.")

    async def lost() -> None:
        raise DatelineError("not connected to Discord")

    monkeypatch.setattr(gauges.world.archive, "counts", away)
    checks["gateway"] = lost
    said = await scrape()
    assert (said["dateline_well", "gateway"], said["dateline_well", "database"]) == (0, 1)
    assert ("dateline_stored_articles",) not in said
    assert ("dateline_pool_restarts_total",) in said


async def test_without_a_connection_there_is_no_age(checks, gauges):
    async with (
        open_page("127.0.0.1", 0, checks=checks, gauges=replace(gauges, heartbeat=lambda: None)) as address,
        aiohttp.ClientSession(address) as monitor,
        monitor.get("/metrics") as answer,
    ):
        assert not re.search("heartbeat", await answer.text())

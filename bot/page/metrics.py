"""/metrics: counts and times for a monitor, in Prometheus' form; nothing that was posted stands in it."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from bot.desk import World
from bot.desk.measure import Measures, measure
from bot.desk.meter import BOUNDS, Meter
from bot.errors import DatelineError
from bot.page.health import LONGEST, Check, ask_all

OUTCOMES = ("answered", "failed", "nothing")
"""Told from the start, so that a rate can be taken of the first one too."""

Family = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily | InfoMetricFamily


class Pool(Protocol):
    """The reading processes."""

    @property
    def waiting(self) -> int:
        """Articles that wait for a process."""
        ...

    @property
    def restarts(self) -> int:
        """Processes that were replaced since the start."""
        ...


@dataclass(frozen=True, slots=True)
class Gauges:
    """What is measured: the desk's world, the pool, and in Discord the seconds since it answered a heartbeat."""

    world: World
    pool: Pool
    heartbeat: Callable[[], float | None] | None = None


async def show_metrics(gauges: Gauges, checks: Mapping[str, Check]) -> web.Response:
    """Every figure; those of the database are left out while it does not answer."""
    said = await ask_all(checks)
    try:
        async with asyncio.timeout(LONGEST):
            measured = await measure(gauges.world)
    except (DatelineError, TimeoutError):
        measured = None
    registry = CollectorRegistry()
    registry.register(_Figures(gauges, said, measured))
    ProcessCollector(registry=registry)
    return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class _Figures(Collector):
    def __init__(self, gauges: Gauges, said: Mapping[str, str], measured: Measures | None) -> None:
        self._gauges, self._said, self._measured = gauges, said, measured

    def collect(self) -> Iterator[Family]:
        """What prometheus_client asks for at each scrape."""
        about = self._gauges.world.about
        yield InfoMetricFamily(
            "dateline", "The version and its model.", {"version": about.version, "model": about.model}
        )
        if about.started:
            yield _gauge("dateline_start_time_seconds", "When it started.", about.started.timestamp())
        well = GaugeMetricFamily("dateline_well", "Whether the part works, as /healthz has it.", labels=["part"])
        for part, word in self._said.items():
            well.add_metric([part], float(word == "ok"))
        yield well
        yield from _count(self._gauges.world.meter)
        yield _gauge("dateline_pool_waiting_articles", "Articles waiting for a process.", self._gauges.pool.waiting)
        yield _counter("dateline_pool_restarts", "Reading processes that were replaced.", self._gauges.pool.restarts)
        age = self._gauges.heartbeat() if self._gauges.heartbeat else None
        if age is not None:
            yield _gauge("dateline_gateway_heartbeat_age_seconds", "Since Discord answered a heartbeat.", age)
        if self._measured:
            yield from _show(self._measured)


def _count(meter: Meter) -> Iterator[Family]:
    """What the process counted since it started."""
    posts = CounterMetricFamily("dateline_posts", "Posts that were read, by what became of them.", labels=["outcome"])
    for outcome in dict.fromkeys((*OUTCOMES, *meter.posts)):
        posts.add_metric([outcome], meter.posts[outcome])
    yield posts
    yield _counter("dateline_articles_read", "Articles that posts brought.", meter.articles)
    bounds = [*map(str, BOUNDS), "+Inf"]
    within = [(bound, float(count)) for bound, count in zip(bounds, accumulate(meter.within), strict=True)]
    yield HistogramMetricFamily(
        "dateline_post_seconds", "From taking a post up to its answer.", buckets=within, sum_value=meter.seconds
    )


def _show(measured: Measures) -> Iterator[Family]:
    """What the database says."""
    counts = measured.counts
    yield _gauge("dateline_queue_posts", "Posts that are being read or wait for it.", counts.posts.get("claimed", 0))
    yield _gauge("dateline_stored_articles", "Articles in the archive.", counts.articles)
    yield _gauge("dateline_outbox_lines", "Lines that wait to be said.", counts.unsaid)
    yield _gauge("dateline_outbox_age_seconds", "Since the oldest of them was made.", measured.unsaid_age)
    yield _gauge("dateline_outbox_given_up_lines", "Lines that were never said.", counts.given_up)
    yield _gauge("dateline_digest_lag_seconds", "By how much a digest is late.", measured.digest_lag)
    if measured.backup_age is not None:
        yield _gauge("dateline_backup_age_seconds", "Since the last backup.", measured.backup_age)


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


def _counter(name: str, says: str, value: float) -> CounterMetricFamily:
    return CounterMetricFamily(name, says, value=value)

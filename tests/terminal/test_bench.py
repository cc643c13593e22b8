"""The bench measures the real parts and prints a figure for each; it judges none."""

import re
import time
from importlib import resources
from pathlib import Path

import pytest

from bot.archive import open_archive
from bot.errors import Missing
from bot.fetch import GuardedFetcher
from bot.terminal.bench import Load, run_bench
from bot.terminal.links import SIZE, make_page
from bot.terminal.soak import run_soak
from bot.terminal.speed import measure_times
from bot.terminal.stalls import watched_loop
from bot.workers import ReaderPool

SEEDS = Path(__file__).parents[2] / "seeds"
FIGURES = [
    "reading processes warm after", "first card after a post", "posts in a burst",
    "longest stall of the event loop", "2 links to pages of 200 kB at once", "memory at its peak",
    "the reading code imports in", "`read`, from nothing to the card", "the pipeline loads in",
    "spaCy's tokenizer alone", "spaCy's analysis", "the whole report", "the whole report of the long one",
]  # fmt: skip


def parts():
    """What `__main__` gives."""
    return {
        "reader": ReaderPool(),
        "open_archive": open_archive,
        "open_fetcher": lambda hosts: GuardedFetcher(allow_hosts=hosts),
    }


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
async def test_every_figure_is_printed(capsys):
    """Two posts and the long file through the real pool, desk and database: three cards."""
    load = Load(posts=2, links=2, long_words=200, seconds=0.01)
    await run_bench(SEEDS, pipeline=None, load=load, **parts())
    said = capsys.readouterr().out
    assert "3 posts in a burst" in said
    assert "failed" not in said
    assert re.search(r"link to card, one at a time +p50 [\d.]+ s, p95 [\d.]+ s\n", said)
    assert re.search(r"event loop late meanwhile +p99 [\d.]+ ms, at most \d+ ms\n", said)
    for figure in FIGURES:
        assert re.search(rf"{re.escape(figure)} +(\d|unknown)", said), figure


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
def test_times_are_measured_apart_from_spacy_on_the_first_words(tmp_path, capsys):
    """Each stage has its figure; an article is cut after the paragraph that holds its 300th word."""
    (tmp_path / "long.txt").write_text("The mill closed on Friday.\n" * 100, encoding="utf-8")
    measure_times(tmp_path, pipeline=None, seconds=0.01)
    said = capsys.readouterr().out
    assert "the first 300 words" in said
    for name in (
        "spaCy's tokenizer alone",
        "spaCy's analysis",
        "clauses and events",
        "the time stage",
        "on bare tokens",
    ):
        assert re.search(rf"{name} +[\d.]+ documents, [\d,]+ words per CPU second", said), name
    assert re.search(r"time expressions +60\.0 in a document", said)


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
async def test_memory_is_told_of_the_desk_and_of_those_that_read(capsys):
    await run_soak(3, reader=ReaderPool(), open_archive=open_archive)
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["articles", "seconds", "desk", "MB", "reading", "MB"]
    assert [row.split()[0] for row in rows] == ["0", "3"]


async def test_a_loop_that_is_held_up_is_noticed():
    async with watched_loop() as stalls:
        time.sleep(0.05)  # noqa: ASYNC251 - the very thing that must be noticed
    assert stalls.longest >= 0.04


async def test_without_articles_there_is_nothing_to_measure(tmp_path):
    with pytest.raises(Missing, match="name a folder of articles"):
        await run_bench(tmp_path, pipeline=None, **parts())


def test_a_page_of_the_bench_is_as_large_as_it_says_and_an_article():
    page = make_page("Ferry", "OSLO - A ferry ran aground.\n\nNobody was hurt.")
    assert abs(len(page) - SIZE) < 100
    assert b"<p>Nobody was hurt.</p>" in page

"""The bench measures the real parts and prints a figure for each; it judges none."""

import re
import time
from importlib import resources
from pathlib import Path

import pytest

from bot.archive import open_archive
from bot.errors import Missing
from bot.terminal.bench import Load, run_bench, watched_loop
from bot.workers import ReaderPool

SEEDS = Path(__file__).parents[2] / "seeds"
FIGURES = [
    "reading processes warm after", "first card after a post", "posts in a burst",
    "longest stall of the event loop", "memory at its peak", "`read`, from nothing to the card",
    "spaCy's tokenizer alone", "spaCy's analysis", "the whole report", "the whole report of the long one",
]  # fmt: skip


@pytest.mark.skipif(not (resources.files("bot") / "model" / "meta.json").is_file(), reason="no trained pipeline yet")
async def test_every_figure_is_printed(capsys):
    """Two posts and the long file through the real pool, desk and database: three cards."""
    load = Load(posts=2, long_words=200, seconds=0.01)
    await run_bench(SEEDS, reader=ReaderPool(), open_archive=open_archive, pipeline=None, load=load)
    said = capsys.readouterr().out
    assert "3 posts in a burst" in said
    assert "failed" not in said
    for figure in FIGURES:
        assert re.search(rf"{re.escape(figure)} +(\d|unknown)", said), figure


async def test_a_loop_that_is_held_up_is_noticed():
    async with watched_loop() as stalls:
        time.sleep(0.05)  # noqa: ASYNC251 - the very thing that must be noticed
    assert stalls.longest >= 0.04


async def test_without_articles_there_is_nothing_to_measure(tmp_path):
    with pytest.raises(Missing, match="name a folder of articles"):
        await run_bench(tmp_path, reader=ReaderPool(), open_archive=open_archive, pipeline=None)

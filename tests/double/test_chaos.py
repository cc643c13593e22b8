"""A small run of the chaos; the whole one is a command: python -m tests.double.chaos --posts 1000 --seed 1."""

from pathlib import Path

from tests.double.chaos import run_chaos


async def test_every_post_is_answered_exactly_once(tmp_path: Path):
    """The process is killed, the gateway dropped, requests fail before and after their work was done."""
    figures = await run_chaos(tmp_path, posts=30, kills=3, seed=3)
    assert (figures.lost, figures.repeated, figures.wrong, figures.cards) == (0, 0, 0, 0), figures
    assert figures.kills
    assert figures.repeats
    assert figures.exit_code == 0
    assert figures.objections == []

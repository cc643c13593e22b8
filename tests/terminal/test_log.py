"""The log of `run`: a line a record, and only what an operator can use."""

import logging
from collections.abc import Iterator

import pytest

from bot.terminal.log import QUIET, set_up_log


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def test_a_traceback_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    logging.getLogger("bot.test").error("It failed.", exc_info=RuntimeError("two\r\nlines"))
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "bot.test: It failed. | RuntimeError: two | lines" in said


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_what_tells_of_every_start_and_tick_is_quiet(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Alembic names its dialect at each start, APScheduler each of its ticks; their warnings are shown."""
    set_up_log(level)
    logging.getLogger("alembic.runtime.migration").info("Context impl SQLiteImpl.")
    logging.getLogger("apscheduler.executors.default").info("Running job")
    logging.getLogger("apscheduler.scheduler").warning("It took too long.")
    logging.getLogger("bot.opening").info("Health is told at http://127.0.0.1:8080/healthz")
    assert [line.split(" ", 2)[2] for line in capsys.readouterr().err.splitlines()] == [
        "WARNING apscheduler.scheduler: It took too long.",
        "INFO bot.opening: Health is told at http://127.0.0.1:8080/healthz",
    ]

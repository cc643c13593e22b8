"""The log of `run`: a line a record, only what an operator can use, and nothing that anybody wrote."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from bot.errors import ArchiveFault, WorkerLost
from bot.terminal.log import FIELDS, FOREIGN, set_up_log

NAMES = ("bot", *FOREIGN)
TEXT = "Syrian rebel forces entered Aleppo on Friday"


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in NAMES}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def raised(fault: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise fault from cause
    except type(fault) as caught:
        return caught


def test_a_fault_is_one_line_with_its_place_and_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    logging.getLogger("bot.test").error(
        "It failed.", exc_info=raised(ArchiveFault("two\r\nlines"), OSError(5, "Broken"))
    )
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Z ERROR bot.test: It failed. | OSError: [Errno 5] Broken | " in said
    assert said.endswith(" in raised | ArchiveFault: two | lines\n")


def test_words_that_may_quote_a_text_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Python's own faults carry what they met: a key, a line that cannot be parsed."""
    set_up_log("DEBUG")
    fault = raised(WorkerLost("It was not read."), raised(KeyError(TEXT)))
    logging.getLogger("bot.test").error("It failed.", exc_info=fault)
    said = capsys.readouterr().err
    assert TEXT not in said
    assert "KeyError" in said
    assert "WorkerLost: It was not read." in said


def fail(text: str) -> None:
    raise ValueError(text)


def test_a_fault_of_another_process_is_told_by_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("DEBUG")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        fault = pool.submit(fail, TEXT).exception()
    logging.getLogger("bot.test").error("It failed.", exc_info=fault)
    said = capsys.readouterr().err
    assert " in fail | " in said
    assert "ValueError" in said
    assert TEXT not in said


@pytest.mark.parametrize("form", ["text", "json"])
def test_addresses_end_at_their_host_and_secrets_are_blotted_out(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO", form=form, secrets=["t0ken.abc", ""])
    log = logging.getLogger("bot.test")
    log.info("GET https://ed:pw@example.org:8443/a/b?key=s3cret#frag failed, '%s'", "postgresql+psycopg://u:hush@db/n")
    log.error("It failed.", exc_info=raised(OSError("Token t0ken.abc refused at wss://gateway.example/?v=10&x=s3cret")))
    said = capsys.readouterr().err
    for secret in ("s3cret", "hush", "pw@", "t0ken", "/a/b"):
        assert secret not in said
    for kept in ("https://example.org:8443", "postgresql+psycopg://db", "wss://gateway.example", "***"):
        assert kept in said


def test_for_machines_each_line_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO", form="json")
    log = logging.getLogger("bot.desk.posts")
    log.info("Answered.", extra={"post": 12, "articles": [3, 4], "outcome": "answered", "text": TEXT})
    log.warning("Not said.\nAgain.", extra={"line": 7}, exc_info=raised(ArchiveFault("away")))
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "level": "INFO", "logger": "bot.desk.posts", "says": "Answered.", "post": 12, "articles": [3, 4],
        "outcome": "answered",
    }  # fmt: skip
    assert second["says"] == "Not said. | Again."
    assert second["line"] == 7
    assert second["fault"][-1] == "ArchiveFault: away"


def test_for_people_the_ids_stand_behind_the_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    logging.getLogger("bot.desk").info("Answered.", extra={"articles": [3, 4], "post": 12, "text": TEXT})
    assert capsys.readouterr().err.endswith("INFO bot.desk: Answered. post=12 articles=3,4\n")
    assert "text" not in FIELDS


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING"])
def test_what_tells_of_every_start_tick_and_message_is_quiet(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At DEBUG the gateway logs each message, aiosqlite each statement with its values; warnings are shown."""
    set_up_log(level)
    for name in ("alembic.runtime.migration", "apscheduler.executors.default", "aiosqlite", "asyncio", "trafilatura"):
        logging.getLogger(name).info("%s", TEXT)
    logging.getLogger("discord.gateway").debug("WebSocket Event: %s", TEXT)
    logging.getLogger("apscheduler.scheduler").warning("It took too long.")
    logging.getLogger("discord.gateway").info("Connected.")
    logging.getLogger("bot.opening").debug("Opening.")
    said = [line.split(" ", 2)[2] for line in capsys.readouterr().err.splitlines()]
    shown = ["WARNING apscheduler.scheduler: It took too long."]
    shown += [] if level == "WARNING" else ["INFO discord.gateway: Connected."]
    shown += ["DEBUG bot.opening: Opening."] if level == "DEBUG" else []
    assert said == shown

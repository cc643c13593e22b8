"""The log of `run`: one line a record, on the error stream."""

import logging
import sys

QUIET = ("alembic", "apscheduler", "aiosqlite")
"""They tell of every start, every tick and every statement; what they warn of is let through."""
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """A record with its traceback in one line, so that a log can be read by lines."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "").replace("\n", " | ")


def set_up_log(level: str) -> None:
    """Every logger writes to the error stream from `level` on, the quiet ones from a warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)

"""Where the reading is done: a pool of processes, so that the event loop never waits for an analysis."""

from bot.workers.pool import ReaderPool

__all__ = ["ReaderPool"]

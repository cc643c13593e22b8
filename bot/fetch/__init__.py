"""HTTP out: the guarded client that opens what strangers paste."""

from bot.fetch.fetcher import GuardedFetcher, Limits

__all__ = ["GuardedFetcher", "Limits"]

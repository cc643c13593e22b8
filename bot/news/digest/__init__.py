"""Windows of time, what is due, what is new, composition."""

from bot.news.digest.digest import Digest, Run

__all__ = ["Digest", "Run"]

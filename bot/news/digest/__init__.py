"""Windows of time, what is due, what is new, composition."""

from bot.news.digest.compose import compose
from bot.news.digest.contents import Brought, Coming, Contents, New, Point
from bot.news.digest.digest import Digest, Run
from bot.news.digest.due import due, next_due, window_so_far
from bot.news.digest.schedule import read_time, read_weekdays

__all__ = [
    "Brought", "Coming", "Contents", "Digest", "New", "Point", "Run", "compose", "due", "next_due", "read_time",
    "read_weekdays", "window_so_far",
]  # fmt: skip

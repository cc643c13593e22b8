"""Reports put into the archive, as if a post of the command line had brought each."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count

from bot.news.message import Post
from bot.news.report import Report
from bot.news.story import article_key, shingles
from bot.ports import Archive, Found
from bot.terminal.stories import GUILD

NOBODY = 0
DISCORD_EPOCH = 1_420_070_400_000
"""Milliseconds; ids made like Discord's, so that posts of a shared archive stay unique and in order of time."""


def number_posts(now: datetime) -> Iterator[int]:
    """Ids for the posts of one run of the command line."""
    return count((int(now.timestamp() * 1000) - DISCORD_EPOCH) << 22)


async def store(archive: Archive, report: Report, *, number: int, now: datetime) -> None:
    """Stores one report as if a post of guild 0 had brought it; nothing is said."""
    post = Post(id=number, guild=GUILD, channel=0, author=NOBODY, text="", posted=now)
    await archive.claim(post, now=now)
    found = Found(article_key(report.article), report.input, report, shingles(report.article.text))
    await archive.finish(post, [found], None, state="answered", now=now)

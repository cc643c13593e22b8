"""What a process that ended left behind: taken up again at the next start."""

import logging

from bot.desk.abreast import abreast
from bot.desk.posts import answer_post
from bot.desk.say import say
from bot.desk.world import World
from bot.news.message import Post

AT_ONCE = 2
"""Posts read at the same time: new ones come in meanwhile and shall not wait for the old."""

log = logging.getLogger(__name__)


async def resume(world: World, *, guild: int | None = None) -> None:
    """Says every line that was not confirmed, then reads the posts that were claimed and not finished.

    With a guild only what is its own: the local page cannot answer what Discord is waiting for.
    """
    unfinished = [post for post in await world.archive.unfinished() if guild in {None, post.guild}]
    for line in await world.archive.unsaid():
        if guild in {None, line.guild}:
            await say(world, line)
    await abreast(lambda post: _take_up(world, post), unfinished, limit=AT_ONCE)


async def _take_up(world: World, post: Post) -> None:
    try:
        await answer_post(world, post)
    except Exception:  # one post that cannot be answered must not keep the others waiting; it stays claimed
        log.exception("Post %d could not be taken up again.", post.id)

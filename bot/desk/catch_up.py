"""Posts that were claimed and not answered, by this process or one before it, are taken up again."""

import logging

from bot.desk import wait
from bot.desk.abreast import abreast
from bot.desk.posts import MOST_BEGINNINGS, answer_post, refuse_post
from bot.desk.say import say_unsaid
from bot.desk.world import World
from bot.news.message import Post

AT_ONCE = 2
"""Posts taken up at the same time: new ones come in meanwhile and shall not wait for the old."""
A_PAGE = 50
"""Posts that are looked at together, so that ten thousand of them do not stand in memory."""

log = logging.getLogger(__name__)


async def resume(world: World, *, guild: int | None = None) -> None:
    """What a new process does first: what is unsaid is said, what is unfinished is read.

    With a guild only what is its own: the local page cannot answer what Discord is waiting for.
    """
    await say_unsaid(world, guild=guild)
    await take_up(world, guild=guild)


async def take_up(world: World, *, guild: int | None = None) -> None:
    """Reads the unfinished posts that nobody is reading and that need not wait, oldest first."""
    last = -1
    while posts := await world.archive.unfinished(after=last, limit=A_PAGE):
        last = posts[-1].id
        mine = [post for post in posts if guild in {None, post.guild}]
        await abreast(lambda post: _take_up(world, post), mine, limit=AT_ONCE)


async def _take_up(world: World, post: Post) -> None:
    if (post.id, post.revision) in world.reading or not wait.is_due(world, "post", post.id):
        return
    try:
        tries = await world.archive.begin(post)
        if tries > MOST_BEGINNINGS:
            await refuse_post(world, post)
        elif tries:
            await answer_post(world, post)
    except Exception:  # one post that cannot be answered must not keep the others waiting; it stays claimed
        log.exception("A post could not be taken up again.", extra={"post": post.id})

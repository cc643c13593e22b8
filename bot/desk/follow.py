"""What becomes of a post afterwards: edited, deleted, or gone with its channel; cards and stored facts follow."""

from collections.abc import Sequence

from bot.desk.posts import answer_post
from bot.desk.say import say
from bot.desk.world import World
from bot.news.message import Post


async def follow_edit(world: World, post: Post) -> None:
    """Reads a post again that asks for something else than before: its card is changed, comes, or goes."""
    async with world.order:
        edited = await world.archive.edit(post, now=world.clock.now())
    if edited:
        await answer_post(world, edited)


async def follow_delete(world: World, posts: Sequence[int]) -> None:
    """Takes back what deleted posts were answered, and forgets what only they brought."""
    async with world.order:
        lines = await world.archive.delete(posts, now=world.clock.now())
    for line in lines:
        await say(world, line)


async def drop_channel(world: World, *, guild: int, channel: int) -> None:
    """A channel is gone with all that was said in it: its posts are deleted posts, and nothing is due in it."""
    await world.archive.unwatch(guild, channel)
    await world.archive.drop_digest(channel)
    while posts := await world.archive.of_channel(channel):
        for line in await world.archive.delete(posts, now=world.clock.now()):
            await world.archive.removed(line.id)

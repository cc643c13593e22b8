"""What becomes of a post afterwards: edited, deleted, or gone with its channel; cards and stored facts follow."""

from collections.abc import Sequence

from bot.desk.paste import take_back
from bot.desk.posts import answer_post
from bot.desk.say import say
from bot.desk.world import World
from bot.errors import NothingFound
from bot.news.message import Post, join_posts, read_message


async def follow_edit(world: World, post: Post) -> None:
    """Reads a post again that asks for something else than before: its card is changed, comes, or goes."""
    async with world.order:
        now = world.clock.now()
        pastes = await world.archive.pastes([post.id])
        whole = await _join_again(world, pastes[0], known=post) if pastes else post
        edited = await world.archive.edit(whole, now=now) if whole else None
    if edited:
        await answer_post(world, edited)


async def _join_again(world: World, paste: Sequence[Post], *, known: Post | None = None) -> Post | None:
    """A paste as its messages stand in the channel now; None when none is left."""
    posts = []
    for one in paste:
        now = known if known and known.id == one.id else await world.channel.post(one.guild, one.channel, one.id)
        if now:
            posts.append(now)
    return join_posts(posts) if posts else None


async def read_again(world: World, post: Post) -> None:
    """Reads a post again that asks for the same as before: its card is changed to what comes of it now.

    Raises NothingFound where there is nothing to read, or somebody reads it already.
    """
    intake = read_message(post)
    if not (intake.links or intake.copy or intake.files or intake.messages):
        raise NothingFound("Dateline may not read that message here; use the menu 'Read this article' on it.")
    async with world.order:
        edited = await world.archive.edit(post, now=world.clock.now(), again=True)
    if edited is None:
        raise NothingFound("That message is being read already, or is no longer known.")
    await answer_post(world, edited)


async def follow_delete(world: World, posts: Sequence[int]) -> None:
    """Takes back what deleted posts were answered, and forgets what only they brought."""
    take_back(world, posts)
    async with world.order:
        pastes = await world.archive.pastes(posts)
        lines = await world.archive.delete(posts, now=world.clock.now())
    for line in lines:
        await say(world, line)
    for paste in pastes:
        await _read_rest(world, [post for post in paste if post.id not in posts])


async def _read_rest(world: World, paste: Sequence[Post]) -> None:
    """Reads what is left of a paste whose other messages were deleted."""
    whole = await _join_again(world, paste)
    if whole is None:
        return
    async with world.order:
        edited = await world.archive.edit(whole, now=world.clock.now())
    if edited:
        await answer_post(world, edited)


async def drop_channel(world: World, *, guild: int, channel: int) -> None:
    """A channel is gone with all that was said in it: its posts are deleted posts, and nothing is due in it."""
    await world.archive.unwatch(guild, channel)
    await world.archive.drop_digest(channel)
    while posts := await world.archive.of_channel(channel):
        for line in await world.archive.delete(posts, now=world.clock.now()):
            if line.channel == channel:
                await world.archive.removed(line.id)
            else:  # it takes over a card that went with the channel
                await say(world, line)

"""A paste that comes in several messages is answered once, when its author has been quiet for a while."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.desk.world import World
from bot.news.message import Post, goes_on, join_posts, may_go_on

LEAST = 5.0
"""Seconds that are waited for the next part of an old post: after a gap it is claimed a moment later."""


@dataclass(slots=True)
class Waiting:
    """The parts that came so far, in order; `news` is set when one comes or goes, or nothing more is to come."""

    posts: list[Post]
    news: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    def takes(self, post: Post, *, within: float) -> bool:
        """Adds the next part, or puts an edited one in its place; whether it was one."""
        for n, one in enumerate(self.posts):
            if one.id == post.id:
                self.posts[n] = post
                return True
        if self.closed or not goes_on(self.posts[-1], post, within=within):
            return False
        self.posts.append(post)
        return True

    async def hear(self, seconds: float) -> bool:
        """Whether there is news within so many seconds."""
        self.news.clear()
        try:
            async with asyncio.timeout(seconds):
                return await self.news.wait()
        except TimeoutError:
            return False


async def gather(world: World, post: Post) -> Post | None:
    """The post with the parts that follow it in the quiet time; None for such a part, which its first is answered for.

    The first message of anybody in the channel that is no next part ends the waiting.
    """
    if world.quiet <= 0 or post.parts:
        return post
    waiting = world.pastes.get(post.channel)
    if waiting:
        if waiting.takes(post, within=world.quiet):
            waiting.news.set()
            return None
        if post.id > waiting.posts[-1].id:
            _close(waiting)
    if post.revision or not may_go_on(post):
        return post
    return await _wait(world, Waiting([post]))


def take_back(world: World, posts: Collection[int]) -> None:
    """Leaves deleted posts out of the pastes that wait."""
    for waiting in world.pastes.values():
        kept = [post for post in waiting.posts if post.id not in posts]
        if len(kept) < len(waiting.posts):
            waiting.posts[:] = kept
            waiting.news.set()


async def _wait(world: World, waiting: Waiting) -> Post | None:
    channel = waiting.posts[0].channel
    world.pastes[channel] = waiting
    try:
        while waiting.posts and not waiting.closed and may_go_on(waiting.posts[-1]):
            age = (world.clock.now() - waiting.posts[-1].posted).total_seconds()
            if not await waiting.hear(min(world.quiet, max(LEAST, world.quiet - age))):
                break
    finally:
        _close(waiting)
        if world.pastes.get(channel) is waiting:
            del world.pastes[channel]
    return join_posts(waiting.posts) if waiting.posts else None


def _close(waiting: Waiting) -> None:
    waiting.closed = True
    waiting.news.set()

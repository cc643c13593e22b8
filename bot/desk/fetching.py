"""A link's page, asked for again where that can help."""

import asyncio

from bot.desk.world import World
from bot.errors import FetchFailed, NoAnswer
from bot.news.message import Post
from bot.ports import Page

LONGEST = 10.0
"""Seconds that a site may ask to be left alone (Retry-After) and is waited for; after that a person decides."""
WAITING = "⏳"


async def fetch_patiently(world: World, post: Post, link: str) -> Page:
    """The page; raises what the fetcher raises.

    A site that gives no answer, or an error of its own, is asked three times; the post carries ⏳ meanwhile.
    """
    waiting = False
    try:
        for pause in world.pauses:
            try:
                return await world.fetcher.fetch(link)
            except FetchFailed as fault:
                if not fault.passing or fault.wait > LONGEST:
                    raise
                wait = max(pause, fault.wait)
            if not waiting:
                waiting = True
                await world.channel.react(post, WAITING)
            await asyncio.sleep(wait)
        return await _fetch_last(world, link)
    finally:
        if waiting:
            await world.channel.react(post, WAITING, on=False)


async def _fetch_last(world: World, link: str) -> Page:
    """The page; the fault says how often it was asked for."""
    try:
        return await world.fetcher.fetch(link)
    except FetchFailed as fault:
        tries = len(world.pauses) + 1
        if not fault.passing or tries == 1:
            raise
        says = f"No answer after {tries} tries." if isinstance(fault, NoAnswer) else f"{fault} Asked {tries} times."
        raise type(fault)(says, wait=fault.wait) from fault

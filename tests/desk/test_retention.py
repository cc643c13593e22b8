"""The operator's limit on how long articles are kept."""

from bot.desk.posts import read_post
from bot.desk.retention import drop_old


async def test_articles_are_kept_for_the_days_that_were_set(world, clock, post, site, page_of):
    """On the last day it is still there; a day later it is gone, and pasted anew it is read anew."""
    link = site.has("/a", page_of("Rebels enter Aleppo", "The rebels entered on 2024-11-29."))
    message = post(link)
    await read_post(world, message)
    clock.forward(days=30)
    await drop_old(world, days=30)
    assert len(await world.archive.articles(message.guild)) == 1
    clock.forward(days=1)
    await drop_old(world, days=30)
    assert await world.archive.articles(message.guild) == []
    await read_post(world, post(link))
    assert len(await world.archive.articles(message.guild)) == 1

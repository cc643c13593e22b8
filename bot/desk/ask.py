"""Questions about what was read: answered from the archive, never from a card."""

from collections.abc import Sequence
from datetime import date

from bot.desk.days import read_span
from bot.desk.status import show_help, show_status
from bot.desk.world import World
from bot.errors import NothingFound
from bot.news.reply import (
    Sheet,
    compose_article_timeline,
    compose_facts,
    compose_sentences,
    compose_timeline,
    show_days,
)
from bot.ports import Stored, Told

__all__ = [
    "article_timeline", "facts", "sentences", "show_help", "status", "suggest", "timeline",
]  # fmt: skip

MOST_ENTRIES = 200
"""Of a merged timeline: some 20 pages of an ephemeral answer, more than anybody turns."""
MOST_FOUND = 5000


async def timeline(world: World, *, guild: int, channel: int, since: str | None, until: str | None) -> Sheet:
    """The channel's merged timeline; raises WrongSetting for unreadable dates, NothingFound without entries."""
    today = await find_today(world, channel)
    first, last = read_span(since or None, until or None, today=today)
    told = await world.archive.told(guild, channel=channel, since=first, until=last, limit=MOST_FOUND)
    if not told:
        between = f" ({_show_span(first, last)})" if first or last else ""
        raise NothingFound(f"No dated event is known in this channel{between}.")
    kept = keep_most(told)
    return compose_timeline(
        kept, title="Timeline of this channel", intro=_show_span(first, last), left_out=len(told) - len(kept)
    )  # fmt: skip


async def article_timeline(world: World, *, guild: int, article: int) -> Sheet:
    """Every entry of one article with how its date was found, and what stays open."""
    return compose_article_timeline((await find_article(world, guild=guild, article=article)).report)


async def sentences(world: World, *, guild: int, article: int) -> Sheet:
    """Each fact and entry of an article's card with its sentence, verbatim."""
    return compose_sentences((await find_article(world, guild=guild, article=article)).report)


async def facts(world: World, *, guild: int, channel: int, article: int | None) -> Sheet:
    """The facts of an article, or of the channel's newest one."""
    if article is not None:
        return compose_facts((await find_article(world, guild=guild, article=article)).report)
    newest = await world.archive.articles(guild, channel=channel, limit=1)
    if not newest:
        raise NothingFound("No article was read in this channel yet.")
    return compose_facts(newest[0].report)


async def suggest(world: World, *, guild: int, words: str) -> Sequence[tuple[int, str]]:
    """(id, title) of the guild's articles that fit what was typed, newest first."""
    return await world.archive.suggest(guild, words)


async def status(world: World, *, guild: int) -> Sheet:
    """What works, what waits and what is set, for one guild."""
    return await show_status(world, guild=guild)


async def find_article(world: World, *, guild: int, article: int) -> Stored:
    """A stored article that a post of this guild brought; raises NothingFound."""
    stored = await world.archive.article(article, guild=guild)
    if stored is None:
        raise NothingFound("This article is not stored here any more.")
    return stored


async def find_today(world: World, channel: int) -> date:
    """The day in the channel's zone: that of its digest, or the zone for those that set none."""
    digest = await world.archive.digest(channel)
    return world.today(digest.zone if digest else None)


def keep_most(told: Sequence[Told]) -> list[Told]:
    """The entries that a timeline shows when there are too many: core ones before background, late before early."""
    order = sorted(range(len(told)), key=lambda n: (told[n].entry.importance, -n))
    return [told[n] for n in sorted(order[:MOST_ENTRIES])]


def _show_span(first: date | None, last: date | None) -> str:
    if first and last:
        return show_days(first, last)
    if first:
        return f"since {show_days(first, first)}"
    return f"until {show_days(last, last)}" if last else ""

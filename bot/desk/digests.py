"""A channel's digest: set, shown, paused, and posted when it is due."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.desk.say import say
from bot.desk.world import World
from bot.errors import DatelineError, NothingFound, WrongSetting
from bot.news.digest import Contents, Digest, Run, compose, due, next_due, read_time, read_weekdays, window_so_far
from bot.news.reply import Answer, Row, Section, Sheet, compose_digest, show_days
from bot.settings import known_zone

EVERY_DAY = tuple(range(7))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_ARTICLES = 1000
"""Of one window: what a very busy channel brings in three days that were missed."""

Quiet = Literal["silent", "line"]
QUIET: dict[Quiet, str] = {"silent": "nothing is posted when nothing is new", "line": "one line when nothing is new"}

log = logging.getLogger(__name__)


async def set_digest(
    world: World, *, guild: int, channel: int, at: str, zone: str | None, weekdays: str | None, quiet: str
) -> Sheet:
    """Sets the channel's digest; what is left out stays as it was. Raises WrongSetting, UnknownZone."""
    before = await world.archive.digest(channel)
    digest = Digest(
        id=before.id if before else 0,
        guild=guild,
        channel=channel,
        at=read_time(at),
        zone=known_zone((zone or (before.zone if before else world.zone)).strip()).key,
        weekdays=read_weekdays(weekdays) if weekdays else before.weekdays if before else EVERY_DAY,
        quiet=_read_quiet(quiet),
        paused=False,
        set_at=world.clock.now(),
    )
    return _show_setting("Digest set", await world.archive.set_digest(digest), now=world.clock.now())


async def preview(world: World, *, guild: int, channel: int) -> Sheet:
    """What the next digest would hold if it were due now; raises NothingFound where none is set."""
    digest = await _find(world, guild, channel)
    sheet = compose_digest(await _collect_so_far(world, digest))
    return replace(sheet, title=f"Preview · {sheet.title}")


async def now(world: World, *, guild: int, channel: int) -> Sheet:
    """The digest since the last one, or of the past day; the next one comes as if it had not been asked for."""
    moment = world.clock.now()
    unset = Digest(0, guild, channel, f"{moment:%H:%M}", world.zone, EVERY_DAY, "line", paused=True, set_at=moment)
    return compose_digest(await _collect_so_far(world, await world.archive.digest(channel) or unset))


async def pause(world: World, *, guild: int, channel: int) -> Sheet:
    """Stops the channel's digest, or lets it go on; what came meanwhile is in the first one after the pause."""
    digest = await _find(world, guild, channel)
    changed = await world.archive.set_digest(replace(digest, paused=not digest.paused))
    return _show_setting("Digest paused" if changed.paused else "Digest goes on", changed, now=world.clock.now())


async def off(world: World, *, guild: int, channel: int) -> Sheet:
    """Ends the channel's digest."""
    await _find(world, guild, channel)
    await world.archive.drop_digest(channel)
    return Sheet("Digest off", "No digest is posted in this channel any more. What was read stays stored.", ())


async def tick(world: World, *, guild: int | None = None) -> None:
    """Posts every digest (of a guild) that is due, each once, through the outbox."""
    for digest in await world.archive.digests():
        if guild not in {None, digest.guild}:
            continue
        try:
            await _post(world, digest)
        except DatelineError as fault:  # one channel's trouble is not the others'; the next tick tries again
            log.warning("A digest was not made: %s", fault, extra={"digest": digest.id, "channel": digest.channel})


def show_schedule(digest: Digest, *, now: datetime) -> Row:
    """A digest as a row; the lead is the channel as Discord writes it, for the edge to draw."""
    when = f"{digest.at} {digest.zone}, {_show_weekdays(digest.weekdays)}"
    note = "paused" if digest.paused else f"next {_show_next(digest, now)}"
    return Row(f"<#{digest.channel}>", f"{when}; {QUIET[digest.quiet]}", note)


async def _post(world: World, digest: Digest) -> None:
    moment = world.clock.now()
    run = due(digest, await world.archive.last_run(digest.id), now=moment)
    if run is None:
        return
    contents = await _collect(world, digest, run, after=next_due(digest, run, now=moment), at=moment)
    silent = contents.empty and digest.quiet == "silent"
    answer = None if silent else Answer(sheets=(compose_digest(contents),))
    line = await world.archive.add_run(digest, run, answer, now=moment)
    if line:
        await say(world, line)


async def _collect_so_far(world: World, digest: Digest) -> Contents:
    moment = world.clock.now()
    last = await world.archive.last_run(digest.id) if digest.id else None
    run = window_so_far(digest, last, now=moment)
    after = None if digest.paused else next_due(digest, last, now=moment)
    return await _collect(world, digest, run, after=after, at=moment)


async def _collect(world: World, digest: Digest, run: Run, *, after: datetime | None, at: datetime) -> Contents:
    articles = await world.archive.articles(
        digest.guild, channel=digest.channel, since=run.since, until=run.until, limit=MOST_ARTICLES
    )
    return compose(articles, run, zone=digest.zone, next_due=after, now=at)


async def _find(world: World, guild: int, channel: int) -> Digest:
    digest = await world.archive.digest(channel)
    if digest is None or digest.guild != guild:
        raise NothingFound("No digest is set in this channel; use /digest set.")
    return digest


def _read_quiet(text: str) -> Quiet:
    if text == "silent":
        return "silent"
    if text == "line":
        return "line"
    raise WrongSetting(f"'{text[:40]}' is no answer to nothing new; use silent or line.")


def _show_setting(title: str, digest: Digest, *, now: datetime) -> Sheet:
    rows = (
        Row("Time", f"{digest.at} {digest.zone}"),
        Row("Days", _show_weekdays(digest.weekdays)),
        Row("Nothing new", QUIET[digest.quiet]),
        Row("Next", "paused" if digest.paused else _show_next(digest, now)),
    )
    return Sheet(title, "", (Section("", rows),))


def _show_next(digest: Digest, now: datetime) -> str:
    moment = next_due(digest, now=now).astimezone(ZoneInfo(digest.zone))
    return f"{show_days(moment.date(), moment.date())} {moment:%H:%M}"


def _show_weekdays(days: tuple[int, ...]) -> str:
    if days == EVERY_DAY:
        return "every day"
    if days == EVERY_DAY[:5]:
        return "Monday to Friday"
    return ", ".join(DAYS[day] for day in days)

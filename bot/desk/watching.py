"""Which channels are read, and how."""

from dataclasses import replace
from typing import get_args

from bot.desk.world import World
from bot.errors import NothingFound, WrongSetting
from bot.news.reply import Row, Section, Sheet
from bot.ports import Mode, Watch

HOW: dict[Mode, str] = {
    "links": "every link, pasted article and text file is read",
    "asked": "a message is read when somebody puts a \N{LEFT-POINTING MAGNIFYING GLASS} under it",
}


async def add(world: World, *, guild: int, channel: int, mode: str = "links", mark: int | None = None) -> Sheet:
    """Reads the channel, from the message `mark` on if it is new; ends a pause too, and has said what was denied."""
    known: tuple[Mode, ...] = get_args(Mode)
    chosen = next((one for one in known if one == mode), None)
    if chosen is None:
        raise WrongSetting(f"'{mode[:40]}' is no way to read a channel; use links or asked.")
    await world.archive.watch(Watch(guild, channel, chosen, mark=mark))
    await world.archive.allow(channel, now=world.clock.now())
    return Sheet("This channel is watched", f"{HOW[chosen].capitalize()}.", ())


async def remove(world: World, *, guild: int, channel: int) -> Sheet:
    """Stops reading the channel; what was read stays."""
    if not await world.archive.unwatch(guild, channel):
        raise NothingFound("This channel is not watched.")
    return Sheet("This channel is no longer watched", "What was read in it stays stored.", ())


async def listed(world: World, *, guild: int) -> Sheet:
    """The watched channels of a guild, with why those that are paused are."""
    watches = await world.archive.watches(guild)
    if not watches:
        raise NothingFound("No channel is watched yet; use /watch add in the channel that Dateline is to read.")
    return Sheet("Watched channels", "", (Section("", tuple(map(show_watch, watches))),))


async def watched(world: World, channel: int) -> Watch | None:
    """The watch of a channel, if it has one."""
    return await world.archive.watched(channel)


async def pause(world: World, *, channel: int, reason: str) -> None:
    """Stops reading a watched channel until it is added again, and keeps the reason where people look for it."""
    watch = await world.archive.watched(channel)
    if watch:
        await world.archive.watch(replace(watch, paused=reason))


def show_watch(watch: Watch) -> Row:
    """A watch as a row; the lead is the channel as Discord writes it, for the edge to draw."""
    if watch.paused:
        return Row(f"<#{watch.channel}>", f"paused: {watch.paused}", "put it right, then use /watch add")
    return Row(f"<#{watch.channel}>", HOW[watch.mode])

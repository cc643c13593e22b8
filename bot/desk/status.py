"""What works, what waits, what is set; and the help."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.digests import show_schedule
from bot.desk.watching import show_watch
from bot.desk.world import World
from bot.news.reply import Row, Section, Sheet, show_days
from bot.ports import Counts

LOCAL = 0
"""The guild of the local page and the command line, which have neither channels nor digests."""
SLOW = timedelta(minutes=5)
"""A line that waits longer than this is shown as a doubt: 'say it again' has failed several times by then."""

POSTS = {
    "answered": "answered with a card",
    "failed": "gave no article",
    "nothing": "held nothing to read",
    "claimed": "being read",
    "deleted": "deleted",
    "part": "part of a longer paste",
}


async def show_status(world: World, *, guild: int) -> Sheet:
    """The health of the bot as one guild sees it; raises ArchiveFault when the database does not answer."""
    await world.archive.check()
    counts = await world.archive.counts(guild)
    watches = await world.archive.watches(guild)
    digests = [digest for digest in await world.archive.digests() if digest.guild == guild]
    now, zone = world.clock.now(), ZoneInfo(world.zone)
    late = counts.oldest_unsaid is not None and now - counts.oldest_unsaid > SLOW
    posts = [f"{number} {POSTS.get(state, state)}" for state, number in counts.posts.items() if number]
    schedules = tuple(show_schedule(digest, now=now) for digest in digests)
    reading = (
        Row("Database", "can be read and written"),
        Row("Articles", str(counts.articles)),
        Row("Last read", _show_moment(counts.last_read, zone) or "nothing yet"),
        Row("Messages", ", ".join(posts) or "none yet"),
        Row("Waiting to be said", _show_waiting(counts.unsaid, counts.oldest_unsaid, world.zone)),
        *(
            [Row("Never said", str(counts.given_up), "denied, or not delivered within a day")]
            if counts.given_up
            else []
        ),
    )
    watched = tuple(map(show_watch, watches)) or (Row("None", "use /watch add"),)
    sections = [Section("Reading", reading)]
    if guild != LOCAL:
        posted = _show_moment(counts.last_digest, zone)
        sections += [
            Section("Watched channels", watched),
            Section(
                "Digests", (*(schedules or (Row("None", "use /digest set"),)), Row("Last one", posted or "none yet"))
            ),
        ]
    sections.append(Section("Dateline", _show_process(world, counts, now)))
    doubtful = late or any(watch.paused for watch in watches)
    intro = "Something needs a look: see what is paused or waiting." if doubtful else "Everything works."
    return Sheet("Status", intro, tuple(sections), tone="doubt" if doubtful else "plain")


def show_help() -> Sheet:
    """What Dateline does, and every command in one line."""
    return Sheet(
        "Dateline",
        "Paste an article in a watched channel: a link, the text, or a file. Dateline answers with the"
        " key facts, each tied to its sentence, and a timeline with calendar dates.",
        (Section("Commands", COMMANDS), Section("On a card", BUTTONS)),
        footer="It states nothing that the text does not say. Dates it could not settle stay open.",
    )


COMMANDS = (
    Row("/timeline", "the channel's dated events, of all its articles; since and until narrow it"),
    Row("/facts", "the facts of the newest or a chosen article, with their sentences"),
    Row(
        "/watch add · remove · list",
        "which channels are read, and how: every link, or only when asked (🔍)",
        "needs Manage Channels",
    ),
    Row("/digest set · now · preview · pause · off", "a digest of this channel at a set time", "needs Manage Channels"),
    Row("/forget", "deletes an article, or all of a channel", "needs Manage Messages"),
    Row("/optout", "nothing that you post is read or kept; your data is deleted"),
    Row("/fix date · undo", "sets an article's date of publication, or takes that back", "needs Manage Messages"),
    Row("/status", "what works, what waits, what is paused"),
    Row("/help", "this page"),
)
BUTTONS = (
    Row("Timeline", "every entry with how its date was found"),
    Row("Source sentences", "each fact with its sentence, word for word"),
    Row("Read this article", "right click on any message, under Apps: reads it, also where nothing is watched"),
    Row("Forget this", "right click on a post or its card, under Apps: deletes what it brought"),
)


def _show_process(world: World, counts: Counts, now: datetime) -> tuple[Row, ...]:
    """What runs, since when, and how old the last backup is."""
    about = world.about
    since = _show_moment(about.started, ZoneInfo(world.zone))
    rows = (
        [Row("Version", about.version), Row("Model", about.model)] if about.model else [Row("Version", about.version)]
    )
    if about.started and since:
        rows.append(Row("Running", f"for {_show_age(now - about.started)}", f"since {since}"))
    if counts.backed_up:
        rows.append(Row("Last backup", f"{_show_age(now - counts.backed_up)} ago"))
    else:
        rows.append(Row("Last backup", "none that this database knows of"))
    return tuple(rows)


def _show_age(age: timedelta) -> str:
    """'3 days', '5 hours', '12 minutes': the largest unit alone."""
    seconds = max(0, int(age.total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            number = seconds // length
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "less than a minute"


def _show_moment(moment: datetime | None, zone: ZoneInfo) -> str | None:
    if moment is None:
        return None
    local = moment.astimezone(zone)
    return f"{show_days(local.date(), local.date())} {local:%H:%M} {zone.key}"


def _show_waiting(unsaid: int, oldest: datetime | None, zone: str) -> str:
    if not unsaid:
        return "nothing"
    return f"{unsaid}, the oldest since {_show_moment(oldest, ZoneInfo(zone))}"

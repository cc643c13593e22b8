"""When a digest is due and which window it covers: a pure decision in its zone's local time; the clock only ticks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import WrongSetting
from bot.news.digest.digest import Digest, Run

GRACE = timedelta(hours=6)
"""So late a digest is still posted ('due 06:00'); what is later is folded into the next one's window."""
_AHEAD = 15
"""Days to look ahead: a weekly digest whose day the zone leaves out (as Samoa did with 30 Dec 2011) waits for 14."""


def due(digest: Digest, last: Run | None, *, now: datetime) -> Run | None:
    """The run that has to be made now, if any; `last` is the digest's latest run.

    A local date has one run, and windows tile: each begins where the last ended, the first when the digest was set.
    """
    if digest.paused:
        return None
    today = _local(digest, now).date()
    for day in (today, today - timedelta(days=1)):
        moment = _scheduled(digest, day, last)
        if moment and moment <= now:
            since = last.until if last else digest.set_at
            return Run(day=day, due=moment, since=since, until=moment) if now - moment <= GRACE else None
    return None


def next_due(digest: Digest, last: Run | None = None, *, now: datetime) -> datetime:
    """The next moment after `now` when a digest is due, in UTC; raises WrongSetting when it has no weekdays."""
    today = _local(digest, now).date()
    for ahead in range(_AHEAD):
        moment = _scheduled(digest, today + timedelta(days=ahead), last)
        if moment and moment > now:
            return moment
    raise WrongSetting("A digest needs at least one weekday, like mon-fri or daily.")


def window_so_far(digest: Digest, last: Run | None, *, now: datetime) -> Run:
    """What a digest would cover that is asked for now; before the first run it is at least the past day."""
    since = last.until if last else min(digest.set_at, now - timedelta(days=1))
    return Run(day=_local(digest, now).date(), due=now, since=since, until=now)


def _local(digest: Digest, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(digest.zone))


def _scheduled(digest: Digest, day: date, last: Run | None) -> datetime | None:
    """When the digest of a local date is due, in UTC; None when that date has none, or one that is already covered."""
    if day.weekday() not in digest.weekdays or (last and day <= last.day):
        return None
    moment = moment_of(day, digest.at, ZoneInfo(digest.zone))
    begun = max(digest.set_at, last.until) if last else digest.set_at
    return moment if moment and moment > begun else None


def moment_of(day: date, at: str, zone: ZoneInfo) -> datetime | None:
    """Local 'HH:MM' of a day as a moment in UTC, the first one where the hour comes twice.

    A time that the clocks leave out is the next one that exists; None when that is another day.
    """
    wanted = datetime.combine(day, time.fromisoformat(at))
    while wanted.date() == day:
        moment = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wanted:
            return moment
        wanted += timedelta(minutes=1)
    return None

"""Which day an article was published, who says so, and what relative times count from."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.news.article.article import Basis, Doubt
from bot.news.article.country import AMERICAS
from bot.news.article.moment import Moment, Written, nearest_weekday, read_stamp, show_day
from bot.news.article.opening import Opening

NEAR = timedelta(days=7)
"""How far the text's own dateline may lie from the stamp and still be what its 'Friday' counts from."""
EARLY = 8
"""Hour in UTC before which it is still the evening before on the west coast of America."""
_LIFETIME = timedelta(days=25 * 365)
"""Beyond this a date at the head of a text is no day of writing: it is that of a birth or of a jubilee."""
AHEAD = timedelta(days=92)
"""How far ahead the end of an embargo may lie."""
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
FIRST = date(1800, 1, 1)


@dataclass(frozen=True, slots=True)
class Publication:
    """The decision: what the report says, the local day that relative times count from, and doubts about it."""

    published: str | None
    basis: Basis
    dct: date | None
    doubts: tuple[Doubt, ...] = ()
    by: str | None = None
    """What says so, where the basis alone does not tell."""
    either: tuple[date, date] | None = None
    """The two local days that it may have been; `dct` is the later one then."""


@dataclass(frozen=True, slots=True)
class Found:
    """A publication day that a page, an address or a file gives, and on what it rests."""

    moment: Moment
    basis: Basis
    by: str | None = None
    sure: bool = True
    """False where what the text itself says goes before it."""


def decide_published(
    opening: Opening, *, given: str | None, found: tuple[Found, ...], today: date, country: str | None = None
) -> Publication:
    """Given by a person, else `found` (best first), else the text's date line, else its dateline, else what is unsure.

    The text's own day, within a week of a day that comes from elsewhere, is what its relative times count from.
    `country` is the outlet's, where its address tells it.
    """
    doubts = []
    if given and given.strip():
        moment = read_stamp(given)
        if moment:
            found = (Found(moment, "given"),)
        else:
            doubts.append(Doubt("dates", f"'{given.strip()[:40]}' is no date that can be read; it was left aside."))
    latest = today + timedelta(days=1)
    unsure = [one for one in found if not one.sure]
    told = [*(one for one in found if one.sure), *_stated(opening), *unsure]
    usable = [one for one in told if one.basis == "given" or FIRST <= one.moment.day <= latest]
    # A release that is held may well lie ahead.
    if not usable and opening.embargo and opening.embargo.day <= today + AHEAD:
        usable = [Found(opening.embargo, "text")]
    if not usable:
        doubts += _unclear(opening)
        doubts.append(Doubt("undated", "No publication date found: dates counted from weekdays are left open."))
        return Publication(None, "unknown", None, tuple(doubts))
    best = usable[0]
    dct, doubt = _counted_from(best, opening)
    doubts += [doubt] if doubt else _two_dates(opening, dct)
    doubts += _misnamed(opening, dct)
    doubts += _cited_later(opening, max(dct, best.moment.day))
    either = _evening_before(best, country) if not doubt and not _own_days(opening, dct) else None
    return Publication(best.moment.iso(), best.basis, dct, tuple(doubts), best.by, either)


def _evening_before(best: Found, country: str | None) -> tuple[date, date] | None:
    """The day before and the day of a stamp in UTC's early morning: in the Americas it was still the evening before.

    Only of a page's own stamp, which machines write in UTC, and not where the outlet's country lies elsewhere.
    """
    moment = best.moment
    early = moment.clock is not None and moment.clock.hour < EARLY and moment.offset == timedelta(0)
    if not early or best.basis != "metadata" or (country is not None and country not in AMERICAS):
        return None
    return moment.day - timedelta(days=1), moment.day


def find_url_day(url: str | None) -> Moment | None:
    """The day in the path of an address: /2024/11/29/, -2024-11-29, /20241129."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "", flags=re.IGNORECASE).split("?")[0]
    for year, _, month, mday in _URL_DAY.findall(path):
        try:
            return Moment(date(int(year), int(month), int(mday)))
        except ValueError:
            continue
    return None


def _stated(opening: Opening) -> list[Found]:
    """What the text says of its own day, best first."""
    stated = []
    if opening.moment:
        stated.append(Found(opening.moment, "text"))
    day = opening.dateline.date if opening.dateline else None
    if day and day.day:
        stated.append(Found(Moment(day.day), "dateline"))
    # 'Updated' is not when it was published; but a wire story is rewritten on its day and prints nothing else.
    if opening.updated and opening.updated.day and opening.dateline and opening.dateline.agency:
        settled = day.near(opening.updated.day) if day else None
        stated.append(Found(Moment(settled), "dateline") if settled else Found(Moment(opening.updated.day), "text"))
    return stated


def _counted_from(best: Found, opening: Opening) -> tuple[date, Doubt | None]:
    """The day of `best`, or the text's own when it is near; a doubt when it is far."""
    day = best.moment.day
    days = _own_days(opening, day)
    for near in days:
        if abs(near - day) <= NEAR:
            return near, None
    if not days or abs(days[0] - day) > _LIFETIME:
        return day, None
    says = f"Published on {show_day(day)}, but the text is dated {show_day(days[0])}; times are counted from the first."
    return day, Doubt("dates", says)


def _own_days(opening: Opening, day: date) -> list[date]:
    """The days of the text's dateline and of its date line, their years as near to `day` as may be."""
    own = [written for written in (opening.dateline and opening.dateline.date, opening.published) if written]
    return [near for written in own if (near := _own_day(written, day))]


def _two_dates(opening: Opening, day: date) -> list[Doubt]:
    """A doubt when the text's date line and its dateline lie more than a week apart, the year of each as written."""
    own = [written for written in (opening.published, opening.dateline and opening.dateline.date) if written]
    days = [near for written in own if (near := _own_day(written, day))]
    if len(days) < 2 or not NEAR < abs(days[0] - days[1]) <= _LIFETIME:
        return []
    says = f"The text is dated {show_day(days[0])} at its head, but {show_day(days[1])} in its dateline."
    return [Doubt("dates", says)]


def _misnamed(opening: Opening, day: date) -> list[Doubt]:
    """A doubt when the text's own date has a weekday that is another day's."""
    for written in (opening.published, opening.dateline and opening.dateline.date):
        own = _own_day(written, day) if written else None
        if written and own and written.named is not None and own.weekday() != written.named:
            meant = nearest_weekday(own, written.named)
            says = f"The text's own date is {show_day(own)}, the weekday beside it that of {show_day(meant)}."
            return [Doubt("dates", says)]
    return []


def _cited_later(opening: Opening, day: date) -> list[Doubt]:
    """A doubt when a source that the text lists is younger than the text."""
    later = [cited for cited in opening.cited if cited > day]
    if not later:
        return []
    says = f"Published on {show_day(day)}, but a source that it lists is dated {show_day(max(later))}."
    return [Doubt("dates", says)]


def _own_day(written: Written, day: date) -> date | None:
    if written.either:
        return min(written.either, key=lambda other: abs(other - day))
    return written.near(day)


def _unclear(opening: Opening) -> list[Doubt]:
    """A doubt for a date line whose numbers can be read in two ways."""
    if opening.published is None or opening.published.either is None:
        return []
    first, second = (show_day(day) for day in opening.published.either)
    return [Doubt("dates", f"The text's date may be {first} or {second}; it was left aside.")]

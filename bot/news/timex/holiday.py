"""What a named day means: 'last Christmas', 'the Thanksgiving weekend', 'two days before Eid al-Fitr'."""

from datetime import date

from bot.news.article.moment import show_day
from bot.news.timex.calendar import (
    OutOfCalendar,
    Stretch,
    around,
    counted,
    month_of,
    shifted,
    the_day,
    week_of,
    weekend_of,
)
from bot.news.timex.count import amount, length, unit_of, whole
from bot.news.timex.direction import NEAR, cost
from bot.news.timex.meaning import NO_DATE, Basis, Meaning, Setting, at_time, dated, unsettled
from bot.news.timex.named import NamedDay, falls_on, load_named_days
from bot.news.timex.recognise import Expression

OWN = "each country keeps a day of that name of its own"
Days = tuple[date, date]


def named(expression: Expression, setting: Setting) -> Meaning:
    """The day in the year named, else the one that words and tense mean; its weekend, its eve, days counted from it."""
    fields, days = expression.fields, load_named_days().days
    country = str(fields["country"]) if "country" in fields else setting.country
    day = days[str(fields["named"])]
    day = days[day.abroad[country]] if country and country in day.abroad else day
    beside = bool(fields.keys() & {"eve", "back", "ahead"})
    if day.national and country is None:
        return unsettled("XXXX-XX-XX", OWN)
    if "year" not in fields and setting.dct is None:
        return unsettled(f"XXXX-{day.on}" if day.on and not beside else "XXXX-XX-XX", NO_DATE)
    chosen = _chosen(expression, day, setting, country)
    if chosen is None:
        return unsettled("XXXX-XX-XX", f"no calendar at hand has {day.names[0]} of that year")
    if "nth" in fields:
        chosen = _nth(chosen, int(fields["nth"]))
    stretch = _beside(expression, chosen) if beside else _about(str(fields.get("tail", "")), day, chosen)
    if stretch is None:
        return Meaning("DURATION", length(None, unit_of(fields)), basis="relative")
    because = _because(expression, setting, day)
    basis: Basis = "relative" if beside or "year" not in fields else "explicit"
    meaning = dated(stretch, basis=basis, because=because, mod=str(fields["part"]) if "part" in fields else None)
    part = str(fields.get("daypart", "NI" if fields.get("unit") == "night" else ""))
    return at_time(meaning, f"T{part}") if part else meaning


def _chosen(expression: Expression, day: NamedDay, setting: Setting, country: str | None) -> Days | None:
    """The first and last day of the named day in the year that is meant."""
    fields, dct = expression.fields, setting.dct
    if "year" in fields or dct is None:
        return next(iter(falls_on(day, int(fields["year"]), country)), None)
    if "rel" in fields:
        return next(iter(falls_on(day, dct.year + int(fields["rel"]), country)), None)
    years = [year for year in (dct.year - 1, dct.year, dct.year + 1) if 1 <= year <= 9999]
    near = [span for year in years for span in falls_on(day, year, country)]
    if fields.get("shift") == -1:
        return max((span for span in near if span[1] < dct), default=None)
    if fields.get("shift") == 1:
        return min((span for span in near if span[0] > dct), default=None)
    behind = [span for span in near if span[0] <= dct] if setting.plain and setting.tense == "past" else []
    if behind:
        return max(behind)
    return min(near, key=lambda span: _away(span, dct, setting.tense), default=None)


def _nth(days: Days, number: int) -> Days:
    """That day of a holiday of several: 'the 3rd of Ramadan', 'the second day of Hanukkah'."""
    day = shifted(days[0], number - 1)
    if day > days[1]:
        raise OutOfCalendar(f"day {number}")
    return day, day


def _away(span: Days, dct: date, tense: str) -> int:
    """The cost of a year's day; told in the past it is a coming one only when near: 'announced a Christmas concert'."""
    first, last = span
    if first <= dct <= last:
        return 0
    far = tense == "past" and (first - dct).days > NEAR
    return cost(last if last < dct else first, dct, tense) + (366 if far else 0)


def _about(tail: str, day: NamedDay, days: Days) -> Stretch:
    """The day itself, or the weekend, week or month of it; 'the Christmas season' is a month, as nobody bounds it."""
    first, last = days
    if tail == "weekend":
        return _weekend(day, first)
    if tail == "week":
        return week_of(first)
    if first != last:
        return Stretch(first, last, f"{first}/{last}", "day")
    return month_of(first.year, first.month) if tail in {"season", "period", "holidays", "break"} else the_day(first)


def _weekend(day: NamedDay, first: date) -> Stretch:
    """The Saturday and Sunday beside the day, and the days that tie it to them: Thursday to Sunday of Thanksgiving."""
    weekday = first.isoweekday()
    weekend = weekend_of(shifted(first, -7) if weekday <= 2 else first)
    if day.weekend:
        start, end = (shifted(first, days) for days in day.weekend)
    else:
        start = min(weekend.first, first) if weekday >= 4 else weekend.first
        end = max(weekend.last, first) if weekday == 1 else weekend.last
    return Stretch(start, end, weekend.value, "day")


def _beside(expression: Expression, days: Days) -> Stretch | None:
    """The eve, or the day so far before the first or after the last day; None where the text leaves open how far."""
    fields = expression.fields
    way = 1 if "ahead" in fields else -1
    start = days[1] if way > 0 else days[0]
    if "eve" in fields or fields.get("unit") == "night":
        return the_day(shifted(start, way))
    if "weekday" in fields:
        away = (int(fields["weekday"]) - start.isoweekday()) % 7
        return the_day(shifted(start, (away or 7) if way > 0 else away - 7))
    counts = fields.keys() & {"number", "vague", "one"}
    if not counts and unit_of(fields) in "WK":
        return around(start, way, unit_of(fields))
    number = amount(fields) if counts else 1.0
    return None if number is None or unit_of(fields) in "smh" else counted(start, way * whole(number), unit_of(fields))


def _because(expression: Expression, setting: Setting, day: NamedDay) -> str:
    published = None if "year" in expression.fields else setting.dct
    says = f"'{expression.text}', "
    says += f"its year from publication on {show_day(published)}" if published else "as written"
    if day.moon:
        return f"{says}, by calculation: the sighting of the moon may move it by a day"
    return says if day.on else f"{says}, by the calendar of holidays"

"""An expression and its setting -> its meaning: a pure calendar function, a small reader for each kind of form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.news.article.moment import show_day
from bot.news.message import read_table
from bot.news.timex import clock, count, holiday, nth, order, quarter, season
from bot.news.timex.calendar import (
    OutOfCalendar,
    Stretch,
    a_date,
    a_month_away,
    around,
    century_of,
    decade_of,
    month_of,
    shifted,
    the_day,
    week_of,
    year_of,
)  # fmt: skip
from bot.news.timex.direction import nearest_month, nearest_monthday, nearest_weekday
from bot.news.timex.lexicon import Value
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, at_time, dated, unsettled
from bot.news.timex.recognise import Expression

Fields = Mapping[str, Value]


def resolve(expression: Expression, setting: Setting) -> Meaning | None:
    """What the expression means; None when it means no time after all (31 February, 25:61)."""
    try:
        return _READERS[expression.kind](expression, setting)
    except OutOfCalendar:
        return None


def mod_of(fields: Fields) -> str | None:
    """TIMEX3's modifier of an expression."""
    if "part" in fields:
        return str(fields["part"])
    return count.approximation(fields)


def _date(expression: Expression, setting: Setting) -> Meaning:
    fields = expression.fields
    if "slashed" in fields:
        return order.in_numbers(expression, setting)
    if "iso" in fields:
        year, month, day = (int(part) for part in str(fields["iso"]).replace("/", "-").split("-"))
    else:
        year, month, day = (int(fields[name]) for name in ("year", "month", "day"))
    return dated(the_day(a_date(year, month, day)), basis="explicit", because=_written(expression))


def _monthday(expression: Expression, setting: Setting) -> Meaning:
    fields = expression.fields
    if "month" not in fields:  # the 5th of this month
        if setting.dct is None:
            return unsettled("XXXX-XX-XX", NO_DATE)
        first = around(setting.dct, int(fields["shift"]), "M").first
        found = a_date(first.year, first.month, int(fields["dayth"]))
        return dated(the_day(found), basis="relative", because=_counted(expression, setting))
    month, day = int(fields["month"]), int(fields["day"])
    if "that" in fields and setting.told:
        return dated(
            the_day(a_date(setting.told.year, month, day)), basis="relative", because=_told(expression, setting)
        )
    if setting.dct is None:
        a_date(2000, month, day)  # refuses 31 February
        return unsettled(f"XXXX-{month:02d}-{day:02d}", NO_DATE)
    if "shift" in fields:
        found = a_date(setting.dct.year + int(fields["shift"]), month, day)
    else:
        found = nearest_monthday(month, day, setting, weekday=fields.get("weekday"))
    return dated(the_day(found), basis="explicit", because=_with_year(expression, setting), mod=mod_of(fields))


def _famous(expression: Expression, setting: Setting) -> Meaning:
    """'the Sept. 11 attacks' names a day of history; another day and month is read as any."""
    fields = expression.fields
    month, day = (9, 11) if "nine" in fields else (int(fields["month"]), int(fields["day"]))
    rows = ([int(cell) for cell in row] for row in read_table(__package__, "history.txt"))
    year = next((row[2] for row in rows if row[:2] == [month, day]), None)
    if year is None or (setting.dct and setting.dct.year < year):
        if "nine" in fields:
            raise OutOfCalendar(expression.text)
        return _monthday(expression, setting)
    because = f"'{expression.text}', by the year that the name stands for"
    return dated(the_day(a_date(year, month, day)), basis="implied", because=because)


def _month(expression: Expression, setting: Setting) -> Meaning:
    fields, month = expression.fields, int(expression.fields["month"])
    mod = mod_of(fields)
    if "year" in fields:
        return dated(month_of(int(fields["year"]), month), basis="explicit", because=_written(expression), mod=mod)
    if "that" in fields and setting.told:
        return dated(month_of(setting.told.year, month), basis="relative", because=_told(expression, setting))
    if "follow" in fields and setting.told:
        found = month_of(setting.told.year + (month <= setting.told.month), month)
        because = f"'{expression.text}', counted on from {setting.told:%b} {setting.told.year}"
        return dated(found, basis="relative", because=because)
    if setting.dct is None:
        return unsettled(f"XXXX-{month:02d}", NO_DATE)
    if "rel" in fields:
        found = month_of(setting.dct.year + int(fields["rel"]), month)
    else:
        found = nearest_month(month, setting, fields.get("shift"))
    return dated(found, basis="explicit", because=_with_year(expression, setting), mod=mod)


def _year(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001
    fields = expression.fields
    return dated(year_of(int(fields["year"])), basis="explicit", because=_written(expression), mod=mod_of(fields))


def _decade(expression: Expression, setting: Setting) -> Meaning:
    digits = str(expression.fields["decade"])
    if len(digits) == 4 and digits.endswith("00"):
        stretch = century_of(int(digits[:2]) + 1)
        return dated(stretch, basis="explicit", because=_written(expression), mod=mod_of(expression.fields))
    if len(digits) == 4:
        year = int(digits)
    else:  # '90s, the nineties: of the century in which they lie behind
        ten = 10 * int(digits[:1] if len(digits) < 3 else digits)
        reached = setting.dct.year if setting.dct else 2000
        year = reached // 100 * 100 + ten
        year -= 100 if year > reached else 0
    return dated(decade_of(year), basis="explicit", because=_written(expression), mod=mod_of(expression.fields))


def _century(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001
    fields = expression.fields
    stretch = century_of(int(fields["ordinal"]))
    return dated(stretch, basis="explicit", because=_written(expression), mod=mod_of(fields))


def _weekof(expression: Expression, setting: Setting) -> Meaning:
    month, day = int(expression.fields["month"]), int(expression.fields["day"])
    if setting.dct is None:
        return unsettled("XXXX-WXX", NO_DATE)
    found = week_of(nearest_monthday(month, day, setting))
    return dated(found, basis="explicit", because=_with_year(expression, setting))


def _weekday(expression: Expression, setting: Setting) -> Meaning:
    fields, weekday = expression.fields, int(expression.fields["weekday"])
    if "follow" in fields and setting.anchor:
        found = shifted(setting.anchor, (weekday - setting.anchor.isoweekday() - 1) % 7 + 1)
        because = f"'{expression.text}', counted on from {show_day(setting.anchor)}"
    elif "back" in fields and setting.anchor:
        found = shifted(setting.anchor, (weekday - setting.anchor.isoweekday()) % 7 - 7)
        because = f"'{expression.text}', counted back from {show_day(setting.anchor)}"
    elif setting.dct is None:
        return unsettled(f"XXXX-WXX-{weekday}", NO_DATE)
    else:
        found = nearest_weekday(weekday, setting, fields)
        way = "back" if found <= setting.dct else "on"
        because = f"'{expression.text}', counted {way} from publication on {show_day(setting.dct)}"
    meaning = dated(the_day(found), basis="relative", because=because, mod=mod_of(fields))
    return at_time(meaning, f"T{fields['daypart']}") if "daypart" in fields else meaning


def _deictic(expression: Expression, setting: Setting) -> Meaning:
    fields = expression.fields
    days = (2 if "ahead" in fields else -2) if "two" in fields else int(fields["deictic"])
    return _day_from_dct(expression, setting, days, str(fields.get("daypart", "")))


def _daypart(expression: Expression, setting: Setting) -> Meaning:
    fields = expression.fields
    if "overnight" in fields:
        return _day_from_dct(expression, setting, 0, "NI")
    return _day_from_dct(expression, setting, -1 if "last" in fields else 0, str(fields.get("daypart", "NI")))


def _day_from_dct(expression: Expression, setting: Setting, days: int, part: str) -> Meaning:
    if setting.dct is None:
        return unsettled("XXXX-XX-XX", NO_DATE)
    stretch = the_day(shifted(setting.dct, days))
    meaning = dated(stretch, basis="relative", because=_counted(expression, setting), mod=mod_of(expression.fields))
    return at_time(meaning, f"T{part}") if part else meaning


def _weekend(expression: Expression, setting: Setting) -> Meaning:
    """The weekend nearest in the direction of the tense: early in the week 'the weekend' is the one just gone."""
    if setting.dct is None:
        return unsettled("XXXX-WXX-WE", NO_DATE)
    away, day = expression.fields.get("shift"), setting.dct.isoweekday()
    if away is None or away == 0:
        over = day <= (5 if setting.tense == "past" and away is None else 3)
        weeks = -1 if over and setting.tense != "future" and "part" not in expression.fields else 0
    else:
        weeks = int(away)
    found = around(setting.dct, weeks, "K")
    return dated(found, basis="relative", because=_counted(expression, setting))


def _shift(expression: Expression, setting: Setting) -> Meaning | None:
    fields = expression.fields
    unit = str(fields["unit"])
    if setting.dct is None:
        return unsettled("XXXX-WXX" if unit == "W" else "XXXX", NO_DATE)
    away = _units_away(fields)
    if unit in "smh":
        return Meaning("DURATION", count.length(1, unit), first=None, basis="relative")
    if unit == "D" and away == 0:
        return None
    if setting.against and unit == "Y" and away == -1 and (meaning := quarter.compared(expression, setting, -1)):
        return meaning
    if "run" in fields and away == 1 and setting.tense == "past" and setting.told and setting.told < setting.dct:
        return count.offset(expression, setting)  # 'went bankrupt in 2001 and died the next year'
    found = around(setting.dct, away, unit) if unit != "F" else around(setting.dct, 2 * away, "W")
    if "close" in fields:  # 'by year-end': annotators write its last day, editors mark the year
        found = replace(found, value=the_day(found.last).value)
    if "run" in fields and unit in "WMY" and away in (-1, 1):
        found = _run(found, setting.dct, away, unit)
    return dated(found, basis="relative", because=_counted(expression, setting), mod=mod_of(fields))


def _units_away(fields: Fields) -> int:
    if fields.keys() & {"ahead", "back"}:  # the week after next
        return 2 if "ahead" in fields else -2
    return -1 if "latest" in fields else int(fields.get("run", fields.get("away", fields.get("shift", 0))))


def _run(named: Stretch, dct: date, away: int, unit: str) -> Stretch:
    """'the past week': annotators write last week's value, but its days are the seven up to publication."""
    other = shifted(dct, 7 * away) if unit == "W" else a_month_away(dct, away * (12 if unit == "Y" else 1))
    first, last = (shifted(other, 1), dct) if away < 0 else (dct, shifted(other, -1))
    return Stretch(first, last, named.value, "month" if unit == "Y" else "day")


def _same(expression: Expression, setting: Setting) -> Meaning:
    """'that day' is the last single day told; 'that year' the year of the last date named, in whatever clause."""
    fields = expression.fields
    unit = str(fields.get("unit", "D"))
    start = setting.anchor if unit in "DW" else setting.named or setting.told or setting.anchor
    if start is None and expression.text.endswith("in the day"):
        start = setting.dct
    if start is None:
        return unsettled("XXXX", "the text names no day before it that this could count from")
    because = f"'{expression.text}', the one told before: {show_day(start)}"
    meaning = dated(around(start, 0, unit), basis="relative", because=because)
    return at_time(meaning, f"T{fields['day']}") if "day" in fields else meaning


def _reference(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001
    fields = expression.fields
    word = str(fields.get("reference") or fields.get("ref") or "present")
    values = {
        "future": "FUTURE_REF",
        "one": "FUTURE_REF",
        "some": "FUTURE_REF",
        "term": "FUTURE_REF",
        "past": "PAST_REF",
        "recent": "PAST_REF",
    }
    value = word if word.endswith("_REF") else values.get(word, "PRESENT_REF")
    return Meaning("DATE", value, basis="relative")


def _told(expression: Expression, setting: Setting) -> str:
    return f"'{expression.text}', in the year told before, {setting.told.year}" if setting.told else ""


def _written(expression: Expression) -> str:
    return f"'{expression.text}', as written"


def _counted(expression: Expression, setting: Setting) -> str:
    return f"'{expression.text}', counted from publication on {show_day(setting.dct)}" if setting.dct else ""


def _with_year(expression: Expression, setting: Setting) -> str:
    return f"'{expression.text}', its year from publication on {show_day(setting.dct)}" if setting.dct else ""


_READERS: Mapping[str, Callable[[Expression, Setting], Meaning | None]] = {
    "date": _date, "monthday": _monthday, "month": _month, "year": _year, "decade": _decade, "century": _century,
    "quarter": quarter.quarter, "season": season.season, "weekof": _weekof, "weekday": _weekday, "deictic": _deictic,
    "daypart": _daypart, "weekend": _weekend, "shift": _shift, "same": _same, "ago": count.ago, "offset": count.offset,
    "span": count.span, "recent": count.recent, "duration": count.duration, "set": count.repeated, "time": clock.time,
    "reference": _reference, "named": holiday.named, "nth": nth.nth_day, "famous": _famous,
}  # fmt: skip

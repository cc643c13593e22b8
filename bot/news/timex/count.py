"""Counted time: lengths ('two days'), offsets ('two days ago', 'the day before'), spans ('the past two days'), sets."""

from collections.abc import Mapping
from datetime import date

from bot.news.timex import quarter
from bot.news.timex.calendar import OutOfCalendar, around, counted, shifted, show, the_day
from bot.news.timex.lexicon import Value
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, at_time, dated, unsettled
from bot.news.timex.recognise import Expression

Fields = Mapping[str, Value]
_UNITS = {
    "minutes": "m",
    "hours": "h",
    "days": "D",
    "weeks": "W",
    "months": "M",
    "years": "Y",
    "decades": "E",
    "centuries": "C",
}
_HALVES: Mapping[str, tuple[float, str]] = {
    "C": (50, "Y"),
    "E": (5, "Y"),
    "Y": (6, "M"),
    "D": (12, "h"),
    "h": (30, "m"),
}
_WEEKS = 3
"""From so many weeks on 'six weeks ago' is the week, not the day."""
_LONG = {"E": 10, "C": 100}
UNITS_OF_DAYS = frozenset("hDWMY")
_DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def approximation(fields: Fields) -> str | None:
    """TIMEX3's modifier for 'about', 'more than', 'nearly'."""
    if "more" in fields:
        return "EQUAL_OR_MORE" if fields["more"] == "at" else "MORE_THAN"
    return "LESS_THAN" if "less" in fields else str(fields["approx"]) if "approx" in fields else None


def length(number: float | None, unit: str, *, half: bool = False) -> str:
    """TIMEX3's value of a length: P2D, PT5H, PXM; decades and centuries in years, a fortnight in weeks."""
    if number is not None and number % 1 == 0.5:
        number, half = number - 0.5, True
    digits = "X" if number is None else str(int(number)) if number == int(number) else str(number)
    if unit in _LONG:
        digits, unit = (
            ("X" if number is None else str(int(number * _LONG[unit]))),
            ("Y" if number is not None else unit),
        )
        unit = {"E": "DE", "C": "CE"}.get(unit, unit)
    if unit == "F":
        digits, unit = ("X" if number is None else str(int(2 * number))), "W"
    if unit == "K":
        unit = "WE"
    tail = {"Y": "6M", "m": "30S", "h": "30M", "D": "T12H"}.get(unit, "") if half else ""
    return f"PT{digits}{unit.upper()}{tail}" if unit in "smh" else f"P{digits}{unit}{tail}"


def amount(fields: Fields) -> float | None:
    """How many; None when the text leaves it open ('several')."""
    if "number" in fields:
        return float(str(fields["number"]))
    if "scale" in fields:
        return float(fields["scale"])
    if fields.get("vague") == "2":
        return 2.0
    one = "one" in fields or "unit" in fields or ("back" in fields and "vague" not in fields)
    return 1.0 if one and "vague" not in fields else None


def unit_of(fields: Fields) -> str:
    """The unit's letter."""
    if "unit" in fields:
        unit = str(fields["unit"])
    elif "back" in fields and str(fields["back"]) in {"year", "month", "week"}:
        unit = {"year": "Y", "month": "M", "week": "W"}[str(fields["back"])]
    else:
        unit = str(fields.get("units", "D"))
    return _UNITS.get(unit, unit)


def ago(expression: Expression, setting: Setting) -> Meaning:
    """Counted from the day of publication."""
    fields = expression.fields
    number, unit = amount(fields), unit_of(fields)
    ahead = "ahead" in fields
    if "half" in fields:
        number, unit = _HALVES.get(unit, (None, unit))
    if number is None:
        return Meaning("DATE", "FUTURE_REF" if ahead else "PAST_REF", basis="relative")
    if setting.dct is None:
        return unsettled("XXXX", NO_DATE)
    if unit in "smh":
        return Meaning("DATE", "PRESENT_REF", basis="relative")
    if number == 1 and unit == "Y" and (meaning := quarter.compared(expression, setting, 1 if ahead else -1)):
        return meaning
    units = whole(number) * (1 if ahead else -1)
    vague = unit == "W" and number >= _WEEKS
    found = around(setting.dct, units, unit) if vague else counted(setting.dct, units, unit)
    because = f"'{expression.text}', counted from publication on {show(the_day(setting.dct))}"
    return dated(found, basis="relative", because=because, mod=approximation(fields))


def offset(expression: Expression, setting: Setting) -> Meaning:
    """Counted from what was told last; from the day of publication where nothing was."""
    fields = expression.fields
    unit = unit_of(fields)
    if unit in _DAYPARTS:
        return _part_of_next(expression, setting, _DAYPARTS[unit], -1 if "back" in fields else 1)
    if "unit" not in fields and "vague" in fields:  # 'hours later'
        return Meaning("DURATION", length(None, str(fields["vague"])), basis="relative")
    number = 1.0 if not fields.keys() & {"number", "vague", "one", "units"} else amount(fields)
    back = "back" in fields or fields.get("comparative") == "past"
    if number is None or unit in "smh":
        return Meaning("DURATION", length(number, unit), approximation(fields), basis="relative")
    start = _start(setting, unit)
    if start is None:
        return unsettled("XXXX", "the text names no day before it that this could count from")
    if number == 1 and unit == "Y" and (meaning := quarter.compared(expression, setting, -1 if back else 1)):
        return meaning
    found = counted(start, whole(number) * (-1 if back else 1), unit)
    return dated(found, basis="relative", because=_from(expression, start, setting), mod=approximation(fields))


def _start(setting: Setting, unit: str) -> date | None:
    """Days and weeks count from the last day told, longer units from the last date of any precision."""
    return (setting.anchor if unit in "DWF" else setting.told) or setting.dct


def _from(expression: Expression, start: date, setting: Setting) -> str:
    what = "publication on" if start == setting.dct and setting.anchor != start else "the day told before,"
    return f"'{expression.text}', counted from {what} {show(the_day(start))}"


def _part_of_next(expression: Expression, setting: Setting, part: str, days: int) -> Meaning:
    start = setting.anchor or setting.dct
    if start is None:
        return unsettled("XXXX-XX-XX", NO_DATE)
    stretch = the_day(shifted(start, days))
    return at_time(dated(stretch, basis="relative", because=_from(expression, start, setting)), f"T{part}")


def whole(number: float) -> int:
    """The number cut to a whole one; raises OutOfCalendar for one that no text means."""
    if number > 100_000:
        raise OutOfCalendar(str(number))
    return int(number)


def span(expression: Expression, setting: Setting) -> Meaning:
    """A length that ends or begins at publication; days and weeks of it can be marked on the calendar."""
    fields = expression.fields
    unit = unit_of(fields)
    if not fields.keys() & {"number", "vague"} and "units" not in fields:
        return _last_decade(setting, unit, half="half" in fields)
    number, away = amount(fields), int(fields["shift"])
    value, mod = length(number, unit), approximation(fields)
    if number is None or number < 1 or setting.dct is None or unit not in "DW" or away == 0:
        return Meaning("DURATION", value, mod, basis="relative", open=None if setting.dct else NO_DATE)
    days = whole(number) * (7 if unit == "W" else 1)
    first, last = (
        (shifted(setting.dct, 1 - days), setting.dct) if away < 0 else (setting.dct, shifted(setting.dct, days - 1))
    )
    because = f"'{expression.text}', counted from publication on {show(the_day(setting.dct))}"
    return Meaning("DURATION", value, mod, first, last, "day", "relative", because)


def _last_decade(setting: Setting, unit: str, *, half: bool) -> Meaning:
    """'the past decade', 'the last half-century': a length that annotators count in years; an editor marks no days."""
    years = length(50, "Y") if half and unit == "C" else length(5, "Y") if half else length(1, unit)
    return Meaning("DURATION", years, basis="relative", open=None if setting.dct else NO_DATE)


def recent(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001 - one signature for all readers
    """'in recent months', 'in coming weeks': some of them, none named."""
    return Meaning("DURATION", length(None, unit_of(expression.fields)), basis="relative")


def duration(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001
    """A length of time on no calendar."""
    fields = expression.fields
    if "lasting" in fields:
        return Meaning("DURATION", str(fields["lasting"]))
    if fields.get("vague") in {"while", "time"}:
        return Meaning("DURATION", "PXX")
    if "vague" in fields and fields["vague"] in _UNITS:
        return Meaning("DURATION", length(None, _UNITS[str(fields["vague"])]))
    unit = unit_of(fields)
    if "fourth" in fields:
        return Meaning("DURATION", "P25Y", approximation(fields))
    if "half" in fields:
        return Meaning("DURATION", length(*_HALVES.get(unit, (None, unit))))
    return Meaning("DURATION", length(amount(fields), unit, half="plus" in fields), approximation(fields))


def repeated(expression: Expression, setting: Setting) -> Meaning:  # noqa: ARG001
    """Something that happens again and again."""
    fields = expression.fields
    parts = fields.get("daypart", fields.get("dayparts"))
    part = f"T{parts}" if parts else ""
    if "often" in fields:
        return Meaning("SET", str(fields["often"]))
    for name in ("weekdays", "weekday"):
        if name in fields:
            return Meaning("SET", f"XXXX-WXX-{fields[name]}{part}")
    if "number" in fields:
        return Meaning("SET", length(amount(fields), unit_of(fields)))
    if "other" in fields and str(fields.get("unit")) in UNITS_OF_DAYS:
        return Meaning("SET", length(2, str(fields["unit"])))
    return Meaning("SET", _every(fields.get("unit", "D"), expression.text))


def _every(unit: Value, text: str) -> str:
    """The value of 'every X', X a weekday, a month, a season, a part of the day or a unit."""
    if isinstance(unit, int):  # the form's one slot holds weekdays and months as numbers
        return f"XXXX-WXX-{unit}" if "day" in text.lower() else f"XXXX-{unit:02d}"
    if unit in {"SP", "SU", "FA", "WI"}:
        return f"XXXX-{unit}"
    return f"XXXX-XX-XXT{unit}" if unit in {"MO", "AF", "EV", "NI", "MI", "DT"} else length(1, unit)

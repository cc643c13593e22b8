"""Quarters, halves and the periods that companies report on: 'the third quarter', 'the year-ago period'.

A report of results tells of one period and compares it with the same one a year before. The period stands through the
text until another is named; the comparison never becomes the period.
"""

from bot.news.article.moment import show_day
from bot.news.timex.calendar import (
    OutOfCalendar,
    Stretch,
    a_date,
    around,
    half_of,
    month_of,
    quarter_of,
    shifted,
    year_of,
)
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, dated, unsettled
from bot.news.timex.recognise import Expression

MIDDLE = 45
"""Days from a quarter's end back to its middle: one that ended on July 31 or on Oct. 1 is mostly an earlier one."""


def quarter(expression: Expression, setting: Setting) -> Meaning | None:
    """The quarter, half or period that the expression names; None for 'the period' where the text reports on none."""
    fields = expression.fields
    if "number" in fields:
        return _first_part(expression)
    if "day" in fields:
        return _ended(expression, setting)
    if fields.keys() & {"ago", "prior", "told"} or not fields.keys() & {"ordinal", "nth", "final"}:
        return _told(expression, setting)
    halves = fields["unit"] in {"half", "h"}
    number = (2 if halves else 4) if "final" in fields else int(str(fields.get("nth", fields.get("ordinal"))))
    if not 1 <= number <= (2 if halves else 4):
        raise OutOfCalendar(expression.text)
    make = half_of if halves else quarter_of
    if "year" in fields:
        because = f"'{expression.text}', as written"
        return dated(make(int(fields["year"]), number), basis="explicit", because=because)
    if setting.dct is None:
        return unsettled(f"XXXX-{'H' if halves else 'Q'}{number}", NO_DATE)
    year = setting.dct.year + int(fields["shift"]) if "shift" in fields else _year(number, setting, halves=halves)
    because = f"'{expression.text}', its year from publication on {show_day(setting.dct)}"
    return dated(make(year, number), basis="explicit", because=because)


def _year(number: int, setting: Setting, *, halves: bool) -> int:
    """The year of a bare 'third quarter': the last that has begun; of what lies ahead the next.

    Of the one just over results are still awaited: 'expects to report a third-quarter loss', written in November.
    """
    dct = setting.dct
    if dct is None:
        raise OutOfCalendar(NO_DATE)
    size, parts = (6, 2) if halves else (3, 4)
    behind = ((dct.month - 1) // size + 1 - number) % parts
    ahead = setting.tense == "future" and behind > 1
    begun = month_of(dct.year, dct.month - size * behind).first.year
    return begun + 1 if ahead else begun


def _first_part(expression: Expression) -> Meaning:
    """'the first nine months of 2019', 'the first two quarters of 1990'."""
    fields = expression.fields
    year, count = int(fields["year"]), int(float(str(fields["number"])))
    because = f"'{expression.text}', as written"
    if "quarters" in fields and count == 2:
        return dated(half_of(year, 1), basis="explicit", because=because)
    unit, months = ("Q", 3 * count) if "quarters" in fields else ("M", count)
    first, last = month_of(year, 1), month_of(year, months)
    return Meaning("DURATION", f"P{count}{unit}", None, first.first, last.last, "month", "explicit", because)


def _ended(expression: Expression, setting: Setting) -> Meaning:
    """'the quarter ended July 31': its days end there; a numbered fiscal quarter keeps its number in the value."""
    fields = expression.fields
    if setting.dct is None:
        return unsettled("XXXX-QX", NO_DATE)
    year = int(fields["year"]) if "year" in fields else setting.dct.year
    end = a_date(year, int(fields["month"]), int(fields["day"]))
    if "year" not in fields and fields["way"] == "ended" and end > setting.dct:
        end = a_date(year - 1, end.month, end.day)
    middle = shifted(end, -MIDDLE)
    found = around(middle, 0, "Q")
    number = int(fields.get("ordinal", found.value[-1]))
    first = month_of(middle.year, middle.month - 1).first if end.day > 15 else found.first
    stretch = Stretch(first, end, f"{found.value[:4]}-Q{number}", "quarter")
    because = f"'{expression.text}', which ended on {show_day(end)}"
    return dated(stretch, basis="explicit", because=because)


def _told(expression: Expression, setting: Setting) -> Meaning | None:
    """'the quarter' is the one told of, else the last that is over; 'the year-ago quarter' the same a year before."""
    fields, dct = expression.fields, setting.dct
    if setting.period is None and expression.text.lower() == "the period":
        return None
    period = setting.period or (around(dct, -1, "Q") if dct else None)
    if period is None:
        return unsettled("XXXX-QX", NO_DATE)
    away = -1 if fields.keys() & {"ago", "prior"} else 0
    if "year" in fields:
        away = int(fields["year"]) - period.first.year
    if "ordinal" in fields:
        period = quarter_of(period.first.year, int(fields["ordinal"]))
    elif fields.get("unit", fields.get("told")) in {"Q", "quarter"} and period.precision != "quarter" and dct:
        period = around(dct, -1, "Q")
    elif away and setting.period is None and "unit" not in fields:
        period = year_of(dct.year if dct else period.first.year)
    because = f"'{expression.text}', counted from publication on {show_day(dct)}" if dct else ""
    return dated(years_away(period, away), basis="relative", because=because, compared=away != 0)


def years_away(period: Stretch, years: int) -> Stretch:
    """The same quarter, half or year so many years away."""
    year = period.first.year + years
    if period.precision == "quarter":
        return quarter_of(int(period.value[:4]) + years, int(period.value[-1]))
    if period.precision == "half":
        return half_of(year, int(period.value[-1]))
    return year_of(year)


def compared(expression: Expression, setting: Setting, years: int) -> Meaning | None:
    """'a year earlier' in a report of results: the same period of the year before; None where none is reported on."""
    if setting.period is None:
        return None
    because = f"'{expression.text}', counted from the period told of, {setting.period.value}"
    return dated(years_away(setting.period, years), basis="relative", because=because, compared=True)

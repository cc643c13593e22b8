"""Times of day: '10:15 p.m. GMT on Tuesday', 'noon', 'shortly after 7 a.m.'."""

from datetime import date

from bot.news.article.moment import show_day
from bot.news.timex.calendar import OutOfCalendar, a_date, shifted, the_day
from bot.news.timex.direction import nearest_monthday, nearest_weekday
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, at_time, dated, unsettled
from bot.news.timex.recognise import Expression


def time(expression: Expression, setting: Setting) -> Meaning:
    """That clock on the day that stands with it, else on the day the sentence or the story is at."""
    written = _clock(expression)
    day = _day(expression, setting)
    if day is None:
        return unsettled(f"XXXX-XX-XXT{written}", NO_DATE, kind="TIME")
    named = bool(expression.fields.keys() & {"weekday", "deictic", "month"})
    start = setting.dct if named and setting.dct else day
    whence = "publication on " if named else ""
    because = f"'{expression.text}', the day from {whence}{show_day(start)}"
    meaning = dated(the_day(day), basis="relative" if named else "implied", because=because)
    return at_time(meaning, f"T{written}")


def _clock(expression: Expression) -> str:
    fields = expression.fields
    if "moment" in fields:
        return str(fields["moment"])
    hour, minute = int(fields.get("hour", 0)), ""
    if "clock" in fields:
        written = str(fields["clock"]).replace(".", ":")
        hours, minute = written.split(":")[:2] if ":" in written else (written[:2], written[2:])
        hour = int(hours)
    meridiem = str(fields.get("meridiem", ""))[:1]
    if meridiem and not 1 <= hour <= 12:
        if hour > 23:
            raise OutOfCalendar(expression.text)
        meridiem = ""
    hour = hour % 12 + 12 if meridiem == "p" else hour % 12 if meridiem == "a" else hour
    if hour > 24 or (minute and int(minute) > (59 if hour < 24 else 0)):
        raise OutOfCalendar(expression.text)
    return f"{hour:02d}:{minute or '00'}"


def _day(expression: Expression, setting: Setting) -> date | None:
    fields, dct = expression.fields, setting.dct
    if "year" in fields:
        return a_date(int(fields["year"]), int(fields["month"]), int(fields["day"]))
    if dct is None:
        return None
    if "weekday" in fields:
        return nearest_weekday(int(fields["weekday"]), setting, fields)
    if "deictic" in fields:
        return shifted(dct, int(fields["deictic"]))
    if "month" in fields:
        return nearest_monthday(int(fields["month"]), int(fields["day"]), setting)
    return setting.here or setting.anchor or dct

"""Days by number: 'the third day of the siege' is the day told, and says on which day the siege began."""

from dataclasses import replace

from bot.news.article.moment import show_day
from bot.news.timex.calendar import shifted, the_day
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, at_time, dated, unsettled
from bot.news.timex.recognise import Expression


def nth_day(expression: Expression, setting: Setting) -> Meaning:
    """The day that the sentence names, else that of publication: news counts up to the day it tells of."""
    fields = expression.fields
    day = setting.here or setting.dct
    if day is None:
        return unsettled("XXXX-XX-XX", NO_DATE)
    began = shifted(day, 1 - int(fields.get("ordinal", fields.get("number", 1))))
    why = f"'{expression.text}', on {show_day(day)}: the first was {show_day(began)}"
    meaning = replace(dated(the_day(day), basis="implied", because=why), began=began)
    return at_time(meaning, "TNI") if fields["unit"] == "night" else meaning

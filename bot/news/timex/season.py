"""Seasons: 'last fall', 'the summer of 1990', 'this spring'."""

from bot.news.article.moment import show_day
from bot.news.timex.calendar import SEASONS, season_of
from bot.news.timex.meaning import NO_DATE, Meaning, Setting, dated, unsettled
from bot.news.timex.recognise import Expression


def season(expression: Expression, setting: Setting) -> Meaning:
    """The season of the year named, or the one nearest in the direction that the words and the tense give."""
    fields, name = expression.fields, str(expression.fields["season"])
    mod = str(fields["part"]) if "part" in fields else None
    if "year" in fields:
        stretch = season_of(int(fields["year"]), name)
        return dated(stretch, basis="explicit", because=f"'{expression.text}', as written", mod=mod)
    dct = setting.dct
    if dct is None:
        return unsettled(f"XXXX-{name}", NO_DATE)
    year, shift = dct.year, fields.get("shift")
    begun = season_of(year, name).first <= dct
    if shift == -1:
        year = max(y for y in (year, year - 1, year - 2) if season_of(y, name).last < dct)
    elif shift == 1:
        year += begun
    elif shift is None and setting.tense == "future":
        year += season_of(year, name).last < dct
    elif shift is None or (name == "WI" and dct.month < SEASONS["SP"]):
        year -= not begun
    because = f"'{expression.text}', its year from publication on {show_day(dct)}"
    return dated(season_of(year, name), basis="explicit", because=because, mod=mod)

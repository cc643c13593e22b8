"""Time expressions: recognise (needs a Doc), resolve (needs none), the running anchor."""

from bot.news.timex.govern import events_by_token, governing
from bot.news.timex.grammar import Grammar, load_grammar
from bot.news.timex.read import read_times
from bot.news.timex.timex import Precision, Resolution, Timex, TimexType

__all__ = [
    "Grammar", "Precision", "Resolution", "Timex", "TimexType", "events_by_token", "governing", "load_grammar",
    "read_times",
]  # fmt: skip

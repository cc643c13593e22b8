"""Time expressions: recognise (needs a Doc), resolve (needs none), the running anchor."""

from bot.news.timex.timex import Precision, Resolution, Timex, TimexType

__all__ = ["Precision", "Resolution", "Timex", "TimexType"]

"""Events anchored to dates: entries with precision and reason, and what stays open."""

from bot.news.timeline.entry import Entry, Open, Status, Timeline

__all__ = ["Entry", "Open", "Status", "Timeline"]

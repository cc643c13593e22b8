"""Events anchored to dates: entries with precision and reason, and what stays open."""

from bot.news.timeline.entry import GAP, Entry, Open, Status, Timeline

__all__ = ["GAP", "Entry", "Open", "Status", "Timeline"]

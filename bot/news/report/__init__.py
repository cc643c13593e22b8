"""The report: what one article yields, to and from JSON."""

from bot.news.report.report import Report, from_json, to_json

__all__ = ["Report", "from_json", "to_json"]

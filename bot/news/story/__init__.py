"""What makes two articles the same: the canonical address, or the same text."""

from bot.news.story.key import article_key
from bot.news.story.shingle import SAME, likeness, repeats, same_text, shingles, sketch, text_key
from bot.news.story.source import adds

__all__ = ["SAME", "adds", "article_key", "likeness", "repeats", "same_text", "shingles", "sketch", "text_key"]

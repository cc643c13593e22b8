"""What makes two articles the same: the canonical address, or the same text."""

from bot.news.story.key import article_key
from bot.news.story.shingle import SAME, likeness, same_text, shingles, text_key

__all__ = ["SAME", "article_key", "likeness", "same_text", "shingles", "text_key"]

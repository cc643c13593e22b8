"""Bytes or copy -> the article: headline, byline, dateline, publication date, language, text."""

from bot.news.article.article import Article, Basis, Doubt, Form, Reading, Source, Span

__all__ = ["Article", "Basis", "Doubt", "Form", "Reading", "Source", "Span"]

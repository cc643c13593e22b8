"""Bytes or copy -> the article: headline, byline, dateline, publication date, language, text."""

from bot.news.article.article import Article, Basis, Doubt, Form, Reading, Source, Span
from bot.news.article.decode import decode, source_of
from bot.news.article.language import find_language, language_name, load_identifier
from bot.news.article.moment import Moment, read_stamp, show_day
from bot.news.article.read import read_source

__all__ = [
    "Article",
    "Basis",
    "Doubt",
    "Form",
    "Moment",
    "Reading",
    "Source",
    "Span",
    "decode",
    "find_language",
    "language_name",
    "load_identifier",
    "read_source",
    "read_stamp",
    "show_day",
    "source_of",
]

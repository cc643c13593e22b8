"""The tables, one file for each group; what stands here is what the migrations must arrive at."""

from bot.archive.tables.articles import ArticleRow, CopyRow, EntryRow, FigureRow, ReadingRow, SketchRow
from bot.archive.tables.digests import DigestRow, RunRow
from bot.archive.tables.guilds import ForgottenRow, OptOutRow, SettingRow, WatchRow
from bot.archive.tables.outbox import LineRow
from bot.archive.tables.posts import PostRow
from bot.archive.tables.stories import CorrectionRow, StoryArticleRow, StoryRow
from bot.archive.tables.table import Table

__all__ = [
    "ArticleRow", "CopyRow", "CorrectionRow", "DigestRow", "EntryRow", "FigureRow", "ForgottenRow", "LineRow",
    "OptOutRow", "PostRow", "ReadingRow", "RunRow", "SettingRow", "SketchRow", "StoryArticleRow", "StoryRow", "Table",
    "WatchRow",
]  # fmt: skip

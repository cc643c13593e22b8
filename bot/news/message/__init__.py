"""A post -> the links, the pasted copy and the attachments to read."""

from bot.news.message.post import Attachment, Intake, Post

__all__ = ["Attachment", "Intake", "Post"]

"""A post -> the links, the pasted copy and the attachments to read."""

from bot.news.message.canonical import canonical, lead_to
from bot.news.message.copy import count_words, find_copy, is_news, join_copy
from bot.news.message.invisible import INVISIBLE, visible
from bot.news.message.link import find_links
from bot.news.message.parts import PASTED, goes_on, join_posts, may_go_on, name_paste
from bot.news.message.post import Attachment, Intake, Post
from bot.news.message.quoted import MessageLink, find_message_links
from bot.news.message.read import LARGEST_FILE, asks, is_long_paste, largest, read_message
from bot.news.message.table import read_table, read_words

__all__ = [
    "INVISIBLE",
    "LARGEST_FILE",
    "PASTED",
    "Attachment",
    "Intake",
    "MessageLink",
    "Post",
    "asks",
    "canonical",
    "count_words",
    "find_copy",
    "find_links",
    "find_message_links",
    "goes_on",
    "is_long_paste",
    "is_news",
    "join_copy",
    "join_posts",
    "largest",
    "lead_to",
    "may_go_on",
    "name_paste",
    "read_message",
    "read_table",
    "read_words",
    "visible",
]

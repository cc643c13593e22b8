"""A file of a printer, a word processor or a mail program -> its text."""

from bot.news.article.article import Source
from bot.news.article.filed import Filed
from bot.news.article.mail import read_mail
from bot.news.article.pdf import read_pdf
from bot.news.article.word import read_word


def open_filed(source: Source) -> Filed:
    """What a source of the form 'pdf', 'docx' or 'mail' holds; raises Unreadable in one of its kinds."""
    readers = {"pdf": read_pdf, "docx": read_word, "mail": read_mail}
    return readers[source.form](source.body, name=source.input)

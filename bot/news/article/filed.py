"""What a file of a printer, a word processor or a mail program holds, before it is read as an article."""

from dataclasses import dataclass
from datetime import date

from bot.news.article.moment import Moment


@dataclass(frozen=True, slots=True)
class Filed:
    """The text of a file, its paragraphs parted by empty lines, and what the file says of it."""

    text: str
    title: str | None = None
    """A headline that the file itself marks as one."""
    made: date | None = None
    """When the file was made or saved: never taken for the day of publication, only told beside its lack."""
    sent: Moment | None = None
    """When it was sent: the day of publication where the text does not say another."""
    sender: str | None = None
    left_out: tuple[str, ...] = ()
    """Sentences for what was not read of it."""

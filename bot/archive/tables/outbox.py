"""The outbox: what must stand in a channel, once, with its nonce, until it stands there.

    made ──▶ due 'say' ── said ──▶ nothing due ◀── shown ── due 'edit' ◀── rewrite (its message stands)
                 │                      │
                 └──── its post is deleted or brings nothing any more ──▶ due 'remove' ── removed ──▶ nothing due

What is due is tried again after ever longer waits, and is given up after a day of trying, or at once where
Discord denies it; what was denied is due again once the channel is allowed.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, text
from sqlmodel import Field

from bot.archive.columns import Key, Prose, Utc
from bot.archive.tables.table import Table

_WAITING = text("due IS NOT NULL AND gave_up IS NULL")


class LineRow(Table, table=True):
    """A line; `message` is the id of the message that says it, `gave_up` why what is due will not be done.

    `due` is what is left to be done: 'say', 'edit' or 'remove'; None once the channel is as it should be.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_waiting_index", "made", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("outbox_channel_index", "guild", "channel", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    nonce: str = Field(unique=True, max_length=25)
    guild: int = Field(sa_type=BigInteger)
    channel: int = Field(sa_type=BigInteger)
    post: int | None = Field(
        default=None, sa_column=Column(BigInteger, ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    )
    """The post that is answered; None for a digest."""
    answer: str = Field(sa_type=Prose)
    version: int = 0
    """How often the answer was changed."""
    due: str | None = None
    made: datetime = Field(sa_type=Utc)
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_type=Utc)
    message: int | None = Field(default=None, sa_type=BigInteger)
    said_at: datetime | None = Field(default=None, sa_type=Utc)
    gave_up: str | None = Field(default=None, sa_type=Prose)
    denied: bool = False
    """Given up because Discord denied it: it is due again once that is put right."""

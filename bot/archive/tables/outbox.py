"""The outbox: what must be said once, with its nonce, until it stands in the channel."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, text
from sqlmodel import Field

from bot.archive.columns import Key, Prose, Utc
from bot.archive.tables.table import Table

_UNSAID = text("message IS NULL AND gave_up IS NULL")


class LineRow(Table, table=True):
    """A line; `message` is the id of the message that says it, `gave_up` why it never will be said."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_unsaid_index", "made", sqlite_where=_UNSAID, postgresql_where=_UNSAID),
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
    made: datetime = Field(sa_type=Utc)
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_type=Utc)
    message: int | None = Field(default=None, sa_type=BigInteger)
    said_at: datetime | None = Field(default=None, sa_type=Utc)
    gave_up: str | None = Field(default=None, sa_type=Prose)

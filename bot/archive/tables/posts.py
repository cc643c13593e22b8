"""Posts: the claim that makes work happen once, and what was posted, kept until it is answered.

    (unknown) ── claim ──▶ claimed ── finish ──▶ answered, failed, nothing
                            ▲  │                          │
                            │  └── five beginnings ──▶ failed (and says so)
                            └────── edit, if it asks for something else ──┘
    any of them ── delete ──▶ deleted, which no event claims again

A finish counts only for the revision that was begun: of an edit that comes meanwhile, the newest is answered.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from bot.archive.columns import Json, Utc
from bot.archive.tables.table import Table


class PostRow(Table, table=True):
    """A message that was claimed. Its id is the key: inserting it is the claim."""

    __tablename__ = "posts"
    __table_args__ = (Index("posts_channel_index", "channel", "id"), Index("posts_state_index", "state"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    guild: int = Field(sa_type=BigInteger)
    channel: int = Field(sa_type=BigInteger)
    author: int = Field(sa_type=BigInteger)
    state: str
    revision: int = 0
    """How often it was edited so that something else is to be read."""
    tries: int = 0
    """How often reading it was begun since it was claimed or edited."""
    asked: str | None = None
    """What it asks to be read, hashed: whether an edit asks for anything else."""
    payload: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """The whole post until it is finished; None after that: its words are the channel's, not the archive's."""
    claimed: datetime = Field(sa_type=Utc)
    finished: datetime | None = Field(default=None, sa_type=Utc)
    part_of: int | None = Field(default=None, sa_column=Column(BigInteger, index=True))
    """The post that began the paste which this one goes on with; that one is answered for both."""

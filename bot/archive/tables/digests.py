"""Digests and their runs: one run a digest and local date, whoever ticks."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from bot.archive.columns import Key, Utc
from bot.archive.tables.table import Table


class DigestRow(Table, table=True):
    """A channel's digest; `weekdays` are digits, Monday is 0. Ids are never used again: nonces are made of them."""

    __tablename__ = "digests"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    guild: int = Field(sa_type=BigInteger)
    channel: int = Field(sa_type=BigInteger, unique=True)
    at: str
    zone: str
    weekdays: str
    quiet: str
    paused: bool
    set_at: datetime = Field(sa_type=Utc)


class RunRow(Table, table=True):
    """A digest that was made, once for its day: what it covered, and when it was due."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("digest", "day"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, sa_column=Column(Key, primary_key=True))
    digest: int = Field(sa_column=Column(BigInteger, ForeignKey("digests.id", ondelete="CASCADE"), nullable=False))
    day: date
    due: datetime = Field(sa_type=Utc)
    since: datetime = Field(sa_type=Utc)
    until: datetime = Field(sa_type=Utc)
    made: datetime = Field(sa_type=Utc)

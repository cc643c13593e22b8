"""What a guild set: settings, watched channels, people who opted out, what was to be forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from bot.archive.columns import Json, Prose, Utc
from bot.archive.tables.table import Table


class SettingRow(Table, table=True):
    """One setting of a guild; guild 0 is the command line and the process itself."""

    __tablename__ = "settings"

    guild: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    key: str = Field(primary_key=True)
    value: Any = Field(sa_type=Json)


class WatchRow(Table, table=True):
    """A channel that is read, and up to which post its history is claimed."""

    __tablename__ = "watches"

    channel: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    guild: int = Field(sa_type=BigInteger, index=True)
    mode: str
    paused: str | None = Field(default=None, sa_type=Prose)
    mark: int | None = Field(default=None, sa_type=BigInteger)
    """Every post of the channel up to this message is claimed: where catching up begins."""


class OptOutRow(Table, table=True):
    """A person of a guild whose posts are not read."""

    __tablename__ = "opt_outs"

    guild: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    person: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    made: datetime = Field(sa_type=Utc)


class ForgottenRow(Table, table=True):
    """A guild had something forgotten: what its posts brought until `made`. A restored backup is held against it.

    `kind` says what `what` is: 'article' (the hash of its key: the key itself would be a memory of it), 'channel',
    'person' or 'post' (their ids).
    """

    __tablename__ = "forgotten"

    guild: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    made: datetime = Field(sa_type=Utc)

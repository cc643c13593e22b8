"""Column types: keys that hold a snowflake, aware moments, and text that every database can hold."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

Key = BigInteger().with_variant(Integer(), "sqlite")
"""A primary key that the database counts up: SQLite does so only for INTEGER, which is 64 bits wide there."""
Json = JSON(none_as_null=True)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Utc(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: "Dialect") -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: "Dialect") -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Prose(TypeDecorator[str]):
    """Text as people wrote it; NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 lacks, become U+FFFD."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: "Dialect") -> str | None:
        del dialect
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)

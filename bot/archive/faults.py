"""What the database says when it fails -> one sentence for the operator."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.archive.place import name_of
from bot.errors import ArchiveFault


@contextmanager
def told_as_fault(url: URL) -> Iterator[None]:
    """Raises ArchiveFault, with the database's name and the reason, for whatever SQLAlchemy or the driver raises."""
    try:
        yield
    except (SQLAlchemyError, OSError) as fault:
        raise ArchiveFault(f"The database {name_of(url)} cannot be used: {_reason(fault, url)}.") from fault


def _reason(fault: Exception, url: URL) -> str:
    """The first line of what the driver says, without a password that it may quote."""
    said = str(fault.orig if isinstance(fault, DBAPIError) else fault).strip() or type(fault).__name__
    line = said.splitlines()[0].rstrip(".")
    return line.replace(str(url.password), "***") if url.password else line

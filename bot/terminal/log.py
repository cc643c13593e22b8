"""The log of `run`: one line a record, on the error stream, for people or for machines.

Ids of posts, articles and channels stand in it; never what somebody wrote, a token, or more of an address than its
host. What other libraries log is let through from a warning on: at DEBUG they would log each message word for word.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal

Form = Literal["text", "json"]

FIELDS = ("guild", "channel", "post", "line", "articles", "digest", "outcome", "tries", "seconds", "host")
"""What a record may carry beside its sentence, as `extra`; anything else is not written."""
FOREIGN = {"discord": logging.INFO}
"""Libraries that tell something of use below a warning: the gateway's sessions come and go."""
TELLING = ("bot.", "discord.", "aiohttp.", "sqlalchemy.", "sqlite3.", "psycopg.", "asyncio.")
"""Where the faults come from whose words are written; another's may quote the text that it met."""
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*)://(?:[^\s/@'\"<>]*@)?([^\s/?#'\"<>|]*)[^\s'\"<>|]*", re.IGNORECASE)
_FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>\S+)')
_PACKAGE = re.compile(r".*[/\\](?=(?:bot|site-packages|python3\.\d+)[/\\])")
_LAST_FRAMES = 12
"""Of one fault: where it was raised stands last."""


def set_up_log(level: str, *, form: Form = "text", secrets: Iterable[str] = ()) -> None:
    """Everything is written to the error stream: ours from `level` on, other libraries' from a warning on.

    `secrets` (a token, a password) are blotted out wherever they turn up.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(form, secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    for name, least in FOREIGN.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger("bot").level))


class Lines(logging.Formatter):
    """A record with its fields and its fault in one line, without what must not be in a log."""

    def __init__(self, form: Form, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._form = form
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        fault = list(self._tell_fault(record))
        says = self._clean(record.getMessage())
        when = datetime.fromtimestamp(record.created, UTC)
        fields = {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if self._form == "json":
            return _spell(when, record, says, fields, fault)
        told = "".join(f" {name}={_show(value)}" for name, value in fields.items())
        line = f"{when:%Y-%m-%d %H:%M:%S}Z {record.levelname} {record.name}: {says}{told}"
        return " | ".join([line, *fault])

    def _tell_fault(self, record: logging.LogRecord) -> Iterator[str]:
        if record.exc_info and record.exc_info[1]:
            for said in _tell(record.exc_info[1]):
                yield self._clean(said)

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return _ADDRESS.sub(r"\1://\2", text).replace("\r", "").replace("\n", " | ")


def _spell(when: datetime, record: logging.LogRecord, says: str, fields: dict[str, Any], fault: list[str]) -> str:
    told = {"time": when.isoformat(), "level": record.levelname, "logger": record.name, "says": says, **fields}
    if fault:
        told["fault"] = fault
    return json.dumps(told, ensure_ascii=False, default=str)


def _show(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _tell(fault: BaseException) -> Iterator[str]:
    """The fault and what caused it, the first cause first: where each was raised, and what it is."""
    chain = [fault]
    while (before := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__)) and (
        before not in chain
    ):
        chain.append(before)
    for one in reversed(chain):
        frames = traceback.extract_tb(one.__traceback__)[-_LAST_FRAMES:]
        yield from (f"{_PACKAGE.sub('', frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
        # A fault of a reading process brings its traceback as text, the source's lines and its words among them.
        yield from (
            f"{_PACKAGE.sub('', frame['file'])}:{frame['line']} in {frame['name']}"
            for frame in list(_FRAME.finditer(str(one)))[-_LAST_FRAMES:]
        )
        yield _name(one)


def _name(fault: BaseException) -> str:
    kind = type(fault)
    known = isinstance(fault, OSError) or f"{kind.__module__}.".startswith(TELLING)
    says = str(fault) if known and not _FRAME.search(str(fault)) else ""
    return f"{kind.__name__}: {says}" if says else kind.__name__

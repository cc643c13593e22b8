"""Knowledge that stands in a file beside its reader."""

from functools import cache
from importlib.resources import files


@cache
def read_table(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a data file: one a line, cells parted by tabs; empty lines and those that start with # are none."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_words(package: str, name: str) -> frozenset[str]:
    """The words of a data file, one a line; `#` starts a remark."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    words = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(word for word in words if word)

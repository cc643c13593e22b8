"""Lines for editors in agencies' copy: slugs, 'MORE', 'Adds details', credits, copyright; told by their form alone."""

import re
from functools import cache

from bot.news.article.article import Span
from bot.news.message import read_table

LONGEST = 300
"""Characters of such a line; a paragraph of the story is longer or fits no form."""
_LINE = re.compile(r"^[^\S\n]*(\S[^\n]*?)[^\S\n]*$", re.MULTILINE)


def is_service(line: str) -> bool:
    """Whether a line is for editors and not for readers."""
    seen = line.strip()
    return 0 < len(seen) <= LONGEST and _load_forms().fullmatch(seen) is not None


def find_services(text: str, start: int) -> list[Span]:
    """The lines for editors from `start` on, in order: they stand between the takes of a wire story as well."""
    return [match.span(1) for match in _LINE.finditer(text, start) if is_service(match[1])]


@cache
def _load_forms() -> re.Pattern[str]:
    forms = [row[0] for row in read_table(__package__, "services.txt")]
    return re.compile("|".join(f"(?:{form})" if "[A-Z" in form else f"(?i:{form})" for form in forms))

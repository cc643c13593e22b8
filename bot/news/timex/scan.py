"""A text -> words with offsets, cut the way time expressions need it, whatever tokeniser the pipeline has."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(
    r"""
    (?=[^\W\d_])(?:                                         # what begins with a letter, most of a text, is tried first
        (?P<meridiem>[ap]\.m\.|[ap]\.?m\b)
      | (?=[jfmasondtw])(?P<abbreviation>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)
      | (?P<word>[^\W\d_]+)
    )
  | (?=[\d'’])(?:
        (?P<iso>(?<![\d/-])\d{4}(?P<dash>[-/])\d{2}(?P=dash)\d{2}(?![\d/-]))   # 2024-11-29
      | (?P<slashed>(?<![\d/.-])\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|(?<=/)\d{2})(?![\d/-]|\.\d))   # 29/11/2024
      | (?P<clock>(?<![\d.,:])\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?[ap]\.?m\b|\s?(?:GMT|UTC|BST|CET|EST|EDT|PST|PDT|local)\b)|(?<![\d.,:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<![\d.,:])[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC)\b))
      | (?P<decade>(?:\d{3}|['’]?\d)0['’]?s\b)                 # 1990s, '90s
      | (?P<elided>(?<!\w)['’]\d{2}(?![\w'’]))                # '97
      | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
      | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}[ ]1/2(?!\d)|\d+(?:\.\d+)?)
      | (?P<possessive>['’]s\b|(?<=s)['’](?=\s))
    )
  | (?P<bracket>\[(?=[^\W\d_]+\])|(?<=[^\W\d_])\])         # '[Ten] years ago', put in by an editor: as if not there
  | (?P<gap>\n\s*\n)
  | (?P<mark>[^\w\s])
    """,  # noqa: E501 - one alternative a line reads best
    re.VERBOSE | re.IGNORECASE,
)


class Word(NamedTuple):
    """`shape` names the alternative that matched; `low` is the text in small letters, apostrophes straightened.

    A tuple, since a text has one for each of its words: it is made in a third of a frozen dataclass's time.
    """

    start: int
    end: int
    text: str
    low: str
    shape: str


def scan(text: str) -> Iterator[Word]:
    """The words in order; a blank line is a word of shape 'gap', which no pattern crosses."""
    for match in _WORD.finditer(text):
        shape = match.lastgroup or "mark"
        if shape == "bracket":
            continue
        start, end = match.span()
        # An abbreviation's dot belongs to it only when it is written like a name: 'Sat.' but not 'he sat.'
        if shape == "abbreviation" and not match[0][0].isupper():
            end, shape = end - 1, "word"
        # A number glued to a word is a model or a code ('787s', 'A320', '5G'): it is read as that one word.
        part = text[start:end]
        yield Word(start, end, part, part.lower().replace("’", "'"), shape)

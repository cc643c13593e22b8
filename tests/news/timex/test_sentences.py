"""Whole sentences of news: every time expression with its extent, type, value and days, and nothing else."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from bot.news.timex import calendar
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

ROWS = [
    row.split("|", 1)
    for row in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]
MARKED = re.compile(r"\[([^=\]]+)=([^\] ]+)(?: (\S+) (\S+))?\]")


def expected(marked):
    """(text, [(start, end, type, value, days)]) of a marked sentence; days are None where the value tells none."""
    text, times, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        start, at = len(text), found.end()
        text += found[1]
        value = found[2].removeprefix("SET:")
        kind = "SET" if found[2] != value else type_of(value)
        days = (found[3], found[4]) if found[3] else days_of(value)
        times.append((start, len(text), kind, value, days))
    return text + marked[at:], times


def type_of(value):
    if re.match(r"P[\dX]|PT", value):
        return "DURATION"
    return "TIME" if re.search(r"\dT", value) else "DATE"


def days_of(value):
    """The days of a value that is a day, a month or a year; None for the others, which only their value is asked of."""
    if day := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T.*)?", value):
        return day[1], day[1]
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        stretch = calendar.month_of(int(month[1]), int(month[2]))
    elif re.fullmatch(r"\d{4}", value):
        stretch = calendar.year_of(int(value))
    else:
        return None
    return stretch.first.isoformat(), stretch.last.isoformat()


@pytest.mark.parametrize(("published", "marked"), ROWS, ids=lambda part: part[:70])
def test_a_sentence_is_read_as_an_editor_would(nlp, published, marked):
    """Extents, types, values and days are those that were marked before the reader saw the sentence."""
    text, wanted = expected(marked.replace("\\n", "\n"))
    dct = None if published == "-" else date.fromisoformat(published)
    times = [time.timex for time in read_times(analyse(parse(nlp, text)), dct=dct, grammar=load_grammar())]
    shown = [
        (time.start, time.end, time.type, time.value, (time.first, time.last) if days else None)
        for time, days in zip(times, [want[4] for want in wanted] + [None] * len(times), strict=False)
    ]
    assert shown == wanted

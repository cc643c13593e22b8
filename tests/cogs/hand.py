"""Reading that is quick and made by hand: what Discord's edge shows does not depend on the pipeline."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Empty
from bot.news.article import Article, Doubt, Source
from bot.news.facts import Answers, Figure
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timex import Timex


@dataclass
class HandReader:
    """Reads what a test wrote: the first line is the headline, each ISO day in a sentence an entry."""

    asked: list[str] = field(default_factory=list)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    held: asyncio.Event | None = None
    """Reading waits for it."""

    async def read(self, source: Source, *, today: date) -> Report:
        self.asked.append(source.input)
        self.began.set()
        if self.held:
            await self.held.wait()
        return make_report(source)


def make_report(source: Source) -> Report:
    """A report whose offsets are true."""
    raw = source.text or re.sub(r"<[^>]+>", "\n", source.body.decode())
    title, _, text = (source.title, "", raw) if source.title else raw.strip().partition("\n")
    text = text.strip()
    if not text:
        raise Empty("There is no text to read.")
    spans = tuple((found.start(), found.end()) for found in re.finditer(r"\S[^.]*\.", text))
    days = [(n, day) for n, span in enumerate(spans) for day in re.compile(r"\d{4}-\d\d-\d\d").finditer(text, *span)]
    times = tuple(Timex(day.start(), day.end(), "DATE", day[0], None, day[0], day[0]) for _, day in days)
    entries = tuple(
        Entry(day[0], day[0], "day", text[slice(*spans[n])], n, k, "explicit", f"'{day[0]}' as written", "happened", 1)
        for k, (n, day) in enumerate(days)
    )
    counts = [
        (n, found) for n, span in enumerate(spans) for found in re.compile(r"(\d+) (people)").finditer(text, *span)
    ]
    figures = tuple(
        Figure(int(found[1]), None, "exact", None, found[2], found.start(2), found.end(2), "killed", None, None, None,
               found.start(), found.end(), n)
        for n, found in counts
    )  # fmt: skip
    article = Article(
        title=title.strip(), url=source.url, publisher="The Example", byline=None, dateline=None, copy_of=None,
        published=source.published, either=None, published_by=source.published_by,
        published_from="given" if source.published else "unknown", language="en",
        words=len(text.split()), text=text,
    )  # fmt: skip
    return Report(
        version=1, input=source.input, article=article, sentences=spans, answers=Answers(), key_sentences=(0,),
        figures=figures, claims=(), entities=(), timexes=times, timeline=entries, open=(),
        doubts=() if source.published else (Doubt("undated", "No publication date found."),),
    )  # fmt: skip

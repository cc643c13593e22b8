"""One article from its source to its report: the whole way of the data, in order."""

from dataclasses import replace
from datetime import date
from functools import partial

from spacy.language import Language

from bot.news.article import Doubt, Reading, Source
from bot.news.article.read import read_source
from bot.news.document import Document
from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from bot.news.facts import Answers
from bot.news.facts.find import find_facts
from bot.news.report.report import Report
from bot.news.timeline.doubts.find import find_doubts
from bot.news.timeline.draw import draw_timeline
from bot.news.timex import Resolution
from bot.news.timex.either import widened
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

LONGEST = 300_000
"""Code points of a text that are analysed: some 45,000 words, 15 s of one core. A page of a million took over a minute,
and everything posted behind it waited."""


def read_article(source: Source, *, today: date, nlp: Language) -> Report:
    """The report of one source; raises Unreadable when it holds no article.

    `today` bounds the publication date that a page may claim. Of a text that is not English only headline, outlet and
    date are read.
    """
    reading = _bounded(read_source(source, today=today))
    if reading.article.language not in {None, "en"}:
        return _unread(source, reading)
    doc = parse(nlp, reading.article.text, cuts=[place for span in reading.aside for place in span])
    return _report(source, reading, analyse(doc, aside=reading.aside))


def _bounded(reading: Reading) -> Reading:
    """The reading with no more text than is analysed, and a doubt that says so."""
    if len(reading.article.text) <= LONGEST:
        return reading
    doubt = Doubt("partial", f"Only the first {LONGEST:,} characters were read; facts may be incomplete.")
    article = replace(reading.article, text=reading.article.text[:LONGEST])
    aside = tuple(span for span in reading.aside if span[1] <= LONGEST)
    return replace(reading, article=article, aside=aside, doubts=(*reading.doubts, doubt))


def _unread(source: Source, reading: Reading) -> Report:
    return Report(
        version=1, input=source.input, article=reading.article, sentences=(), answers=Answers(), key_sentences=(),
        figures=(), claims=(), entities=(), timexes=(), timeline=(), open=(), doubts=reading.doubts,
    )  # fmt: skip


def _report(source: Source, reading: Reading, document: Document) -> Report:
    times = _times(reading, document)
    facts, doubts = find_facts(reading, document, times)
    timeline = draw_timeline(reading, document, times)
    return Report(
        version=1,
        input=source.input,
        article=reading.article,
        sentences=tuple((sentence.start, sentence.end) for sentence in document.sentences),
        answers=facts.answers,
        key_sentences=facts.key_sentences,
        figures=facts.figures,
        claims=facts.claims,
        entities=facts.entities,
        timexes=tuple(time.timex for time in times),
        timeline=timeline.entries,
        open=timeline.open,
        doubts=(*reading.doubts, *doubts, *find_doubts(reading, document, times)),
        unsure=facts.unsure,
    )


def _times(reading: Reading, document: Document) -> tuple[Resolution, ...]:
    """The times of the text, counted from its day, or from both where it may be one of two."""
    read = partial(read_times, document, grammar=load_grammar(), country=reading.country)
    if reading.article.either is None:
        return read(dct=reading.dct)
    days = [date.fromisoformat(day) for day in reading.article.either]
    return widened(read(dct=days[0]), read(dct=days[1]), days)

"""What a window of time brought -> the contents of its digest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.news.digest.contents import Brought, Coming, Contents, New, Point, heading, publishers
from bot.news.digest.digest import Run
from bot.news.facts import Figure
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timeline.days import days

POINTS = 3
"""Rows of a story: what fits a phone's screen beside the other stories."""
_LATE = timedelta(minutes=2)
"""Ticks come twice a minute; what is later than a few of them was kept waiting, and says so."""


def compose(articles: Sequence[Brought], run: Run, *, zone: str, next_due: datetime | None, now: datetime) -> Contents:
    """The contents of the digest of `run`; `articles` are those that its window brought, in any order.

    Articles count for the window in which the channel first brought them, so nothing comes twice.
    """
    local = ZoneInfo(zone)
    today = run.until.astimezone(local).date()
    stories = _by_story(articles)
    return Contents(
        since=run.since.astimezone(local),
        until=run.until.astimezone(local),
        due=run.due.astimezone(local),
        late=now - run.due > _LATE,
        zone=zone,
        next_due=next_due.astimezone(local) if next_due else None,
        articles=len(articles),
        stories=len(stories),
        sources=_count_sources(articles),
        new=tuple(_new(story, today) for story in stories),
        coming=_coming(articles, today),
    )


def _by_story(articles: Sequence[Brought]) -> list[list[Brought]]:
    """The articles of each story, earliest first; stories of most sources first, then the latest."""
    stories: dict[tuple[str, int], list[Brought]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        story = ("article", article.id) if article.story is None else ("story", article.story)
        stories.setdefault(story, []).append(article)
    return sorted(stories.values(), key=lambda story: (-_count_sources(story), -len(story), -story[-1].id))


def _count_sources(articles: Iterable[Brought]) -> int:
    return len({article.source or article.id for article in articles})


def _new(story: Sequence[Brought], today: date) -> New:
    report = story[0].report
    language = report.article.language
    return New(
        ids=tuple(article.id for article in story),
        shorts=tuple(article.short for article in story),
        title=heading(report),
        url=report.article.url,
        publishers=publishers([article.report for article in story]),
        points=_points(report, today),
        doubts=report.doubts,
        unread=language if any(doubt.kind == "language" for doubt in report.doubts) else None,
        sources=_count_sources(story),
    )


def _points(report: Report, today: date) -> tuple[Point, ...]:
    """The sentences that tell most: key sentences first, then the latest core events; shown by date."""
    ahead = {entry.sentence for entry in report.timeline if _is_coming(entry, today)}
    entries = _core_entries(report, ahead)
    figures = _key_figures(report, ahead)
    told = sorted(entries.keys() | figures.keys(), key=lambda number: _rank(report, number, entries.get(number)))
    if not told:
        told = [number for number in report.key_sentences if number not in ahead][:1]
    shown = sorted(told[:POINTS], key=lambda number: (_first_day(entries.get(number)) or date.max, number))
    return tuple(
        Point(" ".join(report.sentence(number).split()), entries.get(number), figures.get(number, ()))
        for number in shown
    )


def _core_entries(report: Report, ahead: set[int]) -> dict[int, Entry]:
    """By sentence, its latest entry that is core of the story and not still ahead."""
    core = (entry for entry in report.timeline if entry.importance == 1 and entry.sentence not in ahead)
    return {entry.sentence: entry for entry in sorted(core, key=lambda entry: _first_day(entry) or date.min)}


def _key_figures(report: Report, ahead: set[int]) -> dict[int, tuple[Figure, ...]]:
    """By key sentence, its figures that say what they count."""
    found: dict[int, tuple[Figure, ...]] = {}
    for figure in report.figures:
        told = figure.sentence in report.key_sentences and figure.sentence not in ahead
        if told and (figure.noun or figure.unit):
            found[figure.sentence] = (*found.get(figure.sentence, ()), figure)
    return found


def _rank(report: Report, number: int, entry: Entry | None) -> tuple[int, int, int]:
    key = report.key_sentences.index(number) if number in report.key_sentences else len(report.key_sentences)
    first = _first_day(entry)
    return key, -first.toordinal() if first else 0, number


def _coming(articles: Iterable[Brought], today: date) -> tuple[Coming, ...]:
    """Planned events that are not over, by date; one that several articles tell alike is told once."""
    found: dict[tuple[str, str, str], Coming] = {}
    for article in sorted(articles, key=lambda article: article.id):
        report = article.report
        for entry in report.timeline:
            key = (entry.start, entry.end, " ".join(entry.event.casefold().split()))
            if _is_coming(entry, today) and key not in found:
                where = (heading(report), report.article.url, report.article.publisher)
                found[key] = Coming(entry, article.id, article.short, *where)
    return tuple(sorted(found.values(), key=lambda coming: (days(coming.entry) or (date.max, date.max), coming.id)))


def _is_coming(entry: Entry, today: date) -> bool:
    span = days(entry)
    return entry.status == "planned" and span is not None and span[1] >= today


def _first_day(entry: Entry | None) -> date | None:
    span = days(entry) if entry else None
    return span[0] if span else None

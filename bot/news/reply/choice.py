"""What a card says: facts and entries with their sentences; minor ones and background are left out first."""

from dataclasses import dataclass

from bot.news.reply.attribution import note_entry, timex_span
from bot.news.reply.card import Row
from bot.news.reply.dates import show_date
from bot.news.reply.key_facts import Shown, choose_facts
from bot.news.reply.text import clean, clip_clause
from bot.news.report import Report
from bot.news.timeline import Entry

ENTRIES, LINES = 5, 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a report its card shows."""

    facts: tuple[Shown, ...]
    timeline: tuple[Shown, ...]


def choose(report: Report, *, doubts: int) -> Choice:
    """At most 4 facts and 5 entries that fit 12 lines beside headline, subtitle, footer and the doubts."""
    entries = rank_entries(report)[:ENTRIES]
    facts = choose_facts(report, entries)
    room = LINES - 3 - doubts
    while len(facts) + len(entries) > room:
        if len(facts) > 2 and len(facts) >= len(entries) - 1:
            facts = facts[:-1]
        else:
            entries = entries[:-1]
    rows = (Shown(show_entry(report, entry), entry.sentence) for entry in sort_entries(entries))
    return Choice(tuple(facts), tuple(rows))


def rank_entries(report: Report) -> list[Entry]:
    """Entries by what a short card must keep: a date not yet there, the core of the story, its key sentences.

    Of one sentence a single date goes before a span: 'forced out in December 2016, following a four year battle'.
    """
    seen: set[tuple[str, str]] = set()
    ranked: list[tuple[tuple[bool, int, bool, int, bool], Entry]] = []
    for entry in sorted(report.timeline, key=lambda entry: (entry.importance, entry.sentence)):
        again = (entry.start, entry.end) in seen
        seen.add((entry.start, entry.end))
        minor = entry.sentence not in report.key_sentences
        rank = (again, entry.importance, minor, entry.sentence, entry.start != entry.end)
        ranked.append((rank, entry))
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def sort_entries(entries: list[Entry] | tuple[Entry, ...]) -> list[Entry]:
    """Oldest first; a span of time stands before the days within it."""
    return sorted(entries, key=lambda entry: (entry.start, entry.sentence))


def show_entry(report: Report, entry: Entry) -> Row:
    """The date, a few words of what happened, and whether it is planned, alleged or somebody's word."""
    date = show_date(entry.start, entry.end, entry.precision)
    return Row(date, _show_event(report, entry), note_entry(report, entry))


def _show_event(report: Report, entry: Entry, width: int = 110) -> str:
    """The event's words with those that date it: where these were cut or stand beside it, the sentence around them."""
    words = clip_clause(entry.event, width)
    timex = timex_span(report, entry)
    first, last = report.sentences[entry.sentence]
    if timex is None or not first <= timex[0] < timex[1] <= last:
        return words
    dated = clean(report.article.text[timex[0] : timex[1]])
    return words if dated in words else excerpt(report, *timex, entry.sentence, width)


def excerpt(report: Report, start: int, end: int, sentence: int, width: int = 100) -> str:
    """The words of a sentence around a span, cut at word ends, '…' where something is left out."""
    first, last = report.sentences[sentence]
    text = report.article.text
    left = max(first, min(start - (width - (end - start)) // 2, last - width))
    right = min(last, left + width)
    while first < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < last and not text[right].isspace():
        right -= 1
    words = clean(text[left:right]).lstrip("-–— ")
    return f"{'…' if left > first else ''}{words}{'…' if right < last else ''}"

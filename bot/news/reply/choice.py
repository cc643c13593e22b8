"""What a card says: facts and entries with their sentences; minor ones and background are left out first."""

from dataclasses import dataclass

from bot.news.article import Span
from bot.news.facts import Answer
from bot.news.reply.attribution import find_event, name_source, note_entry, show_claim, timex_span
from bot.news.reply.card import Row
from bot.news.reply.dates import show_date
from bot.news.reply.figures import Count, count_up, show_origin
from bot.news.reply.text import clean, clip, clip_clause
from bot.news.report import Report
from bot.news.timeline import Entry

FACTS, ENTRIES, LINES = 4, 5, 12
WHO_TO_WHAT = 60
"""Code points between who and what that may stand on the card as they are; an aside longer than that hides the verb."""


WHAT = "In short"
"""Stands before what happened where nobody who did it can be named apart."""
ARTICLES = frozenset({"", "the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the card and the sentence that it rests on; `span` is what of the article the row repeats whole."""

    row: Row
    sentence: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a report its card shows."""

    facts: tuple[Shown, ...]
    timeline: tuple[Shown, ...]


def choose(report: Report, *, doubts: int) -> Choice:
    """At most 4 facts and 5 entries that fit 12 lines beside headline, subtitle, footer and the doubts."""
    facts, entries = choose_facts(report), rank_entries(report)[:ENTRIES]
    room = LINES - 3 - doubts
    while len(facts) + len(entries) > room:
        if len(facts) > 2 and len(facts) >= len(entries) - 1:
            facts = facts[:-1]
        else:
            entries = entries[:-1]
    rows = (Shown(show_entry(report, entry), entry.sentence) for entry in sort_entries(entries))
    return Choice(tuple(facts), tuple(rows))


def choose_facts(report: Report) -> list[Shown]:
    """Who did what; then figures; then what somebody says. The most important first."""
    lead = _lead(report)
    first = [lead] if lead else []
    top = [count for count in count_up(report) if not _is_said(count, lead)][:FACTS]
    counts = [_show_count(report, count) for count in top]
    shown = {fact.sentence for fact in (*first, *counts[:2])}
    claims = [claim for claim in _claims(report) if claim.sentence not in shown]
    return [*first, *counts[:2], *claims[:1], *counts[2:], *claims[1:]][:FACTS]


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


def _lead(report: Report) -> Shown | None:
    """Who did what, as one verbatim stretch where the text has it so; else the first key sentence."""
    what = report.answers.what[0] if report.answers.what else None
    if what is None or not clean(what.text):
        return _lede(report)
    who = next((who for who in report.answers.who if who.sentence == what.sentence and clean(who.text)), None)
    span = (what.start, what.end)
    lead, text = WHAT, what.text
    if who and who.end <= what.end and what.start - who.end <= WHO_TO_WHAT and _begins(report, who, what):
        span = (min(who.start, what.start), what.end)
        lead, text = (report.article.text[start:end] for start, end in ((span[0], who.end), (who.end, what.end)))
    elif not _opens(report, what):
        return _lede(report)
    if not clean(text) or not clean(lead):
        return _lede(report)
    return Shown(Row(clip(lead, 60), clip(text, 120), _circumstances(report, span, what.sentence)), what.sentence, span)


def _begins(report: Report, who: Answer, what: Answer) -> bool:
    """Whether the stretch of both begins with who does it, but for an article, and so does the sentence.

    In 'the number of people killed when a coach left the road has risen' the coach has not risen.
    """
    article = report.article.text[what.start : who.start].strip().casefold() in ARTICLES
    return article and _opens(report, who)


def _opens(report: Report, answer: Answer) -> bool:
    """Whether the answer begins its sentence, an article and a dateline aside."""
    first, _ = report.sentences[answer.sentence]
    before = report.article.text[first : answer.start].rpartition("\u2014")[2].rpartition(" - ")[2]
    return before.strip().casefold() in ARTICLES


def _circumstances(report: Report, span: Span, sentence: int) -> str | None:
    """Where and when, as far as the stretch does not say it; who says it; whether it is planned or alleged."""
    said = report.article.text[span[0] : span[1]]
    where = [clip(answer.text, 60) for answer in report.answers.where[:1] if answer.text not in said]
    status = next((e.status for e in report.timeline if e.sentence == sentence and e.status != "happened"), None)
    source = name_source(report, sentence, span)
    return " · ".join(part for part in (status, source, *where, _show_when(report, span, sentence)) if part) or None


def _show_when(report: Report, span: Span, sentence: int) -> str:
    """The one date that the timeline has for what the stretch tells, by words in it or in the same event; '' otherwise.

    The answer to 'when' is not enough: its day may be the first of a whole year, or that of another event.
    """
    entries = [entry for entry in report.timeline if entry.sentence == sentence and entry.timex is not None]
    within = [entry for entry in entries if _overlaps(timex_span(report, entry), span)]
    about = within or [entry for entry in entries if _overlaps(find_event(report, entry), span)]
    days = {show_date(entry.start, entry.end, entry.precision) for entry in about}
    return days.pop() if len(days) == 1 else ""


def _overlaps(one: Span | None, two: Span) -> bool:
    return one is not None and one[0] < two[1] and two[0] < one[1]


def _lede(report: Report) -> Shown | None:
    number = next((n for n in report.key_sentences if clean(report.sentence(n))), None)
    if number is None:
        return None
    return Shown(Row(WHAT, clip(report.sentence(number), 160), name_source(report, number, None)), number)


def _show_count(report: Report, count: Count) -> Shown:
    """Whose fate is told needs no more than its source; any other figure stands with the words around it."""
    figure, origin = count.shown[0], show_origin(report, count.shown[0])
    source = None if figure.source else name_source(report, figure.sentence, (figure.start, figure.end))
    if count.told and origin:
        return Shown(Row(clip(count.lead, 80) + ":", clip(origin, 110), source), count.sentence)
    around = excerpt(report, figure.start, figure.end, figure.sentence)
    return Shown(Row(clip(count.lead, 80), around, source or clip(origin, 80) or None), count.sentence)


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


def _is_said(count: Count, lead: Shown | None) -> bool:
    """Whether the row of who did what holds these figures already."""
    if lead is None or lead.span is None:
        return False
    first, last = lead.span
    return all(first <= figure.start and figure.end <= last for figure in count.shown)


def _claims(report: Report) -> list[Shown]:
    """Statements of somebody, those of key sentences first; one a source, so that a card hears more than one side.

    What is only alleged or reported has no speaker to show beside it, and stands with the other facts.
    """
    spoken = (claim for claim in report.claims if claim.stance != "hedged")
    ranked = sorted(spoken, key=lambda claim: (claim.sentence not in report.key_sentences, claim.start))
    first = {clean(claim.source): claim for claim in reversed(ranked)}
    shown = []
    for claim in ranked:
        words = show_claim(report, claim, 120)
        if words and first[clean(claim.source)] is claim:
            kind = "denial" if claim.stance == "denies" else "quote" if claim.kind == "quote" else "statement"
            shown.append(Shown(Row((clip(claim.source, 60) or "a source") + ":", words, kind), claim.sentence))
    return shown

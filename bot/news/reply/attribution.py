"""Who says it: what stands inside somebody's statement is never shown without that somebody."""

from bot.news.article import Span
from bot.news.facts import Claim
from bot.news.reply.text import clean, clip
from bot.news.report import Report
from bot.news.timeline import GAP, Entry, Open

SAID = {"says": "according to {}", "denies": "denied by {}", "hedged": "unconfirmed: {}"}

MARKS = '“”„«»"'


def name_source(report: Report, sentence: int, span: Span | None) -> str | None:
    """'according to Syria’s Civil Defense' for a span inside a claim; without a span, for any claim of the sentence.

    A denial is only put beside what lies wholly within it: a conviction in the same sentence is not denied.
    """
    claims = [claim for claim in report.claims if claim.sentence == sentence]
    held = [claim for claim in claims if _bears_on(claim, span)]
    return show_source(report, held[0]) if held else None


def _bears_on(claim: Claim, span: Span | None) -> bool:
    if claim.stance == "denies":
        return span is not None and claim.start <= span[0] and span[1] <= claim.end
    return span is None or (claim.start < span[1] and span[0] < claim.end)


def show_source(report: Report, claim: Claim) -> str:
    """How a claim is passed on, with the source clipped to a name's length."""
    source = clip(claim.source, 60) or "a source"
    if _is_capital_by_place(report, claim):
        source = source[0].lower() + source[1:]
    return SAID[claim.stance].format(source)


def _is_capital_by_place(report: Report, claim: Claim) -> bool:
    """Whether the source has its capital for beginning a sentence ('Prosecutors said'), not for being a name."""
    begins = claim.source_start == report.sentences[claim.sentence][0]
    names = any(entity.start == claim.source_start for entity in report.entities)
    first = claim.source.split(" ", 1)[0]
    return begins and not names and first[:1].isupper() and first[1:].islower()


def find_event(report: Report, entry: Entry | Open) -> Span | None:
    """Where the entry's words stand in its sentence, those behind a gap where it has one; None when they do not."""
    first, last = report.sentences[entry.sentence]
    words = entry.event.rpartition(GAP)[2]
    start = report.article.text.find(words, first, last) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def timex_span(report: Report, entry: Entry) -> Span | None:
    """Where the words stand that date the entry; None when its date is only implied."""
    if entry.timex is None:
        return None
    timex = report.timexes[entry.timex]
    return timex.start, timex.end


def note_entry(report: Report, entry: Entry) -> str | None:
    """'planned', 'alleged', who says so, that a day is only the article's; None for what it states as happened then."""
    source = name_source(report, entry.sentence, find_event(report, entry))
    if source is None and (timex := timex_span(report, entry)):
        source = name_source(report, entry.sentence, timex)
    status = "" if entry.status == "happened" else entry.status
    implied = "day of publication" if entry.basis == "implied" else None
    return " · ".join(part for part in (status, source, implied) if part) or None


def show_claim(report: Report, claim: Claim, width: int) -> str:
    """The words that are claimed, a quotation marked as one even where it is cut."""
    words = clean(report.article.text[claim.start : claim.end])
    if claim.kind == "reported" or not words:
        return clip(words, width)
    return f"“{clip(words.strip(MARKS), width - 2)}”"

"""The card's facts: the lede, then figures, key sentences and statements, none told twice and none out of context."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.news.article import Span
from bot.news.facts import Claim, Figure
from bot.news.facts.fit import is_fit, is_readable, is_whole, joins_on
from bot.news.facts.likeness import content, is_same
from bot.news.reply.attribution import find_event, name_source, show_claim, show_source, timex_span
from bot.news.reply.card import Row
from bot.news.reply.dates import show_date
from bot.news.reply.figures import Count, count_up, show_figure, show_origin
from bot.news.reply.text import clean, clip, clip_sentence, tells
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timex import Timex

FACTS = 4
WHAT, MORE = "In short", "Also"
"""Stand before a sentence that is shown as it is: the lede, and any other."""
WHO = 60
"""Code points of who did it, set apart before what was done."""
WIDTH, WIDEST = 190, 260
"""Code points of a sentence: it is cut at the end of a clause before the first, shown whole up to the second."""
CLAIMED = 200
"""Code points of a statement; a longer one stands on no card."""
DATED = 3
"""Words of a time whose calendar day is shown beside it; 'ten days before the feast' dates the feast."""
_NAMED_DAY = re.compile(
    r"day\b|tomorrow|tonight|\b(?:this|last|next)\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)
BIG = 10
"""A smaller plain count ('two things', 'three games') is no headline of its own."""
LED = 2
"""Figures that stand before their sentence."""
_DASH = re.compile(r"[\s—–:|.-]*(?:\([^()\n]{2,40}\))?[\s—–:|-]*")
_VERB_AHEAD = re.compile(
    r"(?:'s|’s)?\s+(?!(?:of|and|or|in|for|from|to|at|on|with|who|whose|which|that|the|a|an|by)\b)\w"
)
"""What follows a name that does something: no comma, no 'of', no 'and'."""
_CLAUSE = re.compile(
    r"(?!(?:am|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|not|to|"
    r"of|by|for|with|in an?|adding|saying|and|or|as|well)\b)\W?\w",
    re.IGNORECASE,
)
"""A statement that stands for itself does not begin with its verb: 'will coach the team'."""
_NOBODY = re.compile(r"(?:he|she|they|it|we|i|you|who|one|some|others?|this|that|these|those|a source)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the card and the sentence that it rests on; `span` is what of the article the row repeats whole."""

    row: Row
    sentence: int
    span: Span | None = None


def choose_facts(report: Report, entries: Iterable[Entry] = ()) -> list[Shown]:
    """At most four facts, the most important first; `entries` are those that the card's timeline tells.

    The lede; people hurt; the key sentences; then further figures and statements. A row whose sentence, words or
    figures stand there already is left out, and so is what the timeline tells in the same words.
    """
    told = {entry.sentence: content(entry.event) for entry in entries}
    lead = _lead(report)
    chosen: list[Shown] = [lead] if lead else []
    for shown in _candidates(report):
        if len(chosen) == FACTS:
            break
        if not _is_told(report, shown, chosen) and not _stands_below(report, shown, told):
            chosen.append(shown)
    return chosen


def _candidates(report: Report) -> Iterator[Shown]:
    counts = [count for count in count_up(report) if _may_stand(report, count.sentence)]
    hurt = [shown for count in counts if count.told and (shown := _show_count(report, count))][:1]
    yield from hurt
    second = next((count for count in counts if count.told and (not hurt or count.sentence != hurt[0].sentence)), None)
    if second is not None and (shown := _show_count(report, second, alone=True)):
        yield shown
    denied = (claim.sentence for claim in report.claims if claim.stance == "denies" and not _is_nobody(claim.source))
    yield from [shown for number in denied if (shown := _show_sentence(report, number))][:1]
    for number in report.key_sentences:
        of_it = (count for count in counts if count.sentence == number)
        found = (shown for count in of_it if (shown := _show_count(report, count, alone=True)))
        if shown := next(found, None) or _show_sentence(report, number):
            yield shown
    yield from _claims(report)
    yield from (shown for count in counts if not count.told and (shown := _show_count(report, count)))


def _is_told(report: Report, shown: Shown, chosen: Iterable[Shown]) -> bool:
    """Whether a row that stands already rests on the same sentence, or tells the same."""
    words = content(_said(report, shown))
    others = list(chosen)
    if any(other.sentence == shown.sentence for other in others):
        return True
    if any(is_same(words, content(_said(report, other))) for other in others):
        return True
    title = content(report.article.title or "")
    return bool(words) and words <= title


def _said(report: Report, shown: Shown) -> str:
    return report.article.text[slice(*shown.span)] if shown.span else f"{shown.row.lead} {shown.row.text}"


def _stands_below(report: Report, shown: Shown, told: dict[int, frozenset[str]]) -> bool:
    """Whether the timeline's line of the same sentence holds all that the row tells."""
    words = content(_said(report, shown))
    return bool(words) and words <= told.get(shown.sentence, frozenset())


def _lead(report: Report) -> Shown | None:
    """The lede from behind its dateline: who does it set apart where the sentence begins with that."""
    number = next((n for n in report.key_sentences if clean(report.sentence(n))), None)
    if number is None:
        return None
    span = _shown_span(report, number) or _clipped(report, number)
    who = next((a for a in report.answers.who if a.sentence == number and _opens(report, span, a.start, a.end)), None)
    text = report.article.text
    lead, said = (WHAT, text[slice(*span)]) if who is None else (text[span[0] : who.end], text[who.end : span[1]])
    note = _note(report, span, number)
    return Shown(Row(clean(lead), _marked(report, clean(said), span, number), note), number, span)


def _opens(report: Report, span: Span, start: int, end: int) -> bool:
    """Whether an answer opens the sentence, its article aside, and a verb follows it."""
    text = report.article.text
    before, after = text[span[0] : start].strip().casefold(), text[end : span[1]]
    named = clean(text[span[0] : end])
    return before in {"", "the", "a", "an"} and 0 < len(named) <= WHO and _VERB_AHEAD.match(after) is not None


def _show_sentence(report: Report, number: int) -> Shown | None:
    """A key sentence as it is, who says it named where the cut took that away."""
    span = _shown_span(report, number)
    if span is None or not _may_stand(report, number):
        return None
    text = _marked(report, clean(report.article.text[slice(*span)]), span, number)
    return Shown(Row(MORE, text, _note(report, span, number)), number, span)


def _show_count(report: Report, count: Count, *, alone: bool = False) -> Shown | None:
    """Whose fate a key sentence tells needs no more than its source; any other figure stands in its sentence.

    `alone` asks for the sentence too: of a second toll nobody could tell whose it is.
    """
    figure, origin = count.shown[0], show_origin(report, count.shown[0])
    key = count.sentence in report.key_sentences or not report.key_sentences
    source = None if figure.source else name_source(report, count.sentence, (figure.start, figure.end))
    if count.told and origin and key and not alone:
        return Shown(Row(clip(count.lead, 80) + ":", clip(origin, 110), source), count.sentence)
    span = _shown_span(report, count.sentence)
    if span is None:
        return None
    shown = [one for one in count.shown if _matters(one, told=count.told) and _holds(span, one)][:LED]
    if not shown:
        return None
    text = _marked(report, clean(report.article.text[slice(*span)]), span, count.sentence)
    lead = ", ".join(dict.fromkeys(show_figure(report, one, brief=True) for one in shown))
    return Shown(Row(clip(lead, 80), text, source or clip(origin, 80) or None), count.sentence, span)


def _matters(figure: Figure, *, told: bool) -> bool:
    """Whether a figure may stand before its sentence: it says what it counts, and is no small count of things."""
    return told or figure.unit is not None or (bool(figure.noun) and abs(figure.value) >= BIG)


def _holds(span: Span, figure: Figure) -> bool:
    return span[0] <= figure.start and figure.end <= span[1]


def _may_stand(report: Report, number: int) -> bool:
    """Whether a sentence, from behind a dateline, is a whole statement; key sentences were judged with their parse."""
    if number in report.key_sentences:
        return True
    start, end = _story_span(report, number)
    said = report.article.text[start:end]
    return is_fit(said) and tells(said) and not joins_on(clean(said))


def _is_nobody(source: str) -> bool:
    return _NOBODY.fullmatch(clean(source)) is not None


def _claims(report: Report) -> Iterator[Shown]:
    """Statements of somebody who is named, those of key sentences first; one a source, that more than one be heard.

    What is only alleged or reported has no speaker to show beside it, and a fragment or what points back says nothing.
    """
    spoken = (claim for claim in report.claims if claim.stance != "hedged")
    heard: set[str] = set()
    for claim in sorted(spoken, key=lambda claim: (claim.sentence not in report.key_sentences, claim.start)):
        source = clip(claim.source, WHO)
        words = clean(report.article.text[claim.start : claim.end])
        if not source or source in heard or _is_nobody(source) or not _is_statement(claim, words):
            continue
        if not is_readable(f"{source} {words}") or not is_readable(report.sentence(claim.sentence)):
            continue
        heard.add(source)
        kind = "denial" if claim.stance == "denies" else "quote" if claim.kind == "quote" else "statement"
        yield Shown(Row(f"{source}:", show_claim(report, claim, CLAIMED), kind), claim.sentence)


def _is_statement(claim: Claim, words: str) -> bool:
    """Whether the words, without the sentence around them, are a whole statement about something that they name."""
    words = words.strip("“”\"' ")
    begins = words[:1].isupper() or words[:1].isdigit() or claim.kind == "reported"
    whole = (
        begins
        and "..." not in words
        and len(words) <= CLAIMED
        and len(words.split()) >= 4
        and is_whole(words)
        and words.count('"') % 2 == 0
    )
    return whole and _CLAUSE.match(words) is not None and not joins_on(words) and not words.endswith("?")


def _story_span(report: Report, number: int) -> Span:
    """A sentence from behind the article's dateline on."""
    first, last = report.sentences[number]
    text, dateline = report.article.text, report.article.dateline
    if dateline and text.startswith(dateline, first):
        behind = _DASH.match(text, first + len(dateline), last)
        first = behind.end() if behind and behind.end() < last else first
    return first, last


def _shown_span(report: Report, number: int) -> Span | None:
    """What of a sentence a row holds: all, or up to the end of a clause; None where it is too long and has none."""
    first, last = _story_span(report, number)
    text = report.article.text[first:last]
    if len(text) <= WIDTH:
        return first, last
    end = clip_sentence(text, WIDTH) or (len(text) if len(text) <= WIDEST else clip_sentence(text, WIDEST))
    return (first, first + end) if end else None


def _clipped(report: Report, number: int) -> Span:
    """As much of a long sentence without clauses as a row holds, to the end of a word."""
    first, last = _story_span(report, number)
    words = report.article.text[first : min(last, first + WIDTH)]
    return first, first + (len(words.rpartition(" ")[0]) or len(words))


def _marked(report: Report, words: str, span: Span, number: int) -> str:
    """The words with '…' where the sentence goes on."""
    rest = report.article.text[span[1] : report.sentences[number][1]]
    return words.rstrip(" ,;:–—-") + "…" if clean(rest) else words


def _note(report: Report, span: Span, number: int) -> str | None:
    """Whether it is alleged, who says it and when, as far as the words shown do not say it."""
    parts = (_status(report, number), _source(report, span, number), _show_when(report, span, number))
    return " · ".join(part for part in parts if part) or None


def _status(report: Report, number: int) -> str | None:
    """'alleged' where that holds for all that the sentence dates; what is planned its own words say."""
    found = {entry.status for entry in report.timeline if entry.sentence == number}
    return "alleged" if found == {"alleged"} else None


def _source(report: Report, span: Span, number: int) -> str | None:
    """Who says it, unless the words shown name that source themselves."""
    claims = [
        claim for claim in report.claims if claim.sentence == number and _overlaps((claim.start, claim.end), span)
    ]
    outside = [claim for claim in claims if not (span[0] <= claim.source_start and claim.source_end <= span[1])]
    return show_source(report, outside[0]) if outside and len(outside) == len(claims) else None


def _show_when(report: Report, span: Span, sentence: int) -> str:
    """The one day or time that the words shown name without its year; '' where they name none or more than one.

    The answer to 'when' is not enough: its day may be the first of a whole year, or that of another event.
    """
    entries = [entry for entry in report.timeline if entry.sentence == sentence and entry.timex is not None]
    within = [entry for entry in entries if _overlaps(timex_span(report, entry), span)]
    about = within or [entry for entry in entries if _overlaps(find_event(report, entry), span)]
    days = {show_date(entry.start, entry.end, entry.precision) for entry in about if _is_plain(report, entry)}
    named = sum(timex.type in {"DATE", "TIME"} and _within(timex, span) for timex in report.timexes)
    return days.pop() if len(days) == 1 and named < 2 else ""


def _is_plain(report: Report, entry: Entry) -> bool:
    """Whether the words that date it are a day or a time by name, without its year: 'on Tuesday', 'last week'."""
    words = timex_span(report, entry)
    if words is None:
        return False
    said = report.article.text[slice(*words)]
    return entry.start[:4] not in said and len(said.split()) <= DATED and _NAMED_DAY.search(said) is not None


def _within(timex: Timex, span: Span) -> bool:
    return span[0] <= timex.start < span[1]


def _overlaps(one: Span | None, two: Span) -> bool:
    return one is not None and one[0] < two[1] and two[0] < one[1]

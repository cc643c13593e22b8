"""The longer texts about one article or one channel: the timeline with its reasons, sentences, facts."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from bot.news.article import Doubt
from bot.news.facts import Answer, Claim, Figure
from bot.news.reply.attribution import find_event, name_source, note_entry, show_claim, show_source
from bot.news.reply.card import Row, Section, Sheet
from bot.news.reply.cards import choose_shown, show_doubts, show_subtitle, show_title
from bot.news.reply.choice import sort_entries
from bot.news.reply.dates import show_date
from bot.news.reply.figures import show_figure
from bot.news.reply.key_facts import MORE, WHAT, Shown
from bot.news.reply.text import clean, clip, quote
from bot.news.report import Report
from bot.news.timeline import Entry, Open

UNSURE = {"unconfirmed": "unconfirmed", "unattributed": "no source named"}
QUESTIONS = ("who", "what", "when", "where", "why", "how")


class Told(Protocol):
    """An entry with the article that tells it, as the archive hands it over."""

    @property
    def entry(self) -> Entry: ...

    @property
    def short(self) -> str:
        """The article's id, as people see it."""
        ...

    @property
    def publisher(self) -> str | None: ...

    @property
    def source(self) -> int:
        """The article whose text that one has: copies are one source."""
        ...


def compose_article_timeline(report: Report) -> Sheet:
    """Every entry with how its date was found, and what stays open with why."""
    entries = tuple(_reasoned(report, entry) for entry in sort_entries(report.timeline))
    left = tuple(_left_open(report, event) for event in report.open)
    doubts = tuple(Row("doubt", clip(doubt.says, 300)) for doubt in report.doubts if clean(doubt.says))
    sections = _sections(("Timeline", entries), ("Not dated", left), ("Doubts", doubts))
    return _sheet(report, sections, "No dated event was found in this text.")


def compose_sentences(report: Report) -> Sheet:
    """Each fact, entry and doubt of the card with the sentences it rests on, quoted as they stand in the article."""
    chosen = choose_shown(report)
    sections = _sections(
        ("Key facts", tuple(_with_sentence(report, fact) for fact in chosen.facts)),
        ("Timeline", tuple(_with_sentence(report, entry) for entry in chosen.timeline)),
        ("Doubts", tuple(row for doubt in report.doubts for row in _with_sentences(report, doubt))),
    )
    return _sheet(report, sections, "Nothing is stated about this text, so there is no sentence to show.")


def compose_facts(report: Report) -> Sheet:
    """All answers, figures and claims, each with its sentence, and what the text itself leaves open."""
    asked = {name: getattr(report.answers, name)[:1] for name in QUESTIONS}
    answers = tuple(_show_answer(report, name, answer) for name, found in asked.items() for answer in found)
    figures = tuple(_counted(report, figure) for figure in report.figures)
    claims = tuple(_claimed(report, claim) for claim in report.claims)
    unsure = tuple(Row(UNSURE[one.kind], _quoted(report, one.sentence)) for one in report.unsure)
    sections = _sections(
        ("Answers", answers), ("Figures", figures), ("Who says what", claims), ("Not confirmed", unsure)
    )
    return _sheet(report, sections, "No fact was found in this text.")


def compose_timeline(told: Sequence[Told], *, title: str = "Timeline", intro: str = "", left_out: int = 0) -> Sheet:
    """The merged timeline of several articles by year, oldest first; the same entry told twice stands once, with both.

    `left_out` is the number of entries that were found and not handed over.
    """
    ordered = sorted(told, key=lambda one: (one.entry.start, one.entry.end))
    sections = tuple(
        Section(year, tuple(_merge(list(same)) for _, same in groupby(sorted(of_year, key=_same), key=_same)))
        for year, of_year in groupby(ordered, key=lambda one: one.entry.start[:4])
    )
    articles, sources = len({one.short for one in told}), len({one.source for one in told})
    copied = f" ({_number(sources, 'source', 'sources')})" if sources < articles else ""
    counted = f"{_number(len(told), 'entry', 'entries')} of {_number(articles, 'article', 'articles')}{copied}"
    footer = f"{counted} · {left_out} more left out: narrow it with since and until" if left_out else counted
    if not sections:
        return Sheet(clip(title, 200) or "Timeline", _join(intro, "No dated event is known here yet.") or "", ())
    return Sheet(clip(title, 200) or "Timeline", clip(intro, 300), sections, footer)


def _same(one: Told) -> tuple[str, str, str, str, str]:
    entry = one.entry
    return entry.start, entry.end, entry.precision, entry.status, clean(entry.event).casefold()


def _merge(same: list[Told]) -> Row:
    """One row for what several articles tell in the same words; the note says which, and if it is only planned."""
    entry = same[0].entry
    sources: dict[int, dict[str, None]] = {}
    for one in same:
        sources.setdefault(one.source, {})[_join(clip(one.publisher or "", 40), clip(one.short, 20)) or ""] = None
    status = None if entry.status == "happened" else entry.status
    note = _join(status, ", ".join(teller for source in sources.values() if (teller := _show_source(list(source)))))
    return Row(show_date(entry.start, entry.end, entry.precision), clip(entry.event, 160), note)


def _show_source(tellers: list[str]) -> str:
    """'AP · k7mn (also as 2 copies)' for one text that several articles have."""
    more = len(tellers) - 1
    return f"{tellers[0]} (also in {_number(more, 'copy', 'copies')})" if more else tellers[0]


def _reasoned(report: Report, entry: Entry) -> Row:
    date = show_date(entry.start, entry.end, entry.precision)
    return Row(date, clip(entry.event, 200), _join(note_entry(report, entry), clip(entry.because, 200)))


def _left_open(report: Report, event: Open) -> Row:
    source = name_source(report, event.sentence, find_event(report, event))
    return Row("not dated", clip(event.event, 200), _join(source, clip(event.because, 200)))


def _with_sentence(report: Report, shown: Shown) -> Row:
    lead = shown.row.lead.removesuffix(":")
    one_stretch = shown.span is not None and lead not in {WHAT, MORE}
    return Row(
        clip(f"{lead}{' ' if one_stretch else ': '}{shown.row.text}", 90),
        _quoted(report, shown.sentence),
        shown.row.note,
    )


def _with_sentences(report: Report, doubt: Doubt) -> Iterator[Row]:
    """The doubt with the first sentence it speaks of, then each further one in a row of its own."""
    lead = clip(doubt.says, 300)
    for sentence in dict.fromkeys(doubt.sentences) if lead else ():
        yield Row(lead, _quoted(report, sentence))
        lead = ""


def _show_answer(report: Report, name: str, answer: Answer) -> Row:
    source = name_source(report, answer.sentence, (answer.start, answer.end))
    return Row(name.capitalize(), clip(answer.text, 200), _join(source, _quoted(report, answer.sentence)))


def _counted(report: Report, figure: Figure) -> Row:
    source = clip(f"according to {figure.source}", 80) if figure.source else ""
    return Row(show_figure(report, figure), source, _quoted(report, figure.sentence))


def _claimed(report: Report, claim: Claim) -> Row:
    return Row(show_source(report, claim), show_claim(report, claim, 400), _quoted(report, claim.sentence))


def _quoted(report: Report, sentence: int) -> str:
    return quote(report.sentence(sentence))


def _sections(*given: tuple[str, tuple[Row, ...]]) -> tuple[Section, ...]:
    return tuple(Section(heading, rows) for heading, rows in given if rows)


def _sheet(report: Report, sections: tuple[Section, ...], otherwise: str) -> Sheet:
    """A sheet about one article; a text in a language that is not read says so instead of `otherwise`."""
    doubts = show_doubts(report)
    said = () if sections else doubts or (otherwise,)
    intro = " · ".join([show_subtitle(report.article), *said])
    return Sheet(show_title(report), intro, sections, tone="doubt" if doubts else "plain")


def _join(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

"""What must hold of every card and sheet, whatever a report holds."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.article import Article, Doubt
from bot.news.facts import Answer, Answers, Claim, Figure, When
from bot.news.reply import Answer as Said
from bot.news.reply import (
    Sheet,
    clean,
    compose_article_timeline,
    compose_card,
    compose_facts,
    compose_failure,
    compose_sentences,
    compose_timeline,
    count_lines,
    from_json,
    show_date,
    to_json,
)
from bot.news.report import Report
from bot.news.timeline import Entry, Open

WORDS = st.text(max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "\u200b",
        "\u202eevil",
        "@everyone",
        "**bold**",
        "[bold]x[/bold]",
        "a" * 400,
        "قال المسؤول",
        "four\nkilled",
        "\u3164",
    ]
)
ASKED = ("who", "what", "when", "where", "why", "how")
DAYS = st.dates(date(1, 1, 1)).map(date.isoformat)
PRECISIONS = st.sampled_from(["time", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(min_size=1, max_size=300))
    return Article(
        title=draw(st.none() | WORDS), url=draw(st.sampled_from([None, "https://www.example.org/a", "http://["])),
        publisher=draw(st.none() | WORDS), byline=None, dateline=None, copy_of=None,
        published=draw(st.none() | DAYS | st.just("2024-11-29T18:00:00+00:00")),
        either=draw(st.none() | st.tuples(DAYS, DAYS)), published_by=draw(st.none() | WORDS),
        published_from=draw(st.sampled_from(["given", "metadata", "dateline", "text", "url", "unknown"])),
        language=draw(st.none() | st.sampled_from(["en", "ar"])), words=len(text.split()), text=text,
    )  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report whose offsets and sentence numbers are in range; its strings may be anything."""
    article = draw(articles())
    size = len(article.text)
    cuts = sorted({0, size, *draw(st.lists(st.integers(0, size), max_size=6))})
    sentences = tuple(pairwise(cuts))
    number = st.integers(0, len(sentences) - 1)
    span = st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda pair: (min(pair), max(pair)))

    def many(values: st.SearchStrategy) -> tuple:
        return tuple(draw(st.lists(values, max_size=8)))

    answer = st.builds(lambda at, sentence, text: Answer(text, *at, sentence, 0.5), span, number, WORDS)
    when = st.builds(
        lambda at, sentence, text, day: When(text, *at, sentence, 0.5, day), span, number, WORDS, st.none() | DAYS
    )
    figure = st.builds(
        lambda value, upper, approx, unit, noun, what, source, at, sentence: Figure(
            value, upper, approx, unit, noun, at[0], at[1], what, source, None, None, *at, sentence
        ),
        st.floats(-1e15, 1e15), st.none() | st.floats(-1e6, 1e6), st.sampled_from(["exact", "about", "at least"]),
        st.none() | WORDS, st.none() | WORDS, st.none() | WORDS, st.none() | WORDS, span, number,
    )  # fmt: skip
    claim = st.builds(
        lambda source, kind, stance, at, sentence: Claim(source, 0, 1, kind, stance, *at, sentence),
        WORDS, st.sampled_from(["quote", "reported"]), st.sampled_from(["says", "denies", "hedged"]), span, number,
    )  # fmt: skip
    when_strings = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4]) | WORDS
    entry = st.builds(
        Entry, when_strings, when_strings, PRECISIONS, WORDS, number, st.none(), st.just("explicit"),
        WORDS, st.sampled_from(["happened", "planned", "alleged"]), st.sampled_from([1, 2]),
    )  # fmt: skip
    kinds = st.sampled_from(["dates", "figures", "source", "partial", "undated", "language"])
    doubt = st.builds(Doubt, kinds, WORDS, st.lists(number, max_size=3).map(tuple))
    return Report(
        version=1, input=draw(WORDS), article=article, sentences=sentences,
        answers=Answers(*(many(when if name == "when" else answer) for name in ASKED)), key_sentences=many(number),
        figures=many(figure), claims=many(claim), entities=(), timexes=(), timeline=many(entry),
        open=many(st.builds(Open, number, st.none(), WORDS, WORDS)), doubts=many(doubt),
    )  # fmt: skip


anything = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@anything
@given(reports(), st.none() | st.integers(-3, 10))
def test_a_card_never_exceeds_twelve_lines(report: Report, article: int | None) -> None:
    """12 lines, 4 facts, 5 entries, a title, and a lead on every row, of any report."""
    card = compose_card(report, article=article)
    assert count_lines(card) <= 12
    assert len(card.facts) <= 4
    assert len(card.timeline) <= 5
    assert card.title.strip()
    assert all(row.lead for row in (*card.facts, *card.timeline) if row.text)
    assert bool(card.buttons) <= (article is not None)
    assert from_json(to_json(Said(cards=(card,)))).cards == (card,)


@anything
@given(reports())
def test_sheets_are_made_of_any_report(report: Report) -> None:
    """Each sheet has a title, and no section without rows."""
    for sheet in (compose_article_timeline(report), compose_sentences(report), compose_facts(report)):
        assert isinstance(sheet, Sheet)
        assert sheet.title
        assert all(section.rows for section in sheet.sections)


@anything
@given(reports())
def test_the_sentences_of_a_card_are_verbatim(report: Report) -> None:
    """What 'Source sentences' quotes stands in the article, up to white space and invisible marks."""
    whole = clean(report.article.text)
    for section in compose_sentences(report).sections:
        for row in section.rows:
            bare = row.text.removeprefix("“").removesuffix("”")
            assert clean(bare) in whole or clean(row.text) in whole


@anything
@given(reports())
def test_nothing_that_is_shown_hides_marks(report: Report) -> None:
    """No control, direction or zero-width mark gets from an article into a card."""
    card = compose_card(report, article=None)
    texts = [card.title, card.subtitle, card.footer, *card.doubts]
    texts += [part for row in (*card.facts, *card.timeline) for part in (row.lead, row.text, row.note or "")]
    assert all(clean(text) == text for text in texts)


@anything
@given(st.text(), st.text())
def test_a_failure_always_says_something(what: str, says: str) -> None:
    """A failed input has a title and a sentence."""
    card = compose_failure(what, says)
    assert card.title
    assert card.doubts[0]
    assert card.tone == "failure"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(text)) == clean(text)


@given(DAYS, DAYS, PRECISIONS)
def test_a_date_always_shows_its_year(start: str, end: str, precision: str) -> None:
    """No date is shown that could be another year's."""
    shown = show_date(start, end, precision)
    assert str(int(start[:4])) in shown or start in shown


@dataclass(frozen=True)
class Teller:
    entry: Entry
    short: str
    publisher: str | None
    source: int


@anything
@given(reports(), st.lists(st.sampled_from("ab"), min_size=8, max_size=8))
def test_a_merged_timeline_keeps_every_date(report: Report, shorts: list[str]) -> None:
    """Each told entry's date stands in the sheet, and equal entries stand there once."""
    told = [Teller(entry, short, None, ord(short)) for entry, short in zip(report.timeline, shorts, strict=False)]
    rows = [row for section in compose_timeline(told).sections for row in section.rows]
    assert {show_date(one.entry.start, one.entry.end, one.entry.precision) for one in told} == {
        row.lead for row in rows
    }
    doubled = compose_timeline([*told, *(replace(one, short="c", source=3) for one in told)])
    assert sum(len(section.rows) for section in doubled.sections) == len(rows)


@pytest.mark.parametrize("kind", ["language"])
def test_a_language_that_is_not_read_gives_no_fact(kind: str) -> None:
    """An Arabic article has headline, outlet, date and the doubt; no fact is invented for it."""
    article = Article(
        "عنوان", None, "Outlet", None, None, None, "2024-11-29", None, None, "metadata", "ar", 3, "قال المسؤول اليوم."
    )
    doubt = Doubt(kind, "Arabic: facts are read from English only.")
    answer = Answer("قال", 0, 3, 0, 0.5)
    report = Report(
        1, "x", article, ((0, 18),), Answers(who=(answer,), what=(answer,)), (0,), (), (), (), (), (), (), (doubt,)
    )
    card = compose_card(report, article=1)
    assert (card.title, card.subtitle) == ("عنوان", "Outlet · published Fri 29 Nov 2024")
    assert card.doubts == ("Arabic: facts are read from English only.",)
    assert (card.facts, card.timeline, card.buttons) == ((), (), ())

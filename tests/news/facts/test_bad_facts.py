"""What is said of texts that are no plain news: fewer facts rather than wrong ones, no exception, bounded work."""

import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.document.analyse import analyse
from bot.news.document.pipeline import load_pipeline, parse
from bot.news.facts.find import find_facts
from bot.news.facts.fit import is_boilerplate, is_readable
from bot.news.reply import clean, compose_card, compose_facts, count_lines
from bot.news.report import Report
from bot.news.report.read import read_article

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "bad_input").glob("*.txt")}
EXPECTED = tomllib.loads((Path(__file__).parent / "bad_input" / "expected.toml").read_text(encoding="utf-8"))
PARAGRAPHS = sorted({part for text in TEXTS.values() for part in text.split("\n\n") if len(part) < 2_000})
TODAY = date(2026, 11, 22)


def report_of(nlp: Language, text: str) -> Report:
    return read_article(Source("x", "copy", text=text, published="2026-03-04"), today=TODAY, nlp=nlp)


def rows(report: Report) -> list[str]:
    """The card's facts, each as one line."""
    return [clean(f"{row.lead} {row.text} {row.note or ''}") for row in compose_card(report, article=None).facts]


def test_each_text_is_judged() -> None:
    assert set(TEXTS) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_of_bad_input_nothing_wrong_is_said(name: str, nlp: Language) -> None:
    """Each row of the card is one that may be said, and what must not be said stands in no fact at all."""
    report, judged = report_of(nlp, TEXTS[name]), EXPECTED[name]
    said = rows(report)
    assert bool(said) == judged["says"]
    assert [row for row in said if not any(re.search(may, row) for may in judged["may"])] == []
    shown = [row for section in compose_facts(report).sections for row in section.rows]
    sheet = [part for row in shown for part in (row.lead, row.text)]
    assert [part for never in judged["never"] for part in (*said, *sheet) if re.search(never, part)] == []


WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
mixes = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@mixes
@given(st.lists(st.sampled_from(PARAGRAPHS) | WRITTEN, min_size=1, max_size=10))
def test_any_mix_of_bad_input_is_told_in_whole_statements(parts: list[str]) -> None:
    """No exception; rows that are verbatim, readable and no boilerplate, none twice, and no more than a card holds."""
    text = "\n\n".join(["A storm closed the harbour of Velmar on Monday, the port authority said.", *parts])
    report = report_of(load_once(), text)
    card = compose_card(report, article=None)
    told = [row.text for row in card.facts]
    whole = clean(report.article.text)
    assert count_lines(card) <= 12
    assert len(set(told)) == len(told)
    for number in report.key_sentences:
        assert is_readable(report.sentence(number))
        assert not is_boilerplate(report.sentence(number))
    for row in card.facts:
        if row.lead in {"In short", "Also"}:
            assert row.text.removesuffix("…") in whole


LOADED: list[Language] = []


def load_once() -> Language:
    """Hypothesis takes no fixture of a narrower scope: the pipeline is loaded once for all its examples."""
    if not LOADED:
        LOADED.append(load_pipeline())
    return LOADED[0]


def test_twice_the_text_is_twice_the_work(nlp: Language) -> None:
    """Counted in calls, of a text like a long report: facts of 20,000 words cost what ten of 2,000 do."""
    story = ("A ferry hit a sandbank near Velmar on Tuesday, police said.", "Olga Brandt denied that 30 men had died.")
    lines = [f"{part} The council of Tarn has bought {n} ships from Oslo." for n in range(120) for part in story]
    once, twice = (calls(nlp, lines[: len(lines) // part]) for part in (2, 1))
    assert twice < 2.6 * once


def calls(nlp: Language, lines: list[str]) -> int:
    """How many functions are called to find the facts of a text."""
    reading = read_source(Source("x", "copy", text="\n\n".join(lines), published="2026-03-04"), today=TODAY)
    document = analyse(parse(nlp, reading.article.text), aside=reading.aside)
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_facts(reading, document, ())
    finally:
        sys.setprofile(before)
    return made

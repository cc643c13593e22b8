"""Figures of what is no prose: rows, price lists, pages of numbers, noise and code give few or none, and never fail."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.article import Source
from bot.news.report.read import read_article
from tests.news.facts.test_figure_doubts import TODAY

NONE = {
    "a league table": "Division One\n\n1. Castor 12 8 3 1 30-20 27\n2. Holm 12 7 4 1 25-14 25\n",
    "results": "Results\n\nCastor 3 Holm 1\nMarl 0, Velmar 0\nOrton 2-2 Tarsa\nSmith 6-4 3-6 7-6 (7-3)\n",
    "prices": "Market prices\n\nApples 1.20 1.35 1.10\nPears 2.40\nMilk 0.89\nGold 1,912.30 +4.20\n",
    "a page of numbers": " ".join(str(7919 * i % 99_991) for i in range(1, 1500)),
    "a row of numbers": ", ".join(str(i) for i in range(1, 1500)),
    "columns": "\n".join(" ".join(f"{i}.{j}" for j in range(10, 18)) for i in range(100, 200)),
    "code": "for (int i = 0; i < 100; i++) { t += p[i] * 1.2; }\nreturn 3.14159 if x > 5 else 10\nv1.2 -> v1.3",
    "an address": "Contact: 14 Mill Lane, Holm HM4 2QT. Tel. +44 20 7946 0018. ISBN 978-3-16-148410-0. Ref: A-2291/17.",
}


def read(nlp, text):
    return read_article(Source("test", "plain", text=text, published="2024-11-29"), today=TODAY, nlp=nlp)


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_prose_has_no_figures(nlp, name):
    """No noun, no predicate: nothing is told of these numbers, and nothing about them is doubted."""
    report = read(nlp, NONE[name])
    assert [report.article.text[f.start : f.end] for f in report.figures] == []
    assert [doubt for doubt in report.doubts if doubt.kind == "figures"] == []


ENDLESS = ["hundred ", "a half million and a half ", "from 5 to 10 ", "$", "1 in 5 ", "of "]


@pytest.mark.parametrize("word", ENDLESS)
def test_a_word_a_thousand_times(nlp, word):
    """Numbers without an end are cut into numbers with one."""
    for figure in read(nlp, f"The firm paid {word * 1000} people.").figures:
        assert figure.value < 1e30


WORDS = """
    5 12 1,200 2.5 £3m $ 40% -3 five dozen hundred million half of in to and or , . : ; - ( ) per from between at least
    more than people killed injured died men women were the toll rose 1/2 3-1 Rs crore magnitude degrees 10km
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=40))
def test_any_row_of_words_and_numbers(nlp, pieces):
    """Whatever stands there: each figure is a slice of the text, with a noun that is one, and bounds in order."""
    text = " ".join(pieces) + "."
    for figure in read(nlp, text).figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.noun is None or text[figure.noun_start : figure.noun_end] == figure.noun
        assert figure.upper is None or figure.value < figure.upper
        assert figure.what is None or figure.what in text

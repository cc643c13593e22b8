"""Quarters and the periods that companies report on."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

NOVEMBER = date(2024, 11, 6)


def read(nlp, text, dct=NOVEMBER):
    """(text, value, first, last) of each expression."""
    document = analyse(nlp(text))
    found = [r.timex for r in read_times(document, dct=dct, grammar=load_grammar())]
    return [(text[t.start : t.end], t.value, t.first, t.last) for t in found]


def values(nlp, text, dct=NOVEMBER):
    return [value for _, value, _, _ in read(nlp, text, dct)]


def test_a_year_earlier_is_the_period_reported_a_year_before(nlp):
    """However often it is said: one comparison is not counted from another."""
    text = (
        "The bank's profit rose in the third quarter. Profit was $5 million, up from $4 million a year earlier. "
        "Sales grew 3% from a year ago. Costs fell from the year-ago period. Year-earlier results were restated."
    )
    assert values(nlp, text) == ["2024-Q3", *["2023-Q3"] * 4]


def test_last_year_under_compared_with_is_the_same_period(nlp):
    """Elsewhere it is the year."""
    text = "The bank earned $5 million in the third quarter, compared with a loss of $2 million last year."
    assert values(nlp, text) == ["2024-Q3", "2023-Q3"]
    assert values(nlp, "The bank earned $5 million in the third quarter. It hired 40 people last year.")[1] == "2023"


def test_nine_months_are_compared_with_the_year_before(nlp):
    """The quarter that stood before them is reported no longer."""
    text = (
        "Profit fell in the third quarter. For the nine months, the bank lost $2 million, compared with "
        "a profit of $3 million a year earlier."
    )
    assert values(nlp, text) == ["2024-Q3", "P9M", "2023"]


def test_a_year_earlier_elsewhere_counts_from_what_was_told(nlp):
    """No report of results: the story's own day."""
    text = "She was elected in March 2016. A year earlier, she had lost."
    assert values(nlp, text) == ["2016-03", "2015"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bank expects to report a third-quarter loss.", "2024-Q3"),
        ("The bank will cut jobs in the second quarter.", "2025-Q2"),
        ("The bank lost money in the second quarter.", "2024-Q2"),
        ("The bank's sales should recover in the fourth quarter.", "2024-Q4"),
        ("The bank will report losses through the first two quarters of 2026.", "2026-H1"),
        ("The bank lost money in the latest quarter.", "2024-Q3"),
        ("Sales of the bank fell in last year's third quarter.", "2023-Q3"),
    ],
)
def test_a_quarter_lies_where_the_tense_has_it(nlp, text, value):
    """The one just over is awaited still; others go with the tense."""
    assert values(nlp, text) == [value]


def test_a_quarter_that_ended_on_a_day_has_its_own_days(nlp):
    """The value is the calendar's quarter or the fiscal number; the days are those of the text."""
    found = read(nlp, "The bank lost $2 million in the quarter ended July 31.")
    assert found[0] == ("the quarter", "2024-Q2", "2024-05-01", "2024-07-31")
    found = read(nlp, "The bank lost $2 million in the fiscal first quarter ended Sept. 30.")
    assert found[0] == ("the fiscal first quarter", "2024-Q1", "2024-07-01", "2024-09-30")


def test_the_period_of_a_text_without_results_is_no_quarter(nlp):
    """'the period from 2004 to 2009' names its own years."""
    assert values(nlp, "The school owes taxes for the period from 2004 to 2009.") == ["2004", "2009"]


def test_an_earlier_quarter_is_only_a_measure_of_the_one_reported(nlp):
    """The period told of stays the last that is over."""
    text = "The bank's profit rose in the third quarter after a flat second quarter. Sales grew from a year ago."
    assert values(nlp, text) == ["2024-Q3", "2024-Q2", "2023-Q3"]
    assert values(nlp, "Profit was $5 million in the year-earlier nine months at the bank.") == ["P9M"]


def test_over_may_be_a_preposition(nlp):
    """Then it belongs to no length."""
    assert read(nlp, "The loan will be repaid over three years.")[0][:2] == ("three years", "P3Y")

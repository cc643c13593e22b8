"""Dates in numbers: the month is found by what the text, its place and its spelling show, or the date stays open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.document.analyse import analyse
from bot.news.timex.grammar import load_grammar
from bot.news.timex.order import full_year, month_first
from bot.news.timex.read import read_times

FRIDAY = date(2024, 11, 29)


def read(nlp, text, *, dct=FRIDAY, country=None):
    return read_times(analyse(nlp(text)), dct=dct, grammar=load_grammar(), country=country)


@pytest.mark.parametrize(
    ("text", "country", "values"),
    [
        ("The pact was signed on 11/29/2023.", None, ["2023-11-29"]),
        ("The pact was signed on 29/11/2023.", "US", ["2023-11-29"]),
        ("The pact was signed on 05/05/2023.", None, ["2023-05-05"]),
        ("The pact was signed on 03/04/2024.", "US", ["2024-03-04"]),
        ("The pact was signed on 03/04/2024.", "AU", ["2024-04-03"]),
        ("The pact was signed on 3.4.2024.", "US", ["2024-04-03"]),
        ("The pact was signed on 2024/04/03.", None, ["2024-04-03"]),
        ("The pact was signed on Thursday, 04/03/2014.", None, ["2014-04-03"]),
        ("It opened on 11/13/2023 and closed on 03/04/2024.", "GB", ["2023-11-13", "2024-03-04"]),
        ("A neighbor said the color of the gate changed on 3/4/24.", None, ["2024-03-04"]),
        ("The organisers said the theatre closed on 3/4/24.", None, ["2024-04-03"]),
        ("He was born in '58 and won the ’98 title in June '04.", None, ["1958", "1998", "2004-06"]),
        ("They met in the summer of '69.", None, ["1969-SU"]),
    ],
)
def test_the_text_or_its_place_tells_the_month(nlp, text, country, values):
    """Its own clear dates go before the country, the country before the spelling; a weekday beside it settles it."""
    assert [time.timex.value for time in read(nlp, text, country=country)] == values


@pytest.mark.parametrize("country", [None, "CA"])
def test_a_date_that_nothing_settles_stays_open_with_both_days(nlp, country):
    """No day is invented; the reason names the two."""
    (time,) = read(nlp, "The pact was signed on 03/04/2024.", country=country)
    assert (time.timex.value, time.timex.first) == ("2024-XX-XX", None)
    assert "Mon 4 Mar 2024 or Wed 3 Apr 2024" in time.open


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31/02/2024.", "It fell on 13/13/2024.", "Version 1.2.2023.4 is out.", "The score was 3-4-24.",
        "He is 5'11 tall.", "'98 percent agree,' she said.", "Dial 10/20/30/40.",
    ],
)  # fmt: skip
def test_numbers_that_are_no_date_are_left(nlp, text):
    """No such day, a version, a score, a height, the beginning of a quotation."""
    assert [time.timex.value for time in read(nlp, text) if time.timex.first] == []


@given(st.integers(0, 99), st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_two_digits_name_a_year_within_reach(digits, dct):
    """Of the hundred years that end twenty after publication."""
    year = full_year(digits, dct)
    assert year % 100 == digits
    assert -80 < year - dct.year <= 20


@given(
    st.lists(st.tuples(st.integers(1, 31), st.integers(1, 31)), max_size=6), st.sampled_from(["US", "GB", "CA", None])
)
def test_dates_that_contradict_each_other_leave_the_order_to_the_country(pairs, country):
    """Only what every clear date of the text shows counts."""
    found = month_first([f"{one}/{two}/2024" for one, two in pairs], text="", country=country)
    shown = {two > 12 for one, two in pairs if (one > 12) != (two > 12)}
    fallback = {"US": True, "GB": False}.get(country)
    assert found == (shown.pop() if len(shown) == 1 else fallback)

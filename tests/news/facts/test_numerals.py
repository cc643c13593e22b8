"""Numbers in running text and their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.facts.numerals import find_numerals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,426 pilgrims", [("1,426", 1426, None)]),
        ("2.5 million, 5m and 3bn", [("2.5 million", 2.5e6, None), ("5m", 5e6, None), ("3bn", 3e9, None)]),
        ("twenty-five people", [("twenty-five", 25, None)]),
        ("two hundred and fifty", [("two hundred and fifty", 250, None)]),
        ("one hundred and one thousand", [("one hundred and one thousand", 101_000, None)]),
        ("half a million homes", [("half a million", 500_000, None)]),
        ("a dozen eggs", [("a dozen", 12, None)]),
        ("tens of thousands fled", [("tens of thousands", 20_000, None)]),
        ("hundreds of thousands fled", [("hundreds of thousands", 200_000, None)]),
        ("between 5 and 10 people", [("5 and 10", 5, 10)]),
        ("2 to 3 million people", [("2 to 3 million", 2e6, 3e6)]),
        ("10–15 people", [("10–15", 10, 15)]),
        ("from 9 to 10", [("9", 9, None), ("10", 10, None)]),
        ("two-thirds of the seats", [("two-thirds", 67, None)]),
        ("one in three visits", [("one in three", 33, None)]),
        ("the 3rd and the 21st", []),
        ("at 10:30 on 12/05/2014", []),
        ("COVID-19 and an F-16", []),
        ("version 2.5.1", []),
        ("230 , 000 cars and 2 , 117 points", [("230 , 000", 230_000, None), ("2 , 117", 2117, None)]),
        ("aged 7 , 12 and 14", [("7", 7, None), ("12", 12, None), ("14", 14, None)]),
    ],
)
def test_numerals(text, expected):
    """Each number once, with its extent, its value and the upper end of its range."""
    assert [(text[n.start : n.end], n.value, n.upper) for n in find_numerals(text)] == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_read_as_written(value):
    """A whole number with separators between its thousands has its value."""
    text = f"some {value:,} people"
    assert [n.value for n in find_numerals(text)] == [value]


@given(st.text(alphabet="0123456789,. -–%$€/:abcdeinortw \n", max_size=60))
def test_numerals_are_in_order_and_apart(text):
    """Whatever stands there, numbers have extents inside the text, in order, that do not overlap."""
    at = 0
    for numeral in find_numerals(text):
        assert at <= numeral.start < numeral.end <= len(text)
        at = numeral.end

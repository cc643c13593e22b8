"""Resolution is a pure calendar function: tables of expressions, settings and days."""

from datetime import date

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from bot.news.timex.grammar import load_grammar
from bot.news.timex.meaning import Setting
from bot.news.timex.recognise import recognise
from bot.news.timex.resolve import resolve

NLP = spacy.blank("en")
FRIDAY = date(2024, 11, 29)


def read(text, *, dct=FRIDAY, tense="past", anchor=None, told=None):
    """(text, value, first, last) of each expression of a text."""
    out = []
    for expression in recognise(NLP(text), grammar=load_grammar()):
        meaning = resolve(expression, Setting(dct, anchor, told or anchor, tense))
        if meaning is not None:
            out.append(
                (expression.text, meaning.value, *(d.isoformat() if d else None for d in (meaning.first, meaning.last)))
            )
    return out


@pytest.mark.parametrize(
    ("text", "tense", "value"),
    [
        ("It happened on Friday", "past", "2024-11-29"),
        ("It happened on Tuesday", "past", "2024-11-26"),
        ("It will meet on Tuesday", "future", "2024-12-03"),
        ("It happened last Friday", "past", "2024-11-22"),
        ("It meets next Friday", "future", "2024-12-06"),
        ("Police came on Thursday night", "past", "2024-11-28TNI"),
        ("It happened yesterday", "past", "2024-11-28"),
        ("the day after tomorrow", "future", "2024-12-01"),
        ("last night", "past", "2024-11-28TNI"),
        ("in December 2016", "past", "2016-12"),
        ("on 3 March", "past", "2024-03-03"),
        ("on Dec. 3", "future", "2024-12-03"),
        ("on Oct. 3", "past", "2024-10-03"),
        ("on Tuesday, Dec. 3", "past", "2024-12-03"),
        ("Friday, November 29, 2024", "past", "2024-11-29"),
        ("the 9th of November 1989", "past", "1989-11-09"),
        ("2024-11-29", "past", "2024-11-29"),
        ("on 25/12/2023", "past", "2023-12-25"),
        ("in March", "past", "2024-03"),
        ("in March", "future", "2025-03"),
        ("last December", "past", "2023-12"),
        ("last week", "past", "2024-W47"),
        ("this month", "past", "2024-11"),
        ("next year", "future", "2025"),
        ("early next year", "future", "2025"),
        ("two weeks ago", "past", "2024-11-15"),
        ("three months ago", "past", "2024-08"),
        ("nearly four years ago", "past", "2020"),
        ("the third quarter of 2019", "past", "2019-Q3"),
        ("the first half of next year", "future", "2025-H1"),
        ("last fall", "past", "2023-FA"),
        ("the summer of 1990", "past", "1990-SU"),
        ("the late 1980s", "past", "198"),
        ("the nineties", "past", "199"),
        ("the 20th century", "past", "19"),
        ("over the past two days", "past", "P2D"),
        ("a four year battle", "past", "P4Y"),
        ("two and a half years", "past", "P2Y6M"),
        ("in recent months", "past", "PXM"),
        ("every Monday", "past", "XXXX-WXX-1"),
        ("at 10:15 p.m. on Tuesday", "past", "2024-11-26T22:15"),
        ("nineteen ninety-four", "past", "1994"),
        ("for the year", "past", "2024"),
        ("by year end", "past", "2024-12-31"),
        ("at the year's end", "past", "2024-12-31"),
        ("over the next year or so", "past", "2025"),
        ("the next two years or so", "past", "P2Y"),
        ("the next 12 to 18 months", "past", "P12M"),
        ("a month or two", "past", "P1M"),
        ("a three-year period", "past", "P3Y"),
        ("in coming weeks", "past", "PXW"),
        ("a weeklong strike", "past", "P1W"),
        ("a decades-long dispute", "past", "PXDE"),
        ("for centuries", "past", "PXCE"),
        ("the current price", "past", "PRESENT_REF"),
        ("at midday", "past", "2024-11-29T12:00"),
        ("around Nov. 1", "past", "2024-11-01"),
        ("half a century ago", "past", "1974"),
        ("half an hour", "past", "PT30M"),
        ("a dozen years", "past", "P12Y"),
        ("a handful of days", "past", "PXD"),
        ("hours later", "past", "PTXH"),
        ("twice a week", "past", "P1W"),
        ("$20 million a year", "past", "P1Y"),
        ("the past decade", "past", "P10Y"),
        ("the summer of '69", "past", "1969-SU"),
        ("in '97", "past", "1997"),
        ("the mid-1800s", "past", "18"),
        ("Q2 2023", "past", "2023-Q2"),
        ("at the start of the year", "past", "2024"),
        ("0430 GMT", "past", "2024-11-29T04:30"),
        ("9 a.m. EST", "past", "2024-11-29T09:00"),
        ("this past week", "past", "2024-W47"),
        ("over the weekend", "past", "2024-W47-WE"),
        ("the last half of 2023", "past", "2023-H2"),
        ("the latest fiscal year", "past", "2023"),
        ("six weeks ago", "past", "2024-W42"),
        ("by mid-afternoon", "past", "2024-11-29TAF"),
        ("on Tuesday nights", "past", "XXXX-WXX-2TNI"),
        ("the week after next", "past", "2024-W50"),
        ("a week ago today", "past", "2024-11-22"),
        ("an hour and a half", "past", "PT1H30M"),
        ("the first of May", "past", "2024-05-01"),
        ("late last night", "past", "2024-11-28TNI"),
        ("He will one day return", "past", "FUTURE_REF"),
    ],
)
def test_the_common_forms_have_their_value(text, tense, value):
    """One expression, read against Friday 29 November 2024."""
    assert [found[1] for found in read(text, tense=tense)] == [value]


def test_the_past_week_runs_up_to_publication_whatever_its_value():
    """Annotators write the value of the week before; an editor marks seven days."""
    assert read("over the past week") == [("the past week", "2024-W47", "2024-11-23", "2024-11-29")]
    assert read("in the past year") == [("the past year", "2023", "2023-11-30", "2024-11-29")]


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        ("the 23-year war", ["23-year"]),
        ("the third-quarter profit", ["third-quarter"]),
        ("for weeks", ["weeks"]),
        ("the latest nine months", ["the latest nine months"]),
        ("over the past year", ["the past year"]),
        ("right now", ["now"]),
        ("until recently", ["recently"]),
        ("on April 24 and 25", ["April 24", "25"]),
    ],
)
def test_an_expression_has_the_extent_that_annotators_give_it(text, extents):
    """No preposition, and no article that belongs to the noun behind it."""
    assert [found[0] for found in read(text)] == extents


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the day before", "2016-12-21"),
        ("two days later", "2016-12-24"),
        ("the following day", "2016-12-23"),
        ("a year earlier", "2015-01-01"),
        ("the following year", "2017-01-01"),
        ("that year", "2016-01-01"),
    ],
)
def test_narrative_offsets_count_from_the_day_last_told(text, first):
    """Not from the day of publication."""
    assert [found[2] for found in read(text, anchor=date(2016, 12, 22))] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "He may resign", "They march to the square", "She is 34 years old", "a 19-year-old man", "1,900 people fled",
        "the Sunday Times wrote", "on 31 February", "at 25:61", "prices fall again", "a Boeing 787",
        "1709 schoolchildren",
        "three-quarters of them", "about three-quarters of them", "more than a quarter of them",
        "Reporters of 60 Minutes asked", "as USA Today wrote", "they joined this march",
        "the first quarter of the match", "room 2016B", "in the second minute's silence of version 1.2.3",
    ],
)  # fmt: skip
def test_what_only_looks_like_time_is_left_alone(text):
    """No value at all, rather than an invented date."""
    assert [found for found in read(text) if found[2]] == []


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "last week", "on 3 March", "in March", "two weeks ago", "this spring"]
)
def test_relative_expressions_stay_open_without_a_publication_date(text):
    """Nothing is guessed from today."""
    for _, _, first, last in read(text, dct=None):
        assert (first, last) == (None, None)


def test_absolute_expressions_stand_without_a_publication_date():
    """A year that is written needs no date of publication."""
    assert [found[2:] for found in read("in December 2016 and in 2020", dct=None)] == [
        ("2016-12-01", "2016-12-31"),
        ("2020-01-01", "2020-12-31"),
    ]


WORDS = st.sampled_from(
    [
        "Friday", "Nov.", "31", "February", "29", "2024", "0", "99999", "1e9", "ago", "year", "years", "two", "the",
        "day",
        "before", "after", "last", "next", "13/13/2024", "25:61", "p.m.", "first", "century", "quarter", "of", "this",
        "decade", "00", "1000000000", "weeks", "from", "now", "every", "mid", "-", "'90s", "2024-13-45", "noon",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14), st.dates(), st.sampled_from(["past", "present", "future", "none"]))
@example(["last", "00", "day"], date(2000, 1, 1), "past")
def test_no_words_in_any_order_raise_or_leave_the_calendar(words, dct, tense):
    """Whatever stands together, first is not after last, and the text of an expression is the text's own."""
    text = " ".join(words)
    for expression in recognise(NLP(text), grammar=load_grammar()):
        assert text[expression.start : expression.end] == expression.text
        meaning = resolve(expression, Setting(dct, dct, dct, tense))
        assert meaning is None or meaning.first is None or meaning.last is None or meaning.first <= meaning.last


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 6))
def test_a_past_weekday_lies_within_the_week_that_ends_on_publication(dct, weekday):
    """The day of publication or one of the six before it."""
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    (found,) = read(f"on {name}", dct=dct)
    day = date.fromisoformat(found[2])
    assert 0 <= (dct - day).days <= 6
    assert day.weekday() == weekday

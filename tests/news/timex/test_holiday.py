"""Holidays and named days: found as names, put on the day that the calendar, the words and the tense mean."""

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from bot.news.timex.grammar import load_grammar
from bot.news.timex.meaning import Setting
from bot.news.timex.named import falls_on, load_named_days
from bot.news.timex.recognise import recognise
from bot.news.timex.resolve import resolve

NLP = spacy.blank("en")
NOVEMBER = date(2019, 11, 29)


def read(text, *, dct=NOVEMBER, tense="past", country=None):
    """(text, value, first, last) of each expression."""
    meanings = [
        (expression.text, resolve(expression, Setting(dct, tense=tense, country=country)))
        for expression in recognise(NLP(text), grammar=load_grammar())
    ]
    return [(words, m.value, m.first and m.first.isoformat(), m.last and m.last.isoformat()) for words, m in meanings]


@pytest.mark.parametrize(
    ("text", "tense", "words", "value"),
    [
        ("They met last Christmas.", "past", "last Christmas", "2018-12-25"),
        ("The troops will be home by Christmas.", "future", "Christmas", "2019-12-25"),
        ("The quake struck on Boxing Day 2004.", "past", "Boxing Day 2004", "2004-12-26"),
        ("He died on Christmas Eve last year.", "past", "Christmas Eve last year", "2018-12-24"),
        ("A fire broke out on Christmas morning.", "past", "Christmas morning", "2019-12-25TMO"),
        ("Shops opened early on Thanksgiving.", "past", "Thanksgiving", "2019-11-28"),
        ("Crowds came on Black Friday.", "past", "Black Friday", "2019-11-29"),
        ("The fair reopens next Easter.", "future", "next Easter", "2020-04-12"),
        ("Churches were full this Easter.", "past", "this Easter", "2019-04-21"),
        ("The two sides signed it on Good Friday.", "past", "Good Friday", "2019-04-19"),
        ("The rebels rose at Easter 1916.", "past", "Easter 1916", "1916-04-23"),
        ("A shell hit the house on Orthodox Easter.", "past", "Orthodox Easter", "2019-04-28"),
        ("Markets were shut for Labor Day.", "past", "Labor Day", "2019-09-02"),
        ("The shop opened on St. Patrick’s Day.", "past", "St. Patrick’s Day", "2019-03-17"),
        ("He spoke on Martin Luther King Jr. Day.", "past", "Martin Luther King Jr. Day", "2019-01-21"),
        ("Police closed the road on New Year's Eve.", "future", "New Year's Eve", "2019-12-31"),
        ("The truce began on the eve of Ramadan.", "past", "the eve of Ramadan", "2019-05-05"),
        ("Prices rose during Ramadan.", "past", "Ramadan", "2019-05-06/2019-06-03"),
        ("The market burned two days before Eid al-Fitr.", "past", "two days before Eid al-Fitr", "2019-06-02"),
        ("They left the day after Thanksgiving.", "past", "the day after Thanksgiving", "2019-11-29"),
        ("It closed the Sunday after Easter.", "past", "the Sunday after Easter", "2019-04-28"),
        ("It snowed the week before Christmas 2018.", "past", "the week before Christmas 2018", "2018-W51"),
        ("Roads were full over the Thanksgiving weekend.", "past", "the Thanksgiving weekend", "2019-W48-WE"),
        ("Diwali was celebrated in the park.", "past", "Diwali", "2019-10-27"),
        ("Hanukkah begins at sunset.", "future", "Hanukkah", "2019-12-23/2019-12-30"),
        ("Lunar New Year fell early in 2019.", "past", "Lunar New Year", "2019-02-05"),
    ],
)
def test_a_named_day_is_put_on_its_day(text, tense, words, value):
    """By the year written, by 'last' and 'next', else by the tense, from Friday 29 November 2019."""
    assert read(text, tense=tense)[0][:2] == (words, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("over the Thanksgiving weekend", "2019-11-28", "2019-12-01"),
        ("over the Memorial Day weekend", "2019-05-25", "2019-05-27"),
        ("over the Easter weekend", "2019-04-19", "2019-04-22"),
        ("during the Christmas season", "2019-12-01", "2019-12-31"),
        ("in Easter week", "2019-04-15", "2019-04-21"),
    ],
)
def test_a_holidays_weekend_holds_the_holiday(text, first, last):
    """Thursday to Sunday of Thanksgiving, Saturday to Monday of Memorial Day."""
    assert read(text)[0][2:] == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "The Good Friday Agreement held.",
        "Boats reached Christmas Island.",
        "He lives on Easter Road.",
        "A ship sank off Easter Island.",
        "Father Christmas came by boat.",
        "The author Johnnie Christmas signed books.",
        "Merry Christmas to all readers.",
        "Someone stole the Christmas tree.",
        "Children hunted for Easter eggs.",
        "A service of thanksgiving was held.",
        "The Independence Day Party won two seats.",
    ],
)
def test_a_name_with_a_holiday_in_it_is_no_day(text):
    """A longer name, a thing, a greeting, a word in small letters."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "country", "first"),
    [
        ("on India's Independence Day", None, "2019-08-15"),
        ("on Mexican Independence Day", None, "2019-09-16"),
        ("on Independence Day", "US", "2019-07-04"),
        ("on Independence Day", None, None),
        ("on Labour Day", "IN", None),
        ("on Labour Day", "CA", "2019-09-02"),
        ("on Thanksgiving", "CA", "2019-10-14"),
    ],
)
def test_a_national_day_needs_its_country(text, country, first):
    """Named beside it, or that of the article; without one the day stays open and says why."""
    assert read(text, country=country)[0][2] == first


def test_a_holiday_without_a_publication_date_stays_open():
    """Its day of the year may be known, its year is not; one with its year stands."""
    found = read("It was Christmas, or Easter, and not Christmas 2010.", dct=None)
    assert [row[1:3] for row in found] == [("XXXX-12-25", None), ("XXXX-XX-XX", None), ("2010-12-25", "2010-12-25")]


def test_a_day_of_the_moon_says_that_it_is_reckoned():
    """The reason tells an editor why it may be a day off."""
    (expression,) = recognise(NLP("on Eid al-Adha"), grammar=load_grammar())
    assert "moon" in resolve(expression, Setting(NOVEMBER, tense="past")).because


@given(st.sampled_from(sorted(load_named_days().days)), st.integers(1, 9999))
def test_every_named_day_of_every_year_lies_where_it_begins(key, year):
    """Nothing raises, in the year 1 and in 9999; a holiday begins in its year and lasts at most a month and a day."""
    for first, last in falls_on(load_named_days().days[key], year, "US"):
        assert first.year == year
        assert timedelta(0) <= last - first <= timedelta(30)

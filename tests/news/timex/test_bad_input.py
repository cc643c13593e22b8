"""Days that no calendar has, other calendars, glued words and floods of times: no exception, no invented date."""

import sys
from datetime import date
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.document import Document
from bot.news.document.analyse import analyse, find_sentences
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times
from bot.news.timex.recognise import recognise

FRIDAY = date(2024, 11, 29)
BLANK = spacy.blank("en")
BLANK.add_pipe("sentencizer")


def bare(text):
    """A document of a text that no tagger has read: its sentences, and no events."""
    doc = BLANK(text)
    return Document(doc, find_sentences(doc), ())


def days(nlp, text, *, dct=FRIDAY):
    """(value, first day) of each time that has days."""
    times = read_times(analyse(nlp(text)), dct=dct, grammar=load_grammar())
    return [(time.timex.value, time.timex.first) for time in times if time.timex.first]


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31 February.", "It fell on February 30, 2024.", "It fell on 29 February 2023.",
        "It fell on the 31st of April.", "It fell on 31/02/2024.", "It fell on 00/00/0000.", "It fell on 2024-13-01.",
        "It fell on 0000-00-00.", "It fell on Nov. 0.", "It fell on May 32.", "They met at 25:61.",
        "They met at 24:30.",
        "It was in the year 0.", "It will be in the year 99999.", "It fell on 31 December 99999.", "It fell in 12024.",
        "In the 0th century.", "In the 200th century.", "It was 10000000000 years ago.", "It was 3000 years ago.",
        "In the 5th quarter of 2024.", "In the third half of 2019.",
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_none(nlp, text):
    """It is neither moved to the nearest real one nor read as another."""
    assert days(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1445 AH.", "It was signed on 12 Rajab 1445 AH.", "He died in 44 BC.",
        "It stood in the 5th century BC.", "It was founded in 1200 B.C.E. by settlers.", "It opened in Heisei 31.",
        "He was born on 5 May 1712 (Old Style).", "It is 4 Tishrei 5785.", "It fell in Ramadan 1445.",
        "It was carved in MCMXCIX.", "Louis XIV ruled in the XVII century.", "The Year of the Dragon began.",
    ],
)  # fmt: skip
def test_another_calendars_date_is_not_read_as_ours(nlp, text):
    """Of the Hijra, before Christ, of an emperor, by the Julian reckoning, in Roman numerals."""
    assert days(nlp, text) == []


def test_british_columbia_is_no_era(nlp):
    """A year of our time before 'B.C.' stays one."""
    assert days(nlp, "Voters in 2017 B.C. polls were split.") == [("2017", "2017-01-01")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began on the 3rd of Ramadan.", [("2024-03-13", "2024-03-13")]),
        ("It began on the 2nd day of Hanukkah 2019.", [("2019-12-24", "2019-12-24")]),
        ("It began on the 31st of Ramadan.", []),
    ],
)
def test_a_day_within_a_holiday_is_counted(nlp, text, found):
    """By the calendar of the holiday, and only as far as it goes."""
    assert days(nlp, text) == found


@pytest.mark.parametrize(
    "text",
    ["born1990in Rome", "xMonday", "Mondayx", "Fridaymorning", "on Friday2024", "12thMarch", "the 1990sand", "2024Q3x"],
)
def test_a_date_glued_to_a_word_is_part_of_the_word(nlp, text):
    """'Friday2024' names no Friday."""
    assert days(nlp, text) == []


def test_a_word_that_an_editor_put_in_is_read_as_if_it_stood_there(nlp):
    """The expression is the text's own slice, the bracket within it too."""
    assert days(nlp, '"[Ten] years ago we had nothing," she said.') == [("2014", "2014-01-01")]
    assert days(nlp, "In 2010 [1] 3 people came.") == [("2010", "2010-01-01")]


def test_a_text_without_a_verb_is_read(nlp):
    """A list of dates has days and no tense."""
    assert days(nlp, "Friday; 3 March; Christmas; 1999; 26-29 Nov") == [
        ("2024-11-29", "2024-11-29"), ("2025-03-03", "2025-03-03"), ("2024-12-25", "2024-12-25"),
        ("1999", "1999-01-01"), ("2024-11-26", "2024-11-26"), ("2024-11-29", "2024-11-29"),
    ]  # fmt: skip


SENTENCES = [
    "On Friday, Nov. 26-29, 2012, he spoke. ", "It rose from Monday to Friday. ", "Two days before Christmas it fell. ",
    "It was 03/04/2024. ", "The third day of a ten-day siege ended a year ago. ", "May ", "the past the past two ",
]  # fmt: skip


def calls(text):
    """How many functions Python calls to read the times of a text."""
    document, grammar, count = bare(text), load_grammar(), 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_times(document, dct=FRIDAY, grammar=grammar)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_work_grows_with_the_text_and_no_faster(sentence):
    """Twice the text takes twice the calls, whatever it repeats."""
    calls(sentence * 10)  # what is loaded once is loaded
    assert calls(sentence * 400) <= 2.2 * calls(sentence * 200)


def test_ten_thousand_times_are_all_read():
    """None is lost in a flood."""
    times = read_times(bare("It rained on Friday. " * 10_000), dct=FRIDAY, grammar=load_grammar())
    assert len(times) == 10_000
    assert {time.timex.value for time in times} == {"2024-11-29"}


PIECES = st.sampled_from(
    [
        "Friday", "Nov.", "31", "February", "29", "2024", "0", "99999", "0000", "ago", "years", "two", "the", "day",
        "of", "Ramadan", "Christmas", "Easter", "weekend", "before", "after", "last", "-", "–", "/", "to", "and",
        "between",
        "13/13/2024", "03/04/24", "25:61", "24:00", "AH", "BC", "B.C.", "O.S.", "Heisei", "MCMXC", "'98", "third",
        "attacks", "9/11", "Sept.", "11", "century", "quarter", "\n\n", "(", ")", "’s", "Independence", "Day", "9999",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=16),
    st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])),
    st.sampled_from(["US", "IN", "CA", None]),
)
def test_nothing_raises_and_nothing_leaves_the_calendar(pieces, dct, country):
    """Words in any order, on the first day of the calendar and on its last: spans within the text, days in order."""
    text = " ".join(pieces)
    times = read_times(bare(text), dct=dct, grammar=load_grammar(), country=country)
    for time in times:
        assert 0 <= time.timex.start < time.timex.end <= len(text)
        assert (time.timex.first is None) == (time.timex.last is None)
        assert time.timex.first is None or "0001-01-01" <= time.timex.first <= str(time.timex.last) <= "9999-12-31"
        assert time.timex.first is None or time.because or time.open
    starts = [time.timex.start for time in times]
    assert starts == sorted(starts)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_recognised_within_itself(text):
    """Whatever the letters, an expression is a slice of the text and none overlaps another."""
    found = recognise(BLANK(text), grammar=load_grammar())
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))

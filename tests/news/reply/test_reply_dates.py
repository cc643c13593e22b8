"""Dates and texts as they are shown."""

import pytest

from bot.news.reply import clean, clip, isolate, show_date
from bot.news.reply.text import clip_clause


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2024-11-26", "2024-11-26", "day", "Tue 26 Nov 2024"),
        ("2024-11-26", "2024-11-26", "time", "Tue 26 Nov 2024"),
        ("2024-11-26", "2024-11-29", "day", "26–29 Nov 2024"),
        ("2024-11-30", "2024-12-01", "day", "30 Nov – 1 Dec 2024"),
        ("2024-12-31", "2025-01-02", "day", "31 Dec 2024 – 2 Jan 2025"),
        ("2024-11-25", "2024-12-01", "week", "week of 25 Nov 2024"),
        ("2016-12", "2016-12", "month", "Dec 2016"),
        ("2016-11", "2016-12", "month", "Nov–Dec 2016"),
        ("2016-12", "2017-01", "month", "Dec 2016 – Jan 2017"),
        ("2019-03", "2019-05", "season", "spring 2019 (Mar–May)"),
        ("2019-12", "2020-02", "season", "winter 2019–20 (Dec–Feb)"),
        ("2019-04", "2019-06", "quarter", "Q2 2019 (Apr–Jun)"),
        ("2019-07", "2019-12", "half", "second half of 2019 (Jul–Dec)"),
        ("2019-10", "2020-09", "half", "Oct 2019 – Sep 2020"),
        ("2020", "2020", "year", "2020"),
        ("2004", "2009", "year", "2004–2009"),
        ("1990", "1999", "decade", "1990s"),
        ("1991", "1996", "decade", "1991–1996"),
        ("1901", "2000", "century", "20th century (1901–2000)"),
        ("soon", "soon", "day", "soon"),
    ],
)
def test_dates_are_shown_by_their_precision(start: str, end: str, precision: str, shown: str) -> None:
    """Always with the year, never finer than what is known."""
    assert show_date(start, end, precision) == shown


def test_hidden_marks_are_taken_out() -> None:
    """Direction marks, zero-width blanks, control characters and letters that draw nothing are gone."""
    assert clean("a\u202eb\u200bc\ufeff\x1b[31m d\u00ade\u3164\n\n f\u2028g") == "abc[31m de f g"


def test_joiners_stay_where_they_shape() -> None:
    """Persian and emoji keep their joiner, a Latin word does not hide one."""
    assert clean("می\u200cشود 👩\u200d🚒 every\u200done") == "می\u200cشود 👩\u200d🚒 everyone"


def test_texts_are_cut_at_word_ends() -> None:
    """No half words; a word longer than its place is cut where the place ends."""
    assert clip("The council will meet on Tuesday", 20) == "The council will…"
    assert clip("The council will", 16) == "The council will"
    assert clip("x" * 30, 10) == "x" * 9 + "…"
    assert (
        clip_clause("Rebel forces entered the city, with the third day of it", 40) == "Rebel forces entered the city…"
    )


def test_right_to_left_text_is_isolated() -> None:
    """Arabic turns nothing around it; other text is left alone."""
    assert isolate("عنوان") == "\u2068عنوان\u2069"
    assert isolate("Title") == "Title"

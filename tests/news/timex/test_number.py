"""Numbers as texts write them."""

import pytest

from bot.news.timex.number import cardinal, ordinal


@pytest.mark.parametrize(
    ("word", "number"),
    [("3rd", 3), ("third", 3), ("twentieth", 20), ("1000th", 1000), ("three", None), ("3", None), ("mandate", None)],
)
def test_an_ordinal_is_read_in_digits_and_words(word, number):
    """'3rd' and 'third' alike; a plain number is none."""
    assert ordinal(word) == number


@pytest.mark.parametrize(("word", "number"), [("three", 3), ("twelve", 12), ("3", None), ("third", None), ("of", None)])
def test_a_cardinal_is_read_in_words(word, number):
    """Digits are the caller's, who knows whether a year may be meant."""
    assert cardinal(word) == number

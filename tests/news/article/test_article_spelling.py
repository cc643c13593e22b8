"""American or British spelling, by words in small letters."""

import pytest

from bot.news.article.spelling import find_spelling


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Neighbors organized in the center of town.", "American"),
        ("Neighbours organised in the centre of town.", "British"),
        ("The Labor Department and the Labour Party met.", None),
        ("The color of the theatre changed.", None),
        ("Four people were hurt.", None),
        ("", None),
    ],
)
def test_a_text_keeps_to_one_spelling(text, spelling):
    """Names are spelled their own way everywhere; a text with both tells nothing."""
    assert find_spelling(text) == spelling

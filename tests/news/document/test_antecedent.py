"""Whom 'he', 'she', 'the group' and 'the city' stand for, on the real pipeline; None where two could be meant."""

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.antecedent import antecedent
from bot.news.document.pipeline import parse
from tests.news.facts.names import POINTING


@pytest.mark.parametrize(("text", "word", "name"), POINTING)
def test_what_points_back(nlp, text, word, name):
    """The last such word of the text stands for the name, or is left alone."""
    document = analyse(parse(nlp, text))
    pointing = [token for token in document.doc if token.text == word][-1]
    assert antecedent(document, pointing) == name

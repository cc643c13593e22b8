"""Figures: value, noun, what happened, how exact, who says so; and the numbers that are none."""

import pytest

from bot.news.document.analyse import analyse
from bot.news.facts.attributions import find_attributions
from bot.news.facts.claims import name_sources
from bot.news.facts.figures import find_figures
from tests.news.document.trees import load_trees, ruin

TREES = load_trees()

FOUND = [
    ("airstrikes", [(4, None, "exact", None, "civilians", "killed"), (25, None, "exact", None, "others", "injured")]),
    ("police", [(12, None, "at least", None, "people", "arrested")]),
    ("storm", [(107, None, "at least", None, None, "killed"), (238, None, "exact", None, None, "wounded")]),
    ("toll", [(9, None, "exact", None, "people", "killed")]),
    (
        "rescue",
        [(700, None, "at least", None, "migrants", "rescued"), (200, None, "exact", None, "migrants", "saved")],
    ),
    ("bail", [(20000, None, "exact", "USD", None, "released")]),
    ("arrears", [(422000, None, "at least", "EUR", "euros", "pay")]),
    ("poll", [(29, None, "exact", "percent", None, "fell")]),
    ("range", [(40, 50, "exact", None, "questions", "has")]),
    ("dozens", [(24, None, "at least", None, "people", "injured")]),
    ("pages", [(131, None, "exact", None, "page", "found")]),
    ("quarter", [(25, None, "exact", "percent", None, "backed")]),
    ("participle", [(9, None, "exact", None, "people", "killing")]),
]


def figures(doc):
    document = analyse(doc)
    spoken = name_sources(document, find_attributions(document))
    return find_figures(document, spoken, (), None)


@pytest.mark.parametrize(("name", "expected"), FOUND)
def test_figures_that_are_found(name, expected):
    """Every figure of the sentence, with noun, unit and predicate, and no other."""
    found = [(f.value, f.upper, f.approx, f.unit, f.noun, f.what) for f in figures(TREES[name])]
    assert found == expected


@pytest.mark.parametrize(("name", "expected"), FOUND)
def test_a_ruined_parse_keeps_value_noun_and_modifier(name, expected):
    """Number, modifier, unit and noun come from the words beside it: no arc is needed."""
    found = [(f.value, f.upper, f.approx, f.unit, f.noun) for f in figures(ruin(TREES[name]))]
    assert found == [figure[:5] for figure in expected]


@pytest.mark.parametrize("name", ["age", "date", "score", "route", "pronoun", "failed", "scare"])
def test_numbers_that_count_nothing(name):
    """Ages, dates, clock times, spans of years, scores, ordinals, labels and 'the two' are no figures."""
    assert figures(TREES[name]) == ()


def test_a_part_counts_what_the_whole_counts():
    """'12 of the 21 seats' are 12 seats."""
    assert (12, "seats") in [(f.value, f.noun) for f in figures(TREES["seats"])]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("airstrikes", "Syria’s Civil Defense"),
        ("police", "Police"),
        ("storm", "agency"),
        ("rescue", None),
        ("arrears", None),
    ],
)
def test_the_source_of_a_figure(name, source):
    """A figure within somebody's statement has that source, with its offsets; the article's own has none."""
    doc = TREES[name]
    for figure in figures(doc):
        assert figure.source == source
        if source is not None:
            assert doc.text[figure.source_start : figure.source_end] == source


@pytest.mark.parametrize("name", TREES)
def test_offsets_of_figures(name):
    """Number and noun are slices of the text; the number's slice begins with its modifier."""
    for doc in (TREES[name], ruin(TREES[name])):
        for figure in figures(doc):
            assert 0 <= figure.start < figure.end <= len(doc.text)
            assert figure.what is None or figure.what in doc.text
            if figure.noun is not None:
                assert doc.text[figure.noun_start : figure.noun_end] == figure.noun


def test_the_modifier_belongs_to_the_number():
    """'at least 12' and '107 or more' are covered whole."""
    text = TREES["police"].text
    (figure,) = figures(TREES["police"])
    assert text[figure.start : figure.end] == "at least 12"
    first = figures(TREES["storm"])[0]
    assert TREES["storm"].text[first.start : first.end] == "107 or more"

"""Figures: value, noun, what happened, how exact, who says so; and the numbers that are none."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse
from bot.news.facts.attributions import find_attributions
from bot.news.facts.claims import name_sources
from bot.news.facts.figures import find_figures
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times
from tests.news.document.trees import load_trees, ruin
from tests.news.facts.stated import load_sentences

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
    ("bail", [(20000, None, "exact", "USD", "bail", "released")]),
    ("arrears", [(422000, None, "at least", "EUR", "euros", "must pay")]),
    ("poll", [(29, None, "exact", "percent", None, "fell")]),
    ("range", [(40, 50, "exact", None, "questions", "has")]),
    ("dozens", [(24, None, "at least", None, "people", "injured")]),
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


@pytest.mark.parametrize("name", ["age", "date", "score", "route", "pronoun", "failed", "scare", "pages"])
def test_numbers_that_count_nothing(name):
    """Ages, dates, clock times, spans of years, scores, ordinals, labels, descriptions and 'the two' are no figures."""
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


READ = [
    ("The six-member team won. A 131-page report praised it.", []),
    ("A magnitude 7.3 earthquake struck Velmar.", [(7.3, "7.3", None, "struck")]),
    ("He kicked a 45-yard field goal.", []),
    ("Police were called to the 3,400 block of Main Street on Friday.", []),
    ('The company opened "The Silver Bridge 6 Countdown" on Friday.', []),
    ("John Smith, 42, and his wife, 36, were there.", []),
    ('"There are a million guys who want this job," Smith said. "I am 100 percent professional."', []),
    ("One Rohingya, Muhammad Amin, was rescued.", []),
    ("The suspect escaped with a 12 gauge shotgun.", []),
    ("Earlier reports of 11 dead were wrong.", []),
    ("Police had spoken of 14 injured.", []),
    ("The death toll of the quake rose to 212 on Sunday.", [(212, "212", None, "dead")]),
    ("Officials put the death toll at 40.", [(40, "40", None, "dead")]),
    ("The number of people killed in the attack has risen to nine.", [(9, "nine", "people", "killed")]),
    (
        "At least 107 people were killed, 238 wounded in the collapse.",
        [(107, "At least 107", "people", "killed"), (238, "238", "people", "wounded")],
    ),
    (
        "The blast killed five people and injured dozens in the market.",
        [(5, "five", "people", "killed"), (24, "dozens", None, "injured")],
    ),
    ("The election was held with a turnout of around 2 million voters.", [(2e6, "around 2 million", "voters", None)]),
    ("Inflation exceeded 10% in March.", [(10, "10%", None, "exceeded")]),
    ("They flew kites in and around the 240,000 square metre park.", [(240_000, "240,000 square metre", None, None)]),
    ("The company sold 230 , 000 cars.", [(230_000, "230 , 000", "cars", "sold")]),
    ("He paid $380 , 600 in fines.", [(380_600, "$380 , 600", None, "paid")]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text[:40] for text, _ in READ])
def test_figures_of_parsed_text(nlp, text, expected):
    """What counts and what only describes; each figure with the words that state it, its noun and what befell it."""
    found = figures(parse(nlp, text))
    nouns = [None if f.unit else f.noun for f in found]
    assert [(f.value, text[f.start : f.end], n, f.what) for f, n in zip(found, nouns, strict=True)] == expected


RIGHT = 0.95
"""Sentences that must be read wholly as an editor reads them, of those in `sentences.txt`.

Of the first 165, written before the rules that they asked for, 116 were right at first; of the second 60, written after
them, 54. Now 222 of 225 are. A share and not each one is held, for a few hang on one arc of one parse.
"""


def test_sentences_are_read_as_an_editor_reads_them(nlp):
    """Numbers in words, parts, ranges, money, rates, measures, ellipsis, plans; and what counts nothing."""
    grammar, wrong = load_grammar(), []
    sentences = load_sentences()
    for text, due in sentences:
        document = analyse(parse(nlp, text))
        times = read_times(document, dct=date(2024, 11, 29), grammar=grammar)
        dates = [(t.timex.start, t.timex.end) for t in times if t.timex.type != "DURATION"]
        found = find_figures(document, name_sources(document, find_attributions(document)), dates, None)
        lacks = [stated.lacks(figure) for stated, figure in zip(due, found, strict=False)]
        if len(due) != len(found) or any(lacks):
            wrong.append((text, lacks, [(f.value, f.unit, f.noun, f.what) for f in found]))
    assert len(wrong) <= len(sentences) * (1 - RIGHT), wrong

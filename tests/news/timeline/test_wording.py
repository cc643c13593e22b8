"""The words of an entry: a slice of the text that an editor would print, whatever the parse says."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.report.read import read_article

TODAY = date(2026, 11, 22)
PUBLISHED = "2024-11-29"
OPENING = "Storm hits Marlow.\n\nThe mayor of Marlow spoke at length about the harbour. "


MEDAL = (
    'The minister was awarded a medal for "courageous service to the islands" on Tuesday in the great hall of the old '
    "palace of the kings of Tessel in front of two thousand guests."
)
CONVOY = (
    "A convoy of forty lorries with food, water, blankets and medicine for the people of the flooded villages on the "
    "lower course of the river crossed the border on Monday after the army had opened the road that leads from the "
    "capital over the mountains to the coast and on to the islands."
)
VISIT = (
    "On Monday the minister, who leads the party and who had fought every one of its campaigns, went to the harbour of "
    "Tessel in the company of the mayor, two bishops and the owner of the largest of the shipping lines to see for "
    "himself what the storm had left of the piers."
)


@pytest.fixture(scope="session")
def words(nlp):
    """The words of each entry by its first day, of a sentence in the middle of an article."""

    def _words(sentence):
        source = Source("test", "plain", text=OPENING + sentence, published=PUBLISHED)
        return {entry.start: entry.event for entry in read_article(source, today=TODAY, nlp=nlp).timeline}

    return _words


@pytest.mark.parametrize(
    ("sentence", "day", "printed"),
    [
        (
            "Yesterday, North Marlow fired two rockets at a ship off the coast of Tessel.",
            "2024-11-28",
            "North Marlow fired two rockets at a ship off the coast of Tessel",
        ),
        (
            "On Sept. 2, police in the Tessel islands, off the northern coast, raided two homes and arrested him.",
            "2024-09-02",
            "On Sept. 2, police in the Tessel islands, off the northern coast, raided two homes",
        ),
        (
            "On Wednesday, Amira Voss and her brother are to travel to the Court of Appeal in Marlow.",
            "2024-12-04",
            "Amira Voss and her brother are to travel to the Court of Appeal in Marlow",
        ),
        (
            "The procedures are due to go before the council of Tessel next week.",
            "2024-12-02",
            "The procedures are due to go before the council of Tessel next week",
        ),
        (
            "Built in 1990, the bridge carries 40,000 cars across the river Tessel every day.",
            "1990",
            "Built in 1990, the bridge carries 40,000 cars across the river Tessel every day",
        ),
    ],
)
def test_the_words_have_whoever_does_it(words, sentence, day, printed):
    """No entry begins with its verb: its subject, the whole of a joined one, and the helping verbs are printed."""
    assert words(sentence)[day] == printed


@pytest.mark.parametrize(
    ("sentence", "day", "printed"),
    [
        (
            "Rebels seized a state - owned mine in Tessel on Monday after a day of fighting.",
            "2024-11-25",
            "Rebels seized a state - owned mine in Tessel on Monday after a day of fighting",
        ),
        (
            "Divers found more than 300 pounds (136 kilograms) of explosives on Monday in a shed near Marlow.",
            "2024-11-25",
            "Divers found more than 300 pounds (136 kilograms) of explosives on Monday in a shed near Marlow",
        ),
        (
            "Jonas Reuel was kidnapped from his small, family-run shop in the town Tessel on Wednesday, police said.",
            "2024-11-27",
            "Jonas Reuel was kidnapped from his small, family-run shop in the town Tessel on Wednesday",
        ),
        (
            MEDAL,
            "2024-11-26",
            'The minister was awarded a medal for "courageous service to the islands"',
        ),
    ],
)
def test_the_words_end_where_something_ends(words, sentence, day, printed):
    """Not inside a word, a bracket, a quotation or a row of adjectives."""
    assert words(sentence)[day] == printed


def test_a_meeting_is_told_by_its_verb(words):
    """'A news conference on Friday' is no line."""
    told = words("President Orlov welcomed the figures at a news conference on Friday.")
    assert told["2024-11-29"] == "President Orlov welcomed the figures at a news conference on Friday"


def test_each_of_two_days_has_its_own_words(words):
    """A name with two verbs goes before each."""
    told = words("Marina Voss, who joined the board on Monday, resigned on Thursday after a dispute over her pay.")
    assert "resigned" not in told["2024-11-25"]
    assert told["2024-11-28"] == "Marina Voss … resigned on Thursday after a dispute over her pay"


@pytest.mark.parametrize("sentence", [CONVOY, VISIT])
def test_a_long_sentence_is_cut(words, sentence):
    """At most 25 words, each piece of them from the text."""
    (printed,) = words(sentence).values()
    assert 4 <= len(printed.replace("…", "").split()) <= 25
    assert all(piece in sentence for piece in printed.split(" … "))

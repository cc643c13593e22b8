"""What only looks like time, read by the real pipeline: no day is invented, and real times beside it are kept."""

from datetime import date

import pytest

from bot.news.document.analyse import analyse
from bot.news.timex.grammar import load_grammar
from bot.news.timex.read import read_times

FRIDAY = date(2024, 11, 29)


def values(nlp, text, *, dct=FRIDAY):
    """The values of the times of a text that have days."""
    return [t.timex.value for t in read_times(analyse(nlp(text)), dct=dct, grammar=load_grammar()) if t.timex.first]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said the deal was done.",
        "May told reporters that she would go.",
        "The crowd will march to the square.",
        "April Jones was found in the woods.",
        "The singer June Carter returned to the stage.",
        "Police said that August Wilson had left the country.",
        "Tuesday Weld starred in the film.",
        "The Sunday Times reported the sale.",
        "He told The Friday Times that he would sue.",
        "Saturday Night Live made fun of it.",
        "A report in LA Weekly named the singer.",
        "The paper, USA Today, printed the list.",
        "A Boeing 787 landed on one engine.",
        "Some 1,900 people fled the valley.",
        "The shop is open 24/7 to truckers.",
        "They drove along Route 1990 to the coast.",
        "Flight 2019 from Denver was late.",
        "Security Council Resolution 1973 was quoted.",
        "The quotation stands on page 1984 of the file.",
        "Channel 4 showed the footage.",
        "The July 20 plot failed.",
        "The 26th of July Movement won.",
        "Gunmen of the November 17 group claimed it.",
        "The fall of the Berlin Wall changed the city.",
        "A flood in Winter Park closed the bridge.",
        "The novel 1984 is read in schools.",
        "He ran the 1500 meters final in Oslo.",
        "The index fell to 2010 points.",
    ],
)
def test_it_has_no_day(nlp, text):
    """Names of people, papers, shows, towns and groups; numbers of things; verbs."""
    assert values(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In April, Jones was found in the woods.", ["2024-04"]),
        ("Yesterday President Ortega signed the law.", ["2024-11-28"]),
        ("The court said on Tuesday Mr Weld had lost.", ["2024-11-26"]),
        ("Rebels Take Port City Today", ["2024-11-29"]),
        ("The July 20 vote was close.", ["2024-07-20"]),
        ("Flight crews were called in 2019.", ["2019"]),
        ("The 2010 census counted them.", ["2010"]),
    ],
)
def test_a_time_beside_a_capital_stays_one(nlp, text, found):
    """At the head of a sentence, in a headline, before a title."""
    assert values(nlp, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rules changed after the Sept. 11 attacks.", ["2001-09-11"]),
        ("The 9/11 attacks changed the city.", ["2001-09-11"]),
        ("Senators recalled the January 6 riot.", ["2021-01-06"]),
        ("A shop burned in the Nov. 3 attack.", ["2024-11-03"]),
    ],
)
def test_a_day_of_history_is_of_its_year(nlp, text, found):
    """'Sept. 11' of the attacks is a name; the day and month of any other attack are those of the year."""
    assert values(nlp, text) == found


def test_a_day_of_history_is_not_read_into_the_time_before_it(nlp):
    """In 1995 there were no Sept. 11 attacks yet: those of that year are meant."""
    assert values(nlp, "It recalled the Sept. 11 attacks.", dct=date(1995, 10, 2)) == ["1995-09-11"]

"""Numbers in words: joined to a verb only where the verb befell what is counted."""

import pytest

from bot.news.article import Article
from bot.news.facts import Answers, Claim, Figure
from bot.news.reply import compose_card, compose_facts
from bot.news.reply.figures import count_up
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.news.timex import Timex


def report_of(text: str, *figures: Figure, claims: tuple[Claim, ...] = (), timed: str = "") -> Report:
    """A report of one sentence that holds these figures and, where `timed` stands, an event of 29 Nov 2024."""
    article = Article("Title", None, None, None, None, None, "2024-11-29", None, None, "given", "en", 9, text)
    at = text.find(timed) if timed else -1
    timexes = (Timex(at, at + len(timed), "DATE", "2024-11-29"),) if at >= 0 else ()
    day = "2024-11-29"
    entries = (Entry(day, day, "day", text, 0, 0, "relative", "because", "happened", 1),) if timexes else ()
    return Report(1, "x", article, ((0, len(text)),), Answers(), (), figures, claims, (), timexes, entries, (), ())


def count(
    text: str,
    number: str,
    noun: str | None,
    what: str | None,
    *,
    value: float,
    unit: str | None = None,
    source: str = "",
) -> Figure:
    start = text.index(number)
    noun_start = text.index(noun, start) if noun else None
    noun_end = noun_start + len(noun) if noun and noun_start is not None else None
    return Figure(
        value, None, "exact", unit, noun, noun_start, noun_end, what, source or None, None, None, start,
        start + len(number), 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "noun", "what", "shown"),
    [
        ("Airstrikes killed four civilians.", "four", "civilians", "killed", "4 killed"),
        ("Four soldiers were killed in the raid.", "Four", "soldiers", "killed", "4 soldiers killed"),
        ("Four soldiers killed two rebels.", "Four", "soldiers", "killed", "4 soldiers"),
        ("The raid killed two rebels before four soldiers fell.", "four", "soldiers", "killed", "4 soldiers"),
        ("The storm damaged 4,460 shelters.", "4,460", "shelters", "damaged", "4,460 shelters damaged"),
        ("Seven people died at the scene.", "Seven", "people", "died", "7 died"),
        ("The league needs four points.", "four", "points", "needs", "4 points"),
    ],
)
def test_a_verb_is_joined_only_where_it_befell(text: str, number: str, noun: str, what: str, shown: str) -> None:
    """'4 killed' is said of victims, never of those who killed, and shelters never become dead."""
    values = {"four": 4, "Four": 4, "Seven": 7, "4,460": 4460}
    report = report_of(text, count(text, number, noun, what, value=values[number]))
    assert [one.lead for one in count_up(report)] == [shown]
    if (one := count_up(report)[0]).told:
        assert [(row.lead, row.text) for row in compose_card(report, article=None).facts] == [(one.lead, text)]


def test_figures_of_one_source_stand_together_with_source_and_day() -> None:
    """'4 killed, 25 injured: Syria’s Civil Defense, Fri 29 Nov 2024', as the desk reads it."""
    text = "According to Syria’s Civil Defense, airstrikes on Friday killed four civilians and injured 25 others."
    who = "Syria’s Civil Defense"
    figures = (
        count(text, "four", "civilians", "killed", value=4, source=who),
        count(text, "25", "others", "injured", value=25, source=who),
    )
    row = compose_card(report_of(text, *figures, timed="Friday"), article=None).facts[0]
    assert (row.lead, row.text) == ("4 killed, 25 injured:", "Syria’s Civil Defense, Fri 29 Nov 2024")


def test_money_and_shares_stand_in_the_articles_words() -> None:
    """A number with a unit is shown as it is written, with the words around it."""
    text = "Shares in Kelder Foods fell 11.4% on Thursday after the miller cut its forecast."
    row = compose_card(
        report_of(text, count(text, "11.4%", None, "fell", value=11.4, unit="percent")), article=None
    ).facts[0]
    assert (row.lead, row.text) == ("11.4%", text)


def test_a_claim_is_never_stated_as_fact() -> None:
    """What somebody says stands beside that somebody, and a quotation is marked as one."""
    text = "The mayor said that 30 houses were destroyed."
    claim = Claim("The mayor", 0, 9, "reported", "says", 20, 44, 0)
    report = report_of(text, count(text, "30", "houses", "destroyed", value=30), claims=(claim,), timed="said")
    card = compose_card(report, article=None)
    assert card.facts[0].note == "according to the mayor"
    assert card.timeline[0].note == "according to the mayor"
    said = '"The harbour stays open all winter," the mayor said.'
    quoted = report_of(said, claims=(Claim("the mayor", 37, 46, "quote", "says", 1, 35, 0),))
    row = compose_card(quoted, article=None).facts[0]
    assert (row.lead, row.text, row.note) == ("the mayor:", "“The harbour stays open all winter,”", "quote")
    assert compose_facts(report).sections[-1].rows[0].lead == "according to the mayor"


def test_dozens_stay_a_word() -> None:
    """No number is printed that the text lacks."""
    text = "The blast injured dozens of people on Friday."
    row = compose_card(report_of(text, count(text, "dozens", "people", "injured", value=24)), article=None).facts[0]
    assert "24" not in row.lead + row.text
    assert row.lead.startswith("dozens")

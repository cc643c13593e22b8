"""What follows from a dated event: distances, anniversaries, a second telling, a pronoun."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.report.read import read_article

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def entries(nlp):
    def _entries(text, published="2024-11-29"):
        report = read_article(Source("test", "plain", text=text, published=published), today=TODAY, nlp=nlp)
        return [(entry.start, entry.event) for entry in report.timeline]

    return _entries


def days(entries):
    return [day for day, _ in entries]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bomb killed four people in Marlow on Monday. The attack comes ten days before the start of the trial.",
            "2024-12-05",
        ),
        (
            "The court opened its inquiry in Marlow on Monday. Police had arrested him three days before the inquiry.",
            "2024-11-22",
        ),
        (
            "Villagers marked the 50th anniversary of the landslide on Wednesday.",
            "1974-11-27",
        ),
    ],
)
def test_a_counted_distance_from_a_dated_event_is_a_date(entries, text, told):
    """The event that has no day of its own gets it from the one that has."""
    assert told in days(entries(text))


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed four people in Marlow on Monday. Nearly ten days before the start of the trial is a long time.",
        "The jury could meet ten days before the trial.",
        "Two weeks after the talks nothing is clear.",
        "Villagers marked the 50th anniversary of the landslide in 1974 on Wednesday.",
    ],
)
def test_nothing_is_dated_by_a_distance_from_nowhere(entries, text):
    """No day to count from, a vague length, or a date of its own: nothing is derived."""
    assert all(day[:4] in {"2024", "1974"} and len(day) in {4, 10} for day in days(entries(text)))
    assert not {"2024-12-05", "2024-12-09", "1974-11-27"} & set(days(entries(text)))


@pytest.mark.parametrize(
    "sequel",
    [
        "Police arrested him at the door.",
        "Police later arrested him at his home.",
        "Police had arrested him before.",
        "Police may arrest more people.",
        "\n\nPolice arrested him at the door.",
        "The bank stands in a quiet street.",
    ],
)
def test_no_act_is_dated_by_the_sentence_before_it(entries, sequel):
    """The text does not say that it was the same day."""
    assert days(entries(f"The man entered the bank on Monday with a rifle. {sequel}")) == ["2024-11-25"]


def test_a_clause_with_when_says_what_happened_then(entries):
    """The date is that of the clause behind it."""
    told = entries("Support fell to 29 percent on Tuesday from the year before, when it stood at 40 percent.")
    assert told[0][0] == "2023"
    assert "40 percent" in told[0][1]


def test_each_clause_of_a_semicolon_is_an_entry(entries):
    """'Yesterday A beat B; C beat D'."""
    told = entries("Yesterday Norway beat Poland 2 – 0; Ghana beat hosts Chile 1 – 0; and Japan lost to Iceland.")
    assert days(told) == ["2024-11-28"] * 3


def test_one_event_told_twice_is_one_entry_and_two_peoples_acts_are_two(entries):
    """Of one day and verb: the same subject once, another subject again."""
    twice = entries("The council voted on Monday to close the bridge. The council voted 12 to 3 on Monday evening.")
    two = entries("The council voted on Monday to close the bridge. Dock workers voted on Monday for a strike.")
    assert (len(twice), len(two)) == (1, 2)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Maria Lopez resigned last week. She left the house on Monday.", "Maria Lopez … left the house on Monday"),
        ("Police met Maria Lopez and Anna Berg. She left the house on Monday.", "She left the house on Monday"),
        ("A friend of Maria Lopez wept. She left the house on Monday.", "She left the house on Monday"),
    ],
)
def test_a_pronoun_is_named_only_where_one_person_can_be_meant(entries, text, event):
    """The name of the only person told of; of two, or of somebody's friend, the pronoun stays."""
    assert event in [words for _, words in entries(text)]


def test_an_adverb_that_the_parser_cut_off_dates_its_sentence(entries):
    """'Yesterday' alone is no sentence."""
    told = entries(
        "A boy built a clock that looked odd to his teacher in Texas.\n\n"
        "Yesterday Mohamed received VIP attention at the headquarters in California."
    )
    assert "2024-11-28" in days(told)


def test_the_story_comes_before_its_background(nlp):
    """What the lede tells and a day still to come are core at any distance; old days and years are background."""
    text = (
        "Norvik will begin laying a power cable in May 2027. The council approved it in 2021. "
        "A public meeting will be held on 14 March 2025. The regulator had rejected the plan on 3 June 2020."
    )
    report = read_article(Source("test", "plain", text=text, published="2024-11-29"), today=TODAY, nlp=nlp)
    assert {entry.start: entry.importance for entry in report.timeline} == {
        "2020-06-03": 2, "2021": 2, "2025-03-14": 1, "2027-05": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Fourteen soldiers were killed on Sunday when their convoy hit a mine.",
            [("2024-11-24", "Fourteen soldiers were killed on Sunday when their convoy hit a mine")],
        ),
        (
            "The vote, originally scheduled for October, will be held on 15 December.",
            [("2024-12-15", "The vote … will be held on 15 December")],
        ),
        (
            "The talks ended without agreement on Wednesday.",
            [("2024-11-27", "The talks ended without agreement on Wednesday")],
        ),
        (
            "Officials expect the bridge to reopen on Monday.",
            [("2024-12-02", "Officials expect the bridge to reopen on Monday")],
        ),
        (
            "The man was convicted by a jury last month after a two-week trial.",
            [("2024-10", "The man was convicted by a jury last month after a two-week trial")],
        ),
        (
            "The judge adjourned the hearing to 9 June.",
            [("2025-06-09", "The judge adjourned the hearing to 9 June")],
        ),
        (
            "The director resigned last month following the crash on Oct. 2.",
            [
                ("2024-10", "The director resigned last month following the crash on Oct. 2"),
                ("2024-10-02", "the crash on Oct. 2"),
            ],
        ),
        (
            "Police detained two men on Sunday, and a prosecutor said on Monday that they would be charged on Tuesday.",
            [("2024-11-24", "Police detained two men on Sunday"), ("2024-11-26", "they would be charged on Tuesday")],
        ),
        (
            "The ferry Marina sank on November 26 off Tessel, the ministry said.",
            [("2024-11-26", "The ferry Marina sank on November 26 off Tessel")],
        ),
        ("Voters go to the polls on Sunday.", [("2024-12-01", "Voters go to the polls on Sunday")]),
        ("The museum, closed since June 2020, is in Hallan.", [("2020-06", "The museum, closed since June 2020")]),
        (
            "Police recall the bombings on Nov. 4 and Nov. 19.",
            [
                ("2024-11-04", "the bombings on Nov. 4 and Nov. 19"),
                ("2024-11-19", "the bombings on Nov. 4 and Nov. 19"),
            ],
        ),
        (
            "Last month, the regulator fined the bank for breaches between 2016 and 2019.",
            [("2024-10", "the regulator fined the bank for breaches")],
        ),
    ],
)
def test_a_date_goes_to_the_event_that_it_dates(entries, text, told):
    """The main clause keeps its day, two days of one event stand together, the years of a noun do not date the verb."""
    assert [entry for entry in entries("Rain fell in Marlow. " + text) if "Rain" not in entry[1]] == told


def test_a_plan_whose_days_are_not_over_is_planned(nlp):
    """'The repair was planned for the winter', told in November."""
    report = read_article(
        Source(
            "test", "plain", text="Rain fell in Marlow. The repair was planned for December.", published="2024-11-29"
        ),
        today=TODAY,
        nlp=nlp,
    )
    assert [(entry.start, entry.status) for entry in report.timeline][1:] == [("2024-12", "planned")]


def test_a_lede_that_lasted_for_years_is_not_of_the_day(entries):
    """'Worked at the dam for 12 years' did not happen on publication."""
    assert entries("Marta Lopez worked at the Corran dam for 12 years.") == []


@pytest.mark.parametrize("day", ["31 February", "February 30, 2024", "31 September"])
def test_a_lede_of_an_impossible_day_is_of_no_day(entries, day):
    """Not of publication's either."""
    assert entries(f"The council met on {day} in Marlow.") == []

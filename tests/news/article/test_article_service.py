"""Lines for editors in agencies' copy are no story, and no sentence of a story is taken for one."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.article.service import find_services, is_service

TODAY = date(2026, 11, 22)
STORY = (
    "BERGEN, Norway, Nov 29 (Reuters) - A ferry with 180 passengers ran aground in thick fog on Tuesday. Nobody was"
    " hurt, officials said, and all were taken ashore by boats within two hours of the accident."
)
LINES = [
    "MORE", "(MORE)", "(END)", "-30-", "###", "___", "(Recasts, adds quotes)", "(Adds details, background)",
    "Adds details, comment in paragraph 4", "AP-Norway-Ferry", "BC-EU--Norway-Ferry, 3rd Ld-Writethru,0450",
    "EDS: UPDATES with quotes", "Eds: Updates throughout. With AP Photos.", "Note to editors: this corrects the number",
    "(c) 2024 Reuters", "© Agence France-Presse", "Copyright 2024 The Associated Press. All rights reserved.",
    "burs-ab/cd", "afp/xyz", "(Reporting by John Doe in Oslo; Editing by Jane Roe and Li Wei)",
    "Additional reporting by Ola Nordmann in Oslo", "Our Standards: The Thomson Reuters Trust Principles.",
    "Associated Press writer Kari Lund in Oslo contributed to this report.",
    "CORRECTION: An earlier version of this story gave the wrong number of passengers.",
    "This story has been corrected to show that the ferry had 180 passengers.",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_for_editors_is_no_story_wherever_it_stands(line):
    assert is_service(line)
    head = read_source(Source("a", "copy", text=f"Ferry runs aground in fog\n{line}\n{STORY}"), today=TODAY).article
    assert (head.title, head.dateline) == (
        "Ferry runs aground in fog",
        "BERGEN, Norway, Nov 29 (Reuters)",
    ) or "/" in line
    foot = read_source(Source("a", "copy", text=f"Ferry runs aground in fog\n\n{STORY}\n\n{line}\n"), today=TODAY)
    story = "".join(
        sign for n, sign in enumerate(foot.article.text) if not any(start <= n < end for start, end in foot.aside)
    )
    assert line not in story
    assert "within two hours" in story


@pytest.mark.parametrize("line", [line for line in LINES if "/" not in line])  # initials stand at the foot
def test_a_line_for_editors_is_no_headline_and_hides_no_dateline(line):
    article = read_source(Source("a", "copy", text=f"Ferry runs aground in fog\n{line}\n{STORY}"), today=TODAY).article
    assert (article.title, article.dateline) == ("Ferry runs aground in fog", "BERGEN, Norway, Nov 29 (Reuters)")
    assert article.text.startswith("BERGEN")


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the BBC found that 40 people had died in the fire.",
        "Writing by hand helps children to remember, a study found on Monday.",
        "Scientists lead a new effort to save the reef.",
        "Copyright law changes on Friday in all 27 countries.",
        "More than 40 people died on Friday.",
        "This report was published by the United Nations on Friday and names 40 victims.",
        "Editors note that sales have fallen since March.",
        "US-Iran talks were held in Geneva on Friday.",
        "The end of the war came on 2 May 2013.",
        "Correction officers went on strike on Friday.",
    ],
)
def test_a_sentence_of_a_story_is_none(line):
    assert not is_service(line)


def test_they_are_found_between_the_takes_of_a_wire_story():
    text = f"{STORY}\n(MORE)\nThe captain was questioned by the police on Wednesday."
    assert [text[start:end] for start, end in find_services(text, 0)] == ["(MORE)"]


@pytest.mark.parametrize(
    ("line", "dateline", "agency"),
    [
        ("Madrid, Nov 29 (EFE).- ", "Madrid, Nov 29 (EFE)", "EFE"),
        ("New Delhi, Nov 29 (PTI) ", "New Delhi, Nov 29 (PTI)", "PTI"),
        ("Sydney, Nov 29 AAP - ", "Sydney, Nov 29 AAP", "AAP"),
        ("(ANSA) - ROME, NOV 29 - ", "(ANSA) - ROME, NOV 29", "ANSA"),
        ("NEW YORK (Reuters Breakingviews) - ", "NEW YORK (Reuters Breakingviews)", "Reuters"),
        ("Berlin (dpa/bb) - ", "Berlin (dpa/bb)", "dpa"),
        ("Beirut (Lebanon) (AFP) – ", "Beirut (Lebanon) (AFP)", "AFP"),
    ],
)
def test_agencies_datelines(line, dateline, agency):
    text = f"Ferry runs aground in fog\n\n{line}A ferry ran aground on Tuesday, and nobody was hurt, officials said."
    article = read_source(Source("a", "copy", text=text, published="2024-11-29"), today=TODAY).article
    assert (article.dateline, article.publisher) == (dateline, agency)

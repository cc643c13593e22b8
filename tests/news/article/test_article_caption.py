"""Captions and what stands below a story are told by their form; sentences of the story stay."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.article.read import read_source

HEADLINE = "Ferry runs aground off Norway"
STORY = "A ferry ran aground on Friday, the coastguard said. Nobody was hurt."
SOURCES = """Sources

Kari Lund.
"Ferry runs aground" — Fjord Post, November 29, 2024

"Ferry: what we know" - The Bergen Voice, November 30, 2024

Categories: November 29, 2024 Norway Transport"""


def apart(text):
    """What stands aside, but for the headline."""
    reading = read_source(Source("paste", "plain", text=text), today=date(2024, 12, 5))
    return [text[start:end] for start, end in reading.aside if (start, end) != reading.headline]


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ("The ferry in 2019. Image: Kari Lund.", ["Image: Kari Lund."]),
        ("The ferry in 2019. Video: Kari Lund & Co.", ["Video: Kari Lund & Co."]),
        ("The ferry on the rocks. (AP Photo/Kari Lund)", ["(AP Photo/Kari Lund)"]),
        ("The ferry at its berth Image: Kari Lund.", ["The ferry at its berth Image: Kari Lund."]),
        ("Lund (left) and Berg (right) on May 2, 2024.", ["Lund (left) and Berg (right) on May 2, 2024."]),
        ("Lund, of the U.S. Navy (far left), in Oslo.", ["Lund, of the U.S. Navy (far left), in Oslo."]),
        ("File photo of the ferry, which was built in 1998.", ["File photo of the ferry, which was built in 1998."]),
        ("Berg of the port; from file, 2008. In May it was sold.", ["Berg of the port; from file, 2008."]),
        ("Berg in a file photo", ["Berg in a file photo"]),
        ("The party (left of the centre) won. Its rival said the court had left and right parties to choose.", []),
        ("The lawyers read from file after file, and the court rose.", []),
        ("The images: what they show is unclear, the police said.", []),
        ("Video showed the ferry turning. It then sank.", []),
    ],
)  # fmt: skip
def test_captions_stand_aside(line, aside):
    assert apart(f"{HEADLINE}\n\n{STORY}\n\n{line}\n\n{STORY}") == aside


def test_what_stands_below_the_story_stands_aside():
    assert apart(f"{HEADLINE}\n\n{STORY}\n\n{SOURCES}\n") == [SOURCES]


@pytest.mark.parametrize("line", ["Related news", "See also", "External links", "Source: Fjord Post"])
def test_each_heading_begins_what_stands_below(line):
    assert apart(f"{HEADLINE}\n\n{STORY}\n\n{line}\n\nFerry sinks in harbour") == [f"{line}\n\nFerry sinks in harbour"]


@pytest.mark.parametrize("line", ["Sources", "Related news", "See also: the ferry of 2019"])
def test_a_heading_with_more_of_the_story_below_it_stays(line):
    assert apart(f"{HEADLINE}\n\n{STORY}\n\n{line}\n\n{STORY}") == []


def test_a_last_sentence_about_sources_stays():
    assert apart(f"{HEADLINE}\n\n{STORY}\n\nSources: the owner had been warned in 2023.") == []


def test_a_page_loses_what_stands_below_its_story():
    paragraphs = "".join(f"<p>{line}</p>" for line in [STORY] * 4 + SOURCES.split("\n") if line)
    html = f"<html><title>{HEADLINE}</title><body><article><h1>{HEADLINE}</h1>{paragraphs}</article></body></html>"
    reading = read_source(Source("page", "page", text=html, published="2024-11-29"), today=date(2024, 12, 5))
    assert reading.article.text.endswith("Nobody was hurt.")

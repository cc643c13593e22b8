"""Lines of one width become paragraphs again, and no other lines do."""

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.article.wrap import unwrap

PARAGRAPHS = [
    " ".join(["A ferry with eighty people ran aground in thick fog near Bergen on Friday, the coastguard said."] * 2),
    " ".join(["Nobody was hurt, and it will be towed to a yard as soon as the wind allows it, said the owner."] * 3),
]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_a_wrapped_text_has_its_paragraphs_back(width):
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert unwrap(text, ()) == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "Ferry runs aground\nOil spills\nPort closes\nMinister resigns over the spill\nNobody is hurt in the accident",
        (
            "The measures in full:\n- no ferries in fog, by order of the coastguard\n- no oil on board of any ferry\n"
            "- two captains on the bridge from the first of May on\n- lifeboats for all"
        ),
    ],
)
def test_other_lines_stay(text):
    assert unwrap(text, ()) == text


def test_the_head_of_a_wrapped_text_stays_apart():
    first, second = PARAGRAPHS
    body = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in (f"OSLO (AP) — {first}", second))
    reading = read_source(
        Source("mail", "copy", text=f"Ferry runs aground\n29 November 2024\n\n{body}"),
        today=date(2024, 12, 5),
    )
    assert (reading.article.title, reading.article.published) == ("Ferry runs aground", "2024-11-29")
    assert reading.article.text.startswith(
        "OSLO (AP) — A ferry with eighty people ran aground in thick fog near Bergen on Friday"
    )


@given(st.text(alphabet="ab .\n-", max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400))))
def test_only_line_breaks_change(text, aside):
    new = unwrap(text, aside)
    assert len(new) == len(text)
    assert all(one == other or (one, other) == (" ", "\n") for one, other in zip(new, text, strict=True))

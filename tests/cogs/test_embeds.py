"""Cards and sheets as Discord's messages: within its limits whatever they hold."""

from dataclasses import replace

import discord
import pytest
from discord.http import handle_message_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cogs.buttons import find_buttons
from bot.cogs.embeds import COLOURS, draw_answer, draw_pages, find_mark
from bot.news.reply import Answer, Card, Row, Section, Sheet
from tests.cogs import referee

CARD = Card(
    article=1,
    title="Rebels take the city",
    url="https://example.org/a",
    subtitle="The Example · published Fri 29 Nov 2024",
    facts=(Row("4 killed, 25 injured", "air strikes", "Syria's Civil Defense"),),
    timeline=(Row("Dec 2016", "forced out of the city"), Row("2025", "talks begin", "planned")),
    doubts=("'third day' and 'Tuesday' do not agree",),
    footer="date from page metadata · a1b2",
    tone="doubt",
    buttons=("timeline", "sentences"),
)

words = [
    "",
    "*" * 300,
    "😀" * 150,
    "@everyone",
    "a sentence of some length " * 20,
    "مرحبا " * 30,
    "x" * 3000,
    "\n# x\n",
]
text = st.sampled_from(words) | st.text(max_size=12)
rows = st.builds(Row, text, text, st.none() | text)
tones = st.sampled_from(["plain", "doubt", "failure"])
cards = st.builds(
    Card,
    article=st.none() | st.integers(1, 10**9),
    title=text,
    url=st.sampled_from([None, "https://example.org/a", "nonsense"]),
    subtitle=text,
    facts=st.lists(rows, max_size=5).map(tuple),
    timeline=st.lists(rows, max_size=6).map(tuple),
    doubts=st.lists(text, max_size=3).map(tuple),
    footer=text,
    tone=tones,
    buttons=st.sampled_from([(), ("timeline",), ("timeline", "sentences")]),
)
sections = st.lists(st.builds(Section, text, st.lists(rows, max_size=6).map(tuple)), max_size=3).map(tuple)
sheets = st.builds(Sheet, text, text, sections, text, tones)
answers = st.builds(
    Answer,
    st.lists(cards, max_size=2).map(tuple),
    st.lists(sheets, max_size=1).map(tuple),
    st.lists(text, max_size=8).map(tuple),
    st.sampled_from(["", "post1456074443980800018", "digest 2024-11-29"]),
)


def body_of(content, embeds, view=None) -> dict:
    """What discord.py sends for it."""
    params = handle_message_parameters(
        content,
        embeds=embeds,
        nonce="n",
        view=view or discord.utils.MISSING,
        mention_author=False,
        previous_allowed_mentions=discord.AllowedMentions.none(),
    )
    return params.payload


def repeat(answer: Answer, times: int) -> Answer:
    """More of the same: a cheap way to large answers."""
    return replace(answer, cards=answer.cards * times, sheets=answer.sheets * times, notes=answer.notes * times)


def judge(answer: Answer) -> list[str]:
    drawn = draw_answer(answer)
    return referee.judge("POST", "/channels/1/messages", body_of(drawn.content, drawn.embeds, find_buttons(answer)))


@given(answers, st.integers(1, 7))
@settings(max_examples=60, deadline=None)
async def test_discord_takes_every_answer(answer, times):
    assert judge(repeat(answer, times)) == []


@given(sheets)
@settings(max_examples=60, deadline=None)
def test_discord_takes_every_page_of_a_sheet(sheet):
    for page in draw_pages(sheet):
        assert referee.judge("POST", "/channels/1/messages", body_of(None, [page])) == []


async def test_ten_full_cards_fit_with_facts_and_timeline_shortened_alike():
    row = Row(
        "Tue 26 Nov 2024",
        "the fighters entered the western outskirts of the city and took the square",
        "as told by a group",
    )
    full = replace(CARD, facts=(row,) * 4, timeline=(row,) * 5)

    answer = Answer((full,) * 10)
    drawn = draw_answer(answer)

    assert judge(answer) == []
    assert len(drawn.embeds) == 10
    for embed in drawn.embeds:
        assert embed.description.count("•") == 2
        assert embed.description.count("**Tue 26 Nov 2024**") == 3
        assert embed.footer.text.endswith("shortened")
        assert "do not agree" in embed.description


def test_one_card_is_drawn_whole():
    (embed,) = draw_answer(Answer((CARD,))).embeds
    assert (embed.title, embed.url) == ("Rebels take the city", "https://example.org/a")
    assert embed.description.splitlines() == [
        "The Example · published Fri 29 Nov 2024",
        "",
        "• **4 killed, 25 injured** air strikes · Syria's Civil Defense",
        "",
        "**Dec 2016** forced out of the city",
        "**2025** talks begin · planned",
        "",
        "⚠️ **Doubt** 'third day' and 'Tuesday' do not agree",
    ]
    assert embed.footer.text == "date from page metadata · a1b2"


@pytest.mark.parametrize(("tone", "word"), [("doubt", "Doubt"), ("failure", "Failed")])
def test_a_colour_has_its_word_beside_it(tone, word):
    (embed,) = draw_answer(Answer((replace(CARD, tone=tone, doubts=()),))).embeds
    assert embed.colour == COLOURS[tone]
    assert word in embed.description


def test_more_cards_than_embeds_are_named():
    drawn = draw_answer(Answer((CARD,) * 9 + (replace(CARD, title="Tenth"), replace(CARD, title="Eleventh"))))
    assert len(drawn.embeds) == 10
    assert drawn.content == "Also read: Eleventh"


def test_a_mark_is_found_again_in_footer_or_text():
    for answer in (
        Answer((CARD,), mark="digest 2024-11-29"),
        Answer(notes=("Nothing new.",), mark="digest 2024-11-29"),
    ):
        drawn = draw_answer(answer)
        message = type("Message", (), {"embeds": drawn.embeds, "content": drawn.content or ""})
        assert find_mark(message, answer.mark)
        assert not find_mark(message, "digest 2024-11-30")


async def test_two_cards_of_one_article_have_one_pair_of_buttons():
    view = find_buttons(Answer((CARD, CARD)))
    assert len(view.children) == 2


def test_a_long_sheet_in_one_message_is_shortened_and_says_so():
    sheet = Sheet("Digest", "Covers the night", (Section("New", (Row("Fri 29 Nov 2024", "x " * 200),) * 100),))
    drawn = draw_answer(Answer(sheets=(sheet,)))
    assert len(drawn.embeds) == 2
    assert drawn.embeds[-1].footer.text.startswith("shortened")


def test_pages_hold_every_row_once_and_in_order():
    rows = tuple(Row(f"day {number}", "something happened", f"because of {number}") for number in range(200))
    pages = draw_pages(Sheet("Timeline", "", (Section("2024", rows),), "200 entries"))
    text = "\n".join(page.description for page in pages)
    assert [line.split("**")[1] for line in text.splitlines() if line.startswith("**day")] == [row.lead for row in rows]
    assert pages[0].footer.text == f"page 1 of {len(pages)} · 200 entries"


def test_a_channel_named_by_a_row_can_be_followed():
    (page,) = draw_pages(Sheet("Watched", "", (Section("", (Row("<#123456789012345678>", "every link"),)),)))
    assert "<#123456789012345678> every link" in page.description

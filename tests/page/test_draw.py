"""Cards and sheets as HTML: whatever an article says, the page's markup is the house's own."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.reply import Answer, Card, Row, Section, Sheet
from bot.page.draw import draw_answer, draw_card, draw_mark, draw_sheet

OURS = {
    "article", "header", "h2", "h3", "p", "ul", "ol", "li", "b", "small", "span", "strong", "footer", "nav", "a",
    "section", "br",
}  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</article>",
        "<!--",
        "&lt;",
        "' onclick='x",
        "<a href=//x>",
    ]
)
tones = st.sampled_from(["plain", "doubt", "failure"])
rows = st.builds(Row, texts, texts, st.none() | texts)
cards = st.builds(
    Card,
    article=st.none() | st.integers(1, 2**60),
    title=texts,
    url=st.none() | texts | texts.map("https://example.com/{}".format) | st.just("javascript:alert(1)"),
    subtitle=texts,
    facts=st.lists(rows, max_size=2).map(tuple),
    timeline=st.lists(rows, max_size=2).map(tuple),
    doubts=st.lists(texts, max_size=2).map(tuple),
    footer=texts,
    tone=tones,
    buttons=st.sampled_from([(), ("timeline",), ("timeline", "sentences")]),
)
sections = st.builds(Section, texts, st.lists(rows, max_size=2).map(tuple))
sheets = st.builds(
    Sheet, texts, texts, st.lists(sections, max_size=2).map(tuple), texts, tones
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser makes of it: its elements, its links, its text; every element closed by its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [
            value or "" for name, value in attrs if name in {"href", "src", "style"} or name.startswith("on")
        ]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


@given(
    st.builds(Answer, st.lists(cards, max_size=2).map(tuple), st.lists(sheets, max_size=2).map(tuple), st.tuples(texts))
)
def test_nothing_that_is_said_becomes_markup(answer):
    """Elements are ours and closed, links lead to the web or to this page, every headline can be read."""
    seen = Seen(draw_answer(answer))
    assert seen.tags <= OURS
    assert not seen.open
    assert not seen.others
    assert all(link.startswith(("http://", "https://", "/article/")) for link in seen.links)
    for said in (*answer.cards, *answer.sheets):
        assert said.title.replace("\n", "").replace("\r", "") in seen.text.replace("\n", "").replace("\r", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "[", "", None])
def test_only_an_address_of_the_web_is_a_link(url):
    card = Card(1, "Headline", url, "", (), (), (), "", "plain")
    assert not Seen(draw_card(card)).links


def test_a_word_stands_beside_each_colour():
    """Amber and red are told apart by those who do not see them."""
    card = Card(
        None,
        "https://example.com/a",
        "https://example.com/a",
        "Not read",
        (),
        (),
        ("Page not found (404).",),
        "",
        "failure",
    )
    assert "Failed Page not found (404)." in Seen(draw_card(card)).text
    assert (
        "Doubt 'third day' and 'Tuesday' do not agree."
        in Seen(draw_mark("doubt", "'third day' and 'Tuesday' do not agree.")).text
    )
    assert (
        "Doubt Look at what waits." in Seen(draw_sheet(Sheet("Status", "Look at what waits.", (), tone="doubt"))).text
    )


def test_buttons_lead_to_the_articles_page():
    card = Card(7, "Headline", None, "", (), (), (), "", "plain", ("timeline", "sentences"))
    assert Seen(draw_card(card)).links == ["/article/7#timeline", "/article/7#sentences"]

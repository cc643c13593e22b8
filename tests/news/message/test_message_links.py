"""The links of a message: found however they are written, each article's once."""

import pytest

from bot.news.message import find_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://paper.example/a", ["https://paper.example/a"]),
        ("Look: https://paper.example/a.", ["https://paper.example/a"]),
        ("(see https://paper.example/a)", ["https://paper.example/a"]),
        ("“https://paper.example/a”, they say", ["https://paper.example/a"]),
        ("https://paper.example/Ferry_(ship) sank", ["https://paper.example/Ferry_(ship)"]),
        ("**https://paper.example/a**", ["https://paper.example/a"]),
        ("||https://paper.example/a||", ["https://paper.example/a"]),
        ("<https://paper.example/a?b=1>", ["https://paper.example/a?b=1"]),
        ("[the ferry](https://paper.example/a)", ["https://paper.example/a"]),
        ('[the ferry](<https://paper.example/a> "sinks")', ["https://paper.example/a"]),
        ("[https://paper.example/a](https://paper.example/a)", ["https://paper.example/a"]),
        ("HTTPS://Paper.Example/A", ["HTTPS://Paper.Example/A"]),
        (
            "„https://paper.example/a“, ‹https://paper.example/b›!",
            ["https://paper.example/a", "https://paper.example/b"],
        ),
        ("انظر https://paper.example/a، ثم", ["https://paper.example/a"]),
        ("（https://paper.example/a）", ["https://paper.example/a"]),
        (
            "> https://paper.example/a\n> <https://paper.example/b>",
            ["https://paper.example/a", "https://paper.example/b"],
        ),
        ("`https://paper.example/a`", ["https://paper.example/a"]),
        (
            "1. https://paper.example/a; 2. https://paper.example/b.",
            ["https://paper.example/a", "https://paper.example/b"],
        ),
        ("heard it's 9 dead: https://paper.example/a?id=4&b=%20x - anyone?", ["https://paper.example/a?id=4&b=%20x"]),
        (
            "[one](https://paper.example/a) and [two](<https://paper.example/b>)",
            ["https://paper.example/a", "https://paper.example/b"],
        ),
        ("https://discord.com/channels/1/2/3 and https://bit.ly/3x", ["https://bit.ly/3x"]),
        ("https://www.google.com/amp/s/www.paper.example/a", ["https://www.paper.example/a"]),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2Fa https://paper.example/a",
            ["https://paper.example/a"],
        ),
        ("www.paper.example/a, then", ["https://www.paper.example/a"]),
        ("http://127.0.0.1:8080/a", ["http://127.0.0.1:8080/a"]),
        ("https://paper\u200b.example/a\u200e", ["https://paper.example/a"]),
        ("me@www.paper.example or ftp://paper.example/a", []),
        ("https:// and http://nohost and https://[::1", []),
    ],
)
def test_links_are_found_as_they_are_written(text, links):
    assert list(find_links(text)) == links


def test_order_is_kept_and_an_article_comes_once():
    text = "https://b.example/2 https://a.example/1?utm_source=x https://www.b.example/2#top https://a.example/1"
    assert find_links(text) == ("https://b.example/2", "https://a.example/1?utm_source=x")


@pytest.mark.parametrize(
    "link",
    [
        "https://tenor.com/view/cat-1",
        "https://media.giphy.com/media/x/giphy",
        "https://www.youtube.com/watch?v=x",
        "https://cdn.discordapp.com/attachments/1/2/report.html",
        "https://discord.gg/abc",
        "https://ptb.discord.com/channels/1/2/3",
        "https://paper.example/photo.JPG?width=300",
        "https://www.google.com/url?q=https://tenor.com/view/cat-1",
    ],
)
def test_what_holds_no_article_is_passed_over(link):
    assert find_links(f"{link} https://paper.example/a") == ("https://paper.example/a",)


def test_a_joiner_inside_a_persian_word_stays_in_the_link():
    assert find_links("https://paper.example/می\u200cرود\u200c") == ("https://paper.example/می\u200cرود",)


def test_a_run_of_punctuation_behind_a_link_is_read_at_once():
    """A quadratic trim would take minutes here, and the suite would not end."""
    assert find_links("https://paper.example/a" + "!" * 200_000) == ("https://paper.example/a",)

"""One key for one article, two keys for two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.message import canonical

KEY = "https://paper.example/world/ferry-sinks"


@pytest.mark.parametrize(
    "link",
    [
        "https://paper.example/world/ferry-sinks",
        "http://paper.example/world/ferry-sinks/",
        "HTTPS://WWW.Paper.Example:443/world/ferry-sinks",
        "https://m.paper.example/world/ferry-sinks#comments",
        "https://amp.paper.example/world/ferry-sinks",
        "https://paper.example/world/ferry-sinks/amp/",
        "https://paper.example/amp/world/ferry-sinks",
        "https://paper.example/world/amp/ferry-sinks",
        "https://paper.example/world/ferry-sinks?amp=1&outputType=amp",
        "https://paper.example/world/ferry-sinks.amp",
        "https://paper.example/world/ferry-sinks?utm_source=x&utm_medium=y#top",
        "https://paper.example/world/ferry-sinks?fbclid=1&CMP=share_btn&smid=tw&ocid=z&srnd=p&at_medium=s",
        "https://paper.example//world//ferry-sinks",
        "https://editor:secret@paper.example/world/ferry-sinks",
        "https://paper.example/world/\u200bferry-sinks\u202c",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fpaper.example%2Fworld%2Fferry-sinks%3Futm_source%3Dg",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2Fworld%2Fferry-sinks&h=AT0",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaper.example%2Fworld%2Fferry-sinks&data=05",
        "https://www.google.com/amp/s/paper.example/world/ferry-sinks",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/world/ferry-sinks",
        "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fpaper.example%252Fworld%252Fferry-sinks",
    ],
)
def test_ways_to_one_article_have_one_key(link):
    assert canonical(link) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/story?id=42", "https://paper.example/story?id=43"),
        ("https://paper.example/story?eid=42", "https://paper.example/story?eid=43"),
        ("https://paper.example/story?gallery=7", "https://paper.example/story?gallery=8"),
        ("https://paper.example/story.php?48213", "https://paper.example/story.php?48214"),
        ("https://paper.example/?p=12", "https://paper.example/?p=13"),
        ("https://paper.example/a?page=2", "https://paper.example/a"),
        ("https://paper.example/Amp", "https://paper.example/ampere"),
        ("https://news.paper.example/a", "https://sport.paper.example/a"),
        ("https://paper.example:8080/a", "https://paper.example/a"),
    ],
)
def test_two_articles_have_two_keys(one, other):
    assert canonical(one) != canonical(other)


def test_the_order_of_parameters_is_no_matter():
    assert canonical("https://paper.example/a?b=1&a=2") == canonical("https://paper.example/a?a=2&b=1")


def test_a_tracker_of_one_host_is_a_parameter_elsewhere():
    assert canonical("https://www.wsj.com/a?mod=hp") == "https://wsj.com/a"
    assert canonical("https://paper.example/a?mod=sport") == "https://paper.example/a?mod=sport"


@pytest.mark.parametrize(
    "text", ["", "no link", "ftp://paper.example/a", "https://[broken", "https://", "mailto:a@b.example"]
)
def test_what_is_no_link_comes_back_as_it_is(text):
    assert canonical(f" {text} ") == text


PIECES = """www. m. amp. paper.example ü.example /amp / // . .. .amp .html ? & = # id=42 utm_source=x amp=1 %C3%A9 %zz é
\u200b : @ ; ' " < > [ ] https:// http:// google.com/url?q= google.com/amp/s/ cdn.ampproject.org/c/s/ :80 :443
l.facebook.com/l.php?u= web.archive.org/web/2024/"""
_links = st.lists(st.sampled_from([*PIECES.split(), " ", "\t"]), max_size=14).map(
    lambda parts: "https://" + "".join(parts)
)


@settings(max_examples=300)
@given(st.one_of(st.text(), _links))
def test_a_key_is_its_own_key(link):
    key = canonical(link)
    assert canonical(key) == key

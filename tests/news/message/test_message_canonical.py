"""One key for one article, two keys for two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.message import canonical, lead_to

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


@pytest.mark.parametrize(("link", "target"), [
    ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fpaper.example%2Fa%3Fb%3D1", "https://paper.example/a?b=1"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.paper.example%2Fa&h=AT0", "https://www.paper.example/a"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaper.example%2Fa&data=05",
     "https://paper.example/a"),
    ("https://www.google.com/amp/s/www.paper.example/a/amp", "https://www.paper.example/a/amp"),
    ("https://www.google.co.uk/amp/s/paper.example/a", "https://paper.example/a"),
    ("https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/a?x=1", "https://www.paper.example/a?x=1"),
    ("https://www-paper-example.cdn.ampproject.org/v/paper.example/a", "http://paper.example/a"),
    ("https://paper-example.bing-amp.com/c/s/paper.example/a", "https://paper.example/a"),
    ("https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fpaper.example%252Fa",
     "https://paper.example/a"),
    ("https://www.google.com/url?q=file%3A%2F%2F%2Fetc%2Fpasswd", "https://www.google.com/url?q=file%3A%2F%2F%2Fetc%2Fpasswd"),
    ("https://notgoogle.com/amp/s/paper.example/a", "https://notgoogle.com/amp/s/paper.example/a"),
    ("https://bit.ly/3abcde", "https://bit.ly/3abcde"),
    ("https://WWW.Paper.example/a/?utm_source=x#top", "https://WWW.Paper.example/a/?utm_source=x#top"),
    ("no link", "no link"),
])  # fmt: skip
def test_what_stands_in_front_of_a_page_is_left_behind(link, target):
    """As an address to fetch: www, case and parameters of the page stay; a shortener's target is not in its link."""
    assert lead_to(link) == target


def test_letters_of_any_script_have_the_key_of_their_name_in_dns():
    assert canonical("https://www.zürich.example/a") == canonical("https://xn--zrich-kva.example/a")
    assert canonical("https://bbс.example/") != canonical("https://bbc.example/")


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

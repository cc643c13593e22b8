"""The country whose customs an article follows: by its dateline, else by where its address lies."""

import pytest

from bot.news.article.country import country_of, find_country
from bot.news.article.dateline import find_dateline


@pytest.mark.parametrize(
    ("line", "url", "country"),
    [
        ("WASHINGTON (AP) — Lawmakers met.", None, "US"),
        ("BIRMINGHAM, England (Reuters) - A bus burned.", None, "GB"),
        ("SPRINGFIELD, Mo., Nov. 3 (AP) — A bus burned.", None, "US"),
        ("NEW DELHI, Nov 3 (Reuters) - Polls opened.", "https://www.example.co.uk/a", "IN"),
        ("QAMISHLI (Reuters) - Fighters left.", "https://www.example.co.uk/a", "GB"),
        ("Fighters left.", "https://news.example.com.au/a", "AU"),
        ("Fighters left.", "https://example.com/a", None),
        ("Fighters left.", None, None),
    ],
)
def test_the_dateline_goes_before_the_address(line, url, country):
    """A region named in the dateline before its city; an address that ends in .com says nothing."""
    assert country_of(find_dateline(line), url) == country


@pytest.mark.parametrize(
    ("name", "code"), [("Indian", "IN"), ("South Korea", "KR"), ("LONDON", "GB"), ("Turkey", "TR"), ("turkey", None)]
)
def test_a_country_is_known_by_its_names(name, code):
    """Written as a name; a bird in small letters is none."""
    assert find_country(name) == code

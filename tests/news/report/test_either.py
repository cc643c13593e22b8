"""An article whose stamp leaves open on which of two evenings it was published: nothing pretends to know the day."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.reply.dates import show_published
from bot.news.report.read import read_article

TODAY = date(2024, 12, 5)
STORY = (
    "The council of Rostane approved the new bridge today after a debate of nine hours. "
    "Opponents had blocked the road yesterday. The first hearing took place on Wednesday. "
    "A rally was held on Saturday. The old bridge was closed in 2016."
)


@pytest.fixture(scope="session")
def read(nlp):
    def _read(stamp, *, url="https://news.example.com/story", text=STORY):
        head = f"<meta property='article:published_time' content='{stamp}'>"
        body = "".join(f"<p>{line}</p>" for line in [text, text.replace("Rostane", "Hallan")])
        head = f"<head><title>Bridge</title>{head}</head>"
        html = f"<!doctype html><html>{head}<body><article>{body}</article></body></html>"
        return read_article(Source(url, "page", body=html.encode(), url=url), today=TODAY, nlp=nlp)

    return _read


def timexes(report):
    text = report.article.text
    return {text[time.start : time.end].lower(): (time.first, time.last) for time in reversed(report.timexes)}


def test_a_stamp_of_the_early_morning_in_utc_may_be_of_the_evening_before(read):
    """Both days stand in the report and on the card."""
    report = read("2024-11-30T04:30:00Z")
    assert report.article.either == ("2024-11-29", "2024-11-30")
    assert report.article.published == "2024-11-30T04:30:00+00:00"
    assert show_published(report.article) == "published 29 or 30 Nov 2024"


def test_a_day_that_moves_with_publication_has_both_days(read):
    """'today' and 'yesterday' are one of two; 'on Wednesday' and 2016 are the same from either day."""
    found = timexes(read("2024-11-30T04:30:00Z"))
    assert found["today"] == ("2024-11-29", "2024-11-30")
    assert found["yesterday"] == ("2024-11-28", "2024-11-29")
    assert found["wednesday"] == ("2024-11-27", "2024-11-27")
    assert found["2016"] == ("2016-01-01", "2016-12-31")


def test_a_weekday_that_may_be_of_two_weeks_stays_open(read):
    """From Friday the last Saturday is a week ago, from Saturday it is the day itself: both are named."""
    report = read("2024-11-30T04:30:00Z")
    assert timexes(report)["saturday"] == (None, None)
    assert any("Sat 23 Nov 2024 or Sat 30 Nov 2024" in one.because for one in report.open)


def test_an_entry_says_that_it_may_be_a_day_earlier(read):
    """Its days are both, and its reason says why."""
    report = read("2024-11-30T04:30:00Z")
    entry = next(one for one in report.timeline if "approved" in one.event)
    assert (entry.start, entry.end) == ("2024-11-29", "2024-11-30")
    assert "Fri 29 Nov 2024 or Sat 30 Nov 2024" in entry.because


@pytest.mark.parametrize(
    ("stamp", "url", "text"),
    [
        ("2024-11-29T23:30:00-05:00", "https://news.example.com/a", STORY),
        ("2024-11-30T08:00:00Z", "https://news.example.com/a", STORY),
        ("2024-11-30T04:30:00Z", "https://news.example.co.uk/a", STORY),
        ("2024-11-30T04:30:00Z", "https://news.example.com/a", "ROSTANE, Nov. 29 (Reuters) - " + STORY),
        ("2024-11-30", "https://news.example.com/a", STORY),
    ],
)
def test_a_day_that_something_settles_is_one(read, stamp, url, text):
    """The stamp's own zone, a later hour, the outlet's country, the text's dateline, a stamp without a clock."""
    report = read(stamp, url=url, text=text)
    assert report.article.either is None
    assert timexes(report)["today"][0] == timexes(report)["today"][1]


def test_late_in_the_evening_of_its_own_zone_today_is_that_day(read):
    """For every reader, wherever they are."""
    assert timexes(read("2024-11-29T23:30:00-05:00"))["yesterday"] == ("2024-11-28", "2024-11-28")

"""Heads and datelines on the reference articles, which stand beside the checkout and not in it."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.news.article import Source
from bot.news.article.read import read_source
from bot.news.message import count_words, is_news

SHARED = Path(__file__).parents[4] / "shared"
TODAY = date(2026, 11, 22)


def documents(path):
    file = SHARED / path / "docs.jsonl"
    if not file.exists():
        pytest.skip(f"no reference articles at ../shared/{path}")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def read(document, **fields):
    return read_source(Source(document["id"], "plain", text=document["text"], **fields), today=TODAY)


@pytest.mark.parametrize("path", ["gold/news", "corpora/time/gum-news", "corpora/time/meantime-apple"])
def test_every_title_and_date_line_is_found(path):
    """One of them carries a date line that is years off its publication: that one is doubted."""
    for document in documents(path):
        reading = read(document)
        assert document["text"][slice(*reading.headline)] == document["text"].split("\n")[0].strip()
        given = read(document, published=document["published"])
        if reading.article.published != document["published"]:
            assert [doubt.kind for doubt in given.doubts] == ["dates"]
        assert given.dct.isoformat() == document["published"]


@pytest.mark.parametrize(("path", "datelines"), [("corpora/time/te3-aquaint", 62), ("corpora/time/te3-timebank", 19)])
def test_wire_copy_has_its_datelines_and_no_invented_title(path, datelines):
    """Each of these was looked at; no dateline of the two sets is missed and none is made up."""
    readings = [read(document) for document in documents(path)]
    assert sum(reading.article.dateline is not None for reading in readings) == datelines
    assert [reading.headline for reading in readings if reading.headline] == []


def test_news_is_told_from_talk():
    """All but three broadcast scripts and briefs are taken for copy."""
    paths = ["gold/news", "corpora/time/te3-aquaint", "corpora/time/te3-timebank", "corpora/time/meantime-apple"]
    texts = [document["text"] for path in paths for document in documents(path)]
    long = [text for text in texts if count_words(text) >= 40]
    assert sum(not is_news(text) for text in long) <= 3

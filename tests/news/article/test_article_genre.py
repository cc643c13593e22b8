"""Live pages, galleries, videos and lists are said to be what they are; an article with a film in it is an article."""

import json
from datetime import date

import pytest

from bot.errors import Empty
from bot.news.article import Source
from bot.news.article.genre import EMPTY, SAYS
from bot.news.article.read import read_source

LINK = "https://www.fjordpost.example/news/ferry-aground"
SHORT = """<p>A ferry carrying 80 people ran aground in thick fog near Tromsø on Friday, the coastguard said in a
statement.</p> <p>Nobody was hurt, and all passengers were taken ashore by fishing boats within two hours of the
alarm.</p>"""
LONG = "".join(
    f"<p>Boat number {n} took nine people ashore at pier {n} before noon on Friday, and its skipper, a fisherman from "
    f"village {n}, said that the sea had been calm and that he had seen the ferry's lights from {n} miles away.</p>"
    for n in range(2, 9)
)


def ld(*types, **fields):
    nodes = [{"@type": name, **fields} for name in types]
    return f"<script type='application/ld+json'>{json.dumps(nodes)}</script>"


def read(body, head="", url=LINK):
    html = f"<!doctype html><html><head><title>Ferry</title>{head}</head><body><article>{body}</article></body></html>"
    reading = read_source(Source(url, "page", body=html.encode(), url=url), today=date(2024, 12, 5))
    return [doubt.says for doubt in reading.doubts if doubt.kind == "partial"]


@pytest.mark.parametrize(("genre", "head", "url"), [
    ("live", ld("LiveBlogPosting"), LINK),
    ("live", ld(["NewsArticle", "LiveBlogPosting"]), LINK),
    ("live", ld("NewsArticle"), "https://www.fjordpost.example/news/live/ferry-aground"),
    ("live", "", "https://www.fjordpost.example/2024/11/29/world/live-news/ferry/index.html"),
    ("gallery", ld("ImageGallery"), LINK),
    ("gallery", "", "https://www.fjordpost.example/news/gallery/ferry-in-pictures"),
    ("gallery", ld("NewsArticle"), "https://www.fjordpost.example/in-pictures/ferry"),
    ("video", ld("VideoObject"), LINK),
    ("video", ld("http://schema.org/VideoObject"), LINK),
    ("video", "<meta property='og:type' content='video.other'>" + ld("NewsArticle"), LINK),
    ("video", "", "https://www.fjordpost.example/news/videos/cx2l8"),
    ("sound", ld("PodcastEpisode"), LINK),
    ("sound", "", "https://www.fjordpost.example/podcasts/the-coast/12"),
    ("list", ld("CollectionPage"), "https://www.fjordpost.example/news"),
    ("list", ld("WebSite"), "https://www.fjordpost.example/"),
])  # fmt: skip
def test_a_page_that_is_no_plain_article_says_so(genre, head, url):
    assert read(SHORT, head, url) == [SAYS[genre]]


@pytest.mark.parametrize(("body", "head", "url"), [
    (SHORT, "", LINK),
    (SHORT, ld("NewsArticle", video={"@type": "VideoObject"}, image={"@type": "ImageObject"}), LINK),
    (LONG, ld("NewsArticle") + "<meta property='og:type' content='video.other'>", LINK),
    (LONG, ld("ReportageNewsArticle"), "https://www.fjordpost.example/video/ferry"),
    (LONG, "<meta property='og:type' content='article'>", "https://www.fjordpost.example/photos/ferry"),
    (SHORT, ld("NewsArticle", "CollectionPage", "WebSite"), LINK),
    (SHORT, "", "https://www.fjordpost.example/news/live-music-returns"),
    (SHORT, "", "https://www.fjordpost.example/"),
])  # fmt: skip
def test_an_article_is_one_whatever_it_holds(body, head, url):
    assert read(body, head, url) == []


def test_a_long_live_page_is_still_one():
    assert read(LONG, ld("NewsArticle", "LiveBlogPosting")) == [SAYS["live"]]


@pytest.mark.parametrize(("genre", "head"), [
    ("live", ld("LiveBlogPosting")), ("gallery", ld("ImageGallery")), ("video", ld("VideoObject")),
    ("sound", ld("AudioObject")), ("list", ld("CollectionPage")),
])  # fmt: skip
def test_one_without_words_says_what_it_is_instead(genre, head):
    with pytest.raises(Empty) as caught:
        read("<video src='/a.mp4'></video>", head)
    assert str(caught.value) == EMPTY[genre]

"""Whatever comes in: an article with valid spans, or a sentence that says why not."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.news.article import Source
from bot.news.article.decode import source_of
from bot.news.article.read import read_source

TODAY = date(2024, 12, 5)
PIECES = """Ferry sinks off Norway|By Jane Doe, CNN|Published 29 November 2024, 10:15 GMT|Updated|03/04/2024|
OSLO, Nov 29 (Reuters) - |Friday, November 29, 2024 |A ferry sank on Friday, officials said.|Image: Kari Lund.|Share|—|
EMBARGOED until 00:01 GMT|29 Feb 2023| """.replace("|\n", "|").split("|")
PIECES += ["\u200b", "\u202e", "\r\n", "\n", "\n\n", "\u2028", "\x85", "\ud800"]
TAGS = """<html>|<body>|<p>|</p>|<title>|<script type='application/ld+json'>|{"datePublished": "2024-|</script>|'>|<!--|
<meta property='article:published_time' content='|<link rel='canonical' href='http://[|<time datetime='|&#0;|&#xd800;|
<![CDATA[|<table>|<li>""".replace("|\n", "|").split("|")
TAGS += ["\x00", "\x0b"]
copies = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
pages = st.lists(st.one_of(st.sampled_from(PIECES + TAGS), st.text(max_size=20)), max_size=25).map("".join)
optional = st.none() | st.text(max_size=30)


def attempt(read):
    """What `read` gives, or None where it says in a sentence why not."""
    try:
        return read()
    except Unreadable as fault:
        says = str(fault)
    assert says.endswith(".")
    return None


def check(source):
    reading = attempt(lambda: read_source(source, today=TODAY))
    if reading is None:
        return
    text = reading.article.text
    assert text.strip()
    for start, end in reading.aside:
        assert 0 <= start < end <= len(text)
    assert list(reading.aside) == sorted(reading.aside)
    if reading.headline:
        assert reading.headline in reading.aside
    assert (reading.article.published is None) == (reading.article.published_from == "unknown") == (reading.dct is None)
    if reading.dct and reading.article.published_from != "given":
        assert reading.article.published <= "2024-12-07"
    if source.form == "plain":
        assert text == source.text
    if source.form == "copy":
        lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", source.text)
        assert text.replace("\n", " ") in lines.replace("\n", " ")


@settings(max_examples=300, deadline=None)
@given(copies, st.sampled_from(["copy", "plain"]), optional, optional, optional)
def test_any_text_is_read_or_refused(text, form, title, published, url):
    check(Source("input", form, text=text, title=title, published=published, url=url))


@settings(max_examples=200, deadline=None)
@given(pages, optional, optional)
def test_any_page_is_read_or_refused(html, charset, url):
    body = html.encode("utf-8", errors="surrogatepass")
    check(Source("input", "page", body=body, charset=charset, url=url))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12), st.binary(max_size=400))
def test_any_file_is_read_or_refused(name, body):
    source = attempt(lambda: source_of(name, body))
    if source:
        check(source)

"""HTML pages: main text, title, day with clock and zone, publisher, author, own link, what is only a part."""

import json
from datetime import date

import pytest

from bot.errors import Binary, Empty
from bot.news.article import Source
from bot.news.article.read import read_source

TODAY = date(2024, 12, 5)
URL = "https://www.fjordpost.no/news/ferry"
TITLE = "Ferry runs aground off Norway"
STORY = (
    "A ferry carrying 80 people ran aground in thick fog near Tromsø on Friday, the coastguard said in a statement.",
    "Nobody was hurt, and all passengers were taken ashore by fishing boats within two hours of the alarm.",
    "The operator, Vestlinjen, said that the ship would be towed to port on Saturday morning.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def page(head="", body=BODY, title=TITLE, foot="© 2024 The Fjord Post"):
    return (
        f"<!doctype html><html><head><title>{title} | The Fjord Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/news'>News</a></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer>{foot}</footer></body></html>"
    )


def ld(**fields):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def read(html, url=URL, **fields):
    body = html if isinstance(html, bytes) else html.encode()
    return read_source(Source(url or "page.html", "page", body=body, url=url, **fields), today=TODAY)


def test_the_text_is_the_story_and_the_title_stands_beside_it():
    article = read(page()).article
    assert article.text == "\n".join(STORY)
    assert (article.title, article.language, article.url) == (TITLE, "en", URL)


def test_a_title_that_stands_in_the_text_is_taken_off():
    article = read(page(body=f"<p>{TITLE}</p>{BODY}")).article
    assert article.text == "\n".join(STORY)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2024-11-29T23:30:00-05:00'>", "2024-11-29T23:30:00-05:00"),
        (ld(datePublished="2024-11-29T18:00Z", dateModified="2024-12-01T00:00Z"), "2024-11-29T18:00:00+00:00"),
        (ld(datePublished="2024-11-29"), "2024-11-29"),
        ("<meta name='parsely-pub-date' content='2024-11-29T00:15:00+0100'>", "2024-11-29T00:15:00+01:00"),
        (
            "<meta name='date' content='2024-11-29'>" + ld(datePublished="2024-11-29T18:00:00+01:00"),
            "2024-11-29T18:00:00+01:00",
        ),
    ],
)
def test_the_stamps_local_day_is_kept_with_its_clock_and_zone(head, published):
    reading = read(page(head))
    assert (reading.article.published, reading.article.published_from) == (published, "metadata")
    assert reading.dct == date(2024, 11, 29)


def test_an_address_dates_a_page_without_stamps():
    article = read(page(), url="https://www.fjordpost.no/2024/11/29/ferry").article
    assert (article.published, article.published_from) == ("2024-11-29", "url")


def test_a_visible_date_is_the_last_resort():
    article = read(page(body=f"<p class='date'>Published 28 November 2024</p>{BODY}")).article
    assert (article.published, article.published_from) == ("2024-11-28", "text")


def test_a_page_without_a_date_is_undated_and_its_copyright_year_no_date():
    reading = read(page())
    assert (reading.article.published, reading.article.published_from, reading.dct) == (None, "unknown", None)
    assert [doubt.kind for doubt in reading.doubts] == ["undated"]


def test_a_given_day_wins_over_the_stamp():
    head = "<meta property='article:published_time' content='2024-11-29T18:00:00Z'>"
    article = read(page(head), published="2024-12-01", published_by="ed").article
    assert (article.published, article.published_from, article.published_by) == ("2024-12-01", "given", "ed")


def test_a_dateline_of_the_day_before_is_what_friday_counts_from():
    head = "<meta property='article:published_time' content='2024-11-30T00:10:00+01:00'>"
    reading = read(page(head, body=f"<p>OSLO, Nov 29 (NTB) - {BODY[3:]}"))
    assert reading.article.published == "2024-11-30T00:10:00+01:00"
    assert reading.dct == date(2024, 11, 29)
    assert reading.article.text[slice(*reading.aside[0])] == "OSLO, Nov 29 (NTB) - "


@pytest.mark.parametrize(
    ("head", "url", "publisher"),
    [
        ("<meta property='og:site_name' content='The\u200b Fjord  Post'>", URL, "The Fjord Post"),
        (ld(publisher={"name": "Fjord Post"}), URL, "Fjord Post"),
        ("", "https://www.bbc.co.uk/news/1", "BBC"),
        ("", URL, "fjordpost.no"),
        ("", None, None),
    ],
)
def test_publishers(head, url, publisher):
    assert read(page(head), url=url).article.publisher == publisher


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (ld(author={"name": "Jane Doe"}), "<p class='byline'>By Jane Doe</p>", "Jane Doe"),
        (
            ld(author=[{"name": "Jane Doe"}, "John Roe"]),
            "<p class='byline'>Jane Doe, John Roe</p>",
            "Jane Doe and John Roe",
        ),
        ("<meta name='author' content='By Jane Doe'>", "<a rel='author' href='/jane'>Jane Doe</a>", "Jane Doe"),
        (ld(author={"name": "Web Desk"}), "<p class='byline'>Jane Doe</p>", None),
        (ld(author={"name": "Jane Doe"}), "", None),
        ("", "<p class='byline'>Follow us</p>", None),
    ],
)
def test_an_author_is_named_only_where_metadata_and_page_agree(head, body, byline):
    assert read(page(head, body=body + BODY)).article.byline == byline


@pytest.mark.parametrize(
    ("link", "url", "own"),
    [
        ("https://fjordpost.no/ferry", URL, "https://fjordpost.no/ferry"),
        ("/ferry", URL, "https://www.fjordpost.no/ferry"),
        ("https://stolen.example/ferry", URL, URL),
        ("https://www.fjordpost.no/", URL, URL),
        ("javascript:alert(1)", URL, URL),
        ("https://[broken", URL, URL),
        ("https://fjordpost.no/ferry", None, "https://fjordpost.no/ferry"),
    ],
)
def test_a_page_may_name_its_own_address_under_its_own_domain_only(link, url, own):
    assert read(page(f"<link rel='canonical' href='{link}'>"), url=url).article.url == own


def test_a_page_that_is_not_free_and_short_is_partial():
    reading = read(page(ld(isAccessibleForFree="False", datePublished="2024-11-29")))
    assert [(doubt.kind, doubt.says) for doubt in reading.doubts] == [
        ("partial", "Only the first 3 paragraphs were available; facts may be incomplete.")
    ]


def test_a_page_that_is_not_free_but_whole_is_not_doubted():
    assert read(page(ld(isAccessibleForFree=False, datePublished="2024-11-29"), body=BODY * 6)).doubts == ()


def test_a_page_that_was_cut_says_so():
    reading = read(page(ld(datePublished="2024-11-29"))[:-200], truncated=True)
    assert [doubt.kind for doubt in reading.doubts] == ["partial"]


@pytest.mark.parametrize(
    ("head", "charset", "written"),
    [
        ("", None, "utf-8"),
        ("", "iso-8859-1", "utf-8"),
        ("<meta charset='iso-8859-1'>", None, "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", None, "cp1252"),
        ("", "windows-1252", "cp1252"),
        ("", None, "cp1252"),
        ("<meta charset='no-such-charset'>", "rot13", "cp1252"),
        ("", None, "utf-16"),
        ("", None, "utf-8-sig"),
    ],
)
def test_a_page_of_any_encoding_is_read(head, charset, written):
    assert "Tromsø" in read(page(head).encode(written), charset=charset).article.text


def test_shift_jis_is_read_by_its_declaration():
    words = "海上保安庁によると、八十人が乗ったフェリーが金曜日に濃霧のなかで座礁した。けが人はいなかった。"
    reading = read(
        page("<meta charset='shift_jis'>", body=f"<p>{words * 3}</p>", title="フェリー座礁", foot="").encode(
            "shift_jis"
        )
    )
    assert words in reading.article.text
    assert reading.article.language == "ja"


def test_scripts_are_no_text():
    script = "<script>document.write('<p>Buy now</p>')</script>"
    assert read(page(script * 50, body=BODY.replace("<p>", f"{script}<p>"))).article.text == "\n".join(STORY)


def test_a_page_of_five_megabytes_of_script_is_read():
    script = f"<script>{'x=1;' * 250}</script>"
    assert read(page(body=script * 4_900 + BODY)).article.text == "\n".join(STORY)


def test_a_tag_of_thousands_of_attributes_is_left_out():
    """libxml2 would compare each with each, for minutes."""
    wide = "<p " + " ".join(f"a{n}='1'" for n in range(200_000)) + ">wide</p>"
    assert STORY[1] in read(page(body=wide + BODY)).article.text


def test_metadata_nested_beyond_measure_is_passed_over():
    deep = f"<script type='application/ld+json'>{'[' * 100_000}</script>"
    assert read(page(deep + ld(datePublished="2024-11-29"))).article.published == "2024-11-29"


def test_a_fragment_of_html_is_read():
    assert read(BODY).article.text == "\n".join(STORY)


@pytest.mark.parametrize(
    "html", ["", "  \n", "<html></html>", "<html><body><script>x</script></body></html>", "<p>\u200b</p>"]
)
def test_a_page_without_text_is_empty(html):
    with pytest.raises(Empty, match=r"fjordpost\.no"):
        read(html)


def test_a_consent_wall_is_no_article():
    with pytest.raises(Empty):
        read("<html><body><div>We value your privacy</div><button>Accept all</button></body></html>")


@pytest.mark.parametrize("body", [b"PK\x03\x04\x14\x00", b"%PDF-1.7\n", b"<html>" + b"\0" * 200, b"\x89PNG\r\n"])
def test_what_is_no_text_is_named(body):
    with pytest.raises(Binary, match=r"fjordpost\.no"):
        read(body)


def test_an_arabic_page_keeps_headline_outlet_and_date():
    words = "أعلنت وزارة الصحة يوم الجمعة أن عدد المصابين في حادث القطار ارتفع إلى اثنين وأربعين شخصا."
    head = "<meta property='article:published_time' content='2024-11-29T18:00:00+03:00'>"
    reading = read(page(head, body=f"<p>{words * 3}</p>", title="ارتفاع عدد المصابين"))
    article = reading.article
    assert (article.title, article.publisher, article.language) == ("ارتفاع عدد المصابين", "fjordpost.no", "ar")
    assert article.published == "2024-11-29T18:00:00+03:00"
    assert [doubt.says for doubt in reading.doubts] == ["Arabic: facts are read from English only."]

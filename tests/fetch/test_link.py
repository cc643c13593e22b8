"""Links are checked before anything is asked, those of redirects and pages too."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import Refused
from bot.fetch.link import follow, read_link, refresh_of
from bot.ports import Page


@pytest.mark.parametrize("text", [
    "file:///etc/passwd", "ftp://example.com/a", "gopher://example.com/", "javascript:alert(1)", "data:text/html,x",
    "example.com/page", "//example.com/", "http:///path", "http://:80/", "http://[::1/", "http://example.com:99999/",
    "http://example.com\\@evil.example/", "",
])  # fmt: skip
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(Refused):
        read_link(text)


@pytest.mark.parametrize(
    "text", ["http://ed:secret@example.com/", "http://ed@example.com/", "https://:secret@example.com/"]
)
def test_a_link_with_a_user_or_password_is_refused(text):
    with pytest.raises(Refused, match="user name or a password"):
        read_link(text)


def test_a_fragment_is_not_asked_for():
    assert str(read_link(" https://example.com/a?b=c#top ")) == "https://example.com/a?b=c"


@given(st.text())
def test_any_text_is_a_web_address_or_refused(text):
    with suppress(Refused):
        assert read_link(text).scheme in {"http", "https"}


@pytest.mark.parametrize(("target", "end"), [
    ("/next", "https://example.com/next"), ("b", "https://example.com/a/b"), ("//m.example.com/x", "https://m.example.com/x"),
    ("http://example.com/plain", "http://example.com/plain"),
])  # fmt: skip
def test_a_redirect_is_read_against_its_page(target, end):
    assert str(follow(URL("https://example.com/a/"), target)) == end


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.com/", "http://ed:pw@example.com/", "http://[/"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(target):
    with pytest.raises(Refused):
        follow(URL("https://example.com/a/"), target)


def _page(head: bytes) -> Page:
    return Page("https://example.com/a", head, "text/html", None)


@pytest.mark.parametrize("head", [
    b'<meta http-equiv="refresh" content="0; url=/b">', b"<META HTTP-EQUIV=Refresh CONTENT='1;URL=/b'>",
    b"""<head><noscript><meta http-equiv="refresh" content="0; url='/b'"></noscript>""",
    b'<meta http-equiv="refresh" content="0.5,/b">', b'<meta content="5 url = /b" http-equiv="REFRESH">',
])  # fmt: skip
def test_a_page_that_sends_its_readers_on_is_followed(head):
    assert str(refresh_of(_page(head))) == "https://example.com/b"


@pytest.mark.parametrize("head", [
    b"<p>plain", b"", b'<meta http-equiv="refresh" content="300">',
    b'<meta http-equiv="refresh" content="300; url=/b">',
    b'<!-- <meta http-equiv="refresh" content="0; url=/b"> -->',
    b'<meta http-equiv="refresh" content="0; url=file:///x">',
    b'<meta http-equiv="refresh">', b"refresh \xff\xfe\x01",
    b"""<script>x = '<meta http-equiv="refresh" content="0; url=/b">'</script>""",
])  # fmt: skip
def test_a_page_that_stays_is_kept(head):
    assert refresh_of(_page(head)) is None

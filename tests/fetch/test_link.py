"""Links are checked before anything is asked, those of redirects and pages too."""

import re
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
    "http://example.com\\@evil.example/", "", "http:\\\\evil.example/", "http:evil.example", "https:///evil.example",
    "http://127%2e0.0.1/", "http://%31%32%37.0.0.1/", "http://example.com%00.evil.example/", "http://a b.example/",
    "http://a.example\r\nX: 1/", "http://evil.example\t/x", "http://a.example/\nb", "http://a..b/", "http://a.example../",
    "http://example.com:80a/", "http://" + "a." * 127 + "example/", "http://exa\u00admple.com/",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0/",
    "http://017700000001/", "http://127.0.0.256/", "http://127.0.0.1.1/", "http://news.0x1/", "http://0x/",
    "blob:https://example.com/x", "view-source:http://example.com/", "jar:http://example.com/a!/", "about:blank",
    "ws://example.com/", "mailto:ed@example.com", "//127.0.0.1/", "ldap://127.0.0.1/", "dict://127.0.0.1:11211/",
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


_WRITTEN = "http https :// : @ / \\ . [ ] % # ? a 1 127.0.0.1 ::1 é %00 xn--"
_PIECES = st.sampled_from([*_WRITTEN.split(), *" \t\r\n\u3002"])


@given(st.text() | st.lists(_PIECES).map("".join) | st.lists(_PIECES).map(lambda parts: "http://" + "".join(parts)))
def test_any_text_is_a_web_address_or_refused(text):
    """What is asked for is a host of DNS or an address, and nothing that could split a request."""
    with suppress(Refused):
        link = read_link(text)
        assert link.scheme in {"http", "https"}
        assert re.fullmatch(r"[a-zA-Z0-9._-]+|[0-9a-f:.]+(%25[\w.-]+)?", link.raw_host)
        assert link.user is None
        assert not set(link.raw_path_qs) & {*map(chr, range(33))}


@pytest.mark.parametrize(("typed", "host"), [
    ("https://www.bbс.com/news", "www.xn--bb-pmc.com"), ("https://аpple.example/", "xn--pple-43d.example"),
    ("https://ｐａｐｅｒ.example/", "paper.example"), ("https://faß.example/", "xn--fa-hia.example"),
])  # fmt: skip
def test_letters_that_look_like_others_are_written_out(typed, host):
    """The host that is asked, named in sentences and shown as outlet is the one of DNS, not its double."""
    assert read_link(typed).raw_host == host
    assert host in str(read_link(typed))


@pytest.mark.parametrize(("target", "end"), [
    ("/next", "https://example.com/next"), ("b", "https://example.com/a/b"), ("//m.example.com/x", "https://m.example.com/x"),
    ("http://example.com/plain", "https://example.com/plain"),
    ("http://example.com:80/plain", "https://example.com/plain"), ("http://example.com:8080/a", "http://example.com:8080/a"),
])  # fmt: skip
def test_a_redirect_is_read_against_its_page(target, end):
    assert str(follow(URL("https://example.com/a/"), target)) == end


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd", "ftp://example.com/", "http://ed:pw@example.com/", "http://[/", "javascript:alert(1)",
        "data:text/html,<p>x", "//ed@example.com/", "http:///x", "http://0x7f.1/", "/a\r\nSet-Cookie: b", "gopher://a/",
        "about:blank", "JavaScript:alert(1)", "  file:///etc/passwd", "http://127.1/", "unix:///run/docker.sock",
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    "content", ["1" * 30_000 + "x", "1" + " " * 30_000, "0;" + "url=" * 8_000, ". " * 15_000, "0,'" * 9_000]
)
def test_a_refresh_that_never_comes_to_its_address_is_read_at_once(content):
    page = _page(f'<meta http-equiv="refresh" content="{content}">'.encode())
    assert refresh_of(page) is None or refresh_of(page)

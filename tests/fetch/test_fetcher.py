"""Pages come as they are, and every attack that was tried on loopback ends in one clear sentence."""

import asyncio

import pytest
from aiohttp import web

from bot import __version__
from bot.errors import Binary, Forbidden, NoAnswer, NotFound, Refused, ServerFault, Unsafe
from bot.fetch import GuardedFetcher, Limits

HTML = b"<html><body><p>Four people were killed.</p></body></html>"


async def test_a_page_comes_with_its_type_and_charset(site, fetcher):
    body = "<p>Café".encode("latin-1")
    url = site.says("/a", body, Content_Type="text/html; charset=iso-8859-1")
    page = await fetcher.fetch(url + "#top")
    assert (page.url, page.body, page.content_type, page.charset) == (url, body, "text/html", "iso-8859-1")
    assert not page.truncated


async def test_the_request_is_honest(site, monkeypatch):
    """The agent names its contact on one line, no cookie comes back, and the environment's proxy is not used."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.says("/a", status=302, Location="/b", Set_Cookie="who=you")
    site.says("/b", HTML)
    async with GuardedFetcher(allow_hosts=site.allowed, contact="desk@example.org\r\nX-Evil: 1") as fetcher:
        await fetcher.fetch(site.url("/a"))
    agents = {request.headers["User-Agent"] for request in site.asked}
    assert agents == {f"Dateline/{__version__} (+desk@example.org X-Evil: 1)"}
    assert len(site.asked) == 2
    assert all("Cookie" not in request.headers and "X-Evil" not in request.headers for request in site.asked)


@pytest.mark.parametrize(("status", "fault", "says"), [
    (404, NotFound, "Page not found (404)."),
    (410, NotFound, "Page not found (410)."),
    (401, Forbidden, "The site refused access (401). Paste the text instead."),
    (402, Forbidden, "The site refused access (402). Paste the text instead."),
    (403, Forbidden, "The site refused access (403). Paste the text instead."),
    (451, Forbidden, "The site refused access (451). Paste the text instead."),
    (500, ServerFault, "The site answered with an error (500) instead of the page. Try again later."),
    (503, ServerFault, "The site answered with an error (503) instead of the page. Try again later."),
    (429, ServerFault, "The site answered with an error (429) instead of the page. Try again later."),
    (304, ServerFault, "The site answered with an error (304) instead of the page. Try again later."),
    (302, ServerFault, "The site answered with an error (302) instead of the page. Try again later."),
])  # fmt: skip
async def test_an_answer_without_a_page_has_its_sentence(site, fetcher, status, fault, says):
    with pytest.raises(fault) as caught:
        await fetcher.fetch(site.says("/a", HTML, status=status))
    assert str(caught.value) == says


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_and_the_last_address_is_told(site, fetcher, status):
    site.redirects("/a", "b", status)
    last = site.says("/b", HTML)
    page = await fetcher.fetch(site.url("/a"))
    assert (page.url, page.body) == (last, HTML)


async def test_five_redirects_are_followed_and_no_sixth(site, fetcher):
    for hop in range(6):
        site.redirects(f"/{hop}", f"/{hop + 1}")
    site.says("/6", HTML)
    assert (await fetcher.fetch(site.url("/1"))).body == HTML
    with pytest.raises(Refused, match="more than 5 times"):
        await fetcher.fetch(site.url("/0"))


async def test_a_circle_of_redirects_is_left(site, fetcher):
    site.redirects("/a", "/b")
    site.redirects("/b", "/a#again")
    with pytest.raises(Refused, match="in a circle"):
        await fetcher.fetch(site.url("/a"))
    assert len(site.asked) == 2


@pytest.mark.parametrize("target", [
    "http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/", "http://localhost/",
    "//127.0.0.1/", "http://127.0.0.1:1/",
])  # fmt: skip
async def test_a_redirect_to_a_private_address_is_refused(site, fetcher, target):
    with pytest.raises(Unsafe, match="leads to a private network"):
        await fetcher.fetch(site.redirects("/a", target))


@pytest.mark.parametrize("target", [
    "file:///etc/passwd", "gopher://127.0.0.1/", "http://ed:pw@example.com/", "http://[/", "ftp://example.com/a",
    "javascript:alert(1)", "data:text/html,<p>News", "http://0x7f000001/", "http://127.1/", "about:blank",
])  # fmt: skip
async def test_a_redirect_to_anything_but_the_web_is_refused(site, fetcher, target):
    with pytest.raises(Refused):
        await fetcher.fetch(site.redirects("/a", target))


async def test_a_meta_refresh_is_one_hop_through_the_same_door(site, fetcher):
    site.says("/a", b'<meta http-equiv="refresh" content="0; url=/b">')
    site.says("/b", b'<meta http-equiv="refresh" content="0; url=/c">')
    assert (await fetcher.fetch(site.url("/a"))).url == site.url("/b")
    with pytest.raises(Unsafe):
        await fetcher.fetch(site.says("/d", b'<meta http-equiv="refresh" content="0; url=http://169.254.169.254/">'))


async def test_a_page_that_reloads_itself_is_read_once(site, fetcher):
    page = await fetcher.fetch(site.says("/a", b'<meta http-equiv="refresh" content="1; url=/a#new"><p>News'))
    assert page.url == site.url("/a")
    assert len(site.asked) == 1


async def test_a_page_of_just_the_cap_is_whole(site, fetcher):
    assert not (await fetcher.fetch(site.says("/a", b"x" * 100_000))).truncated
    page = await fetcher.fetch(site.says("/b", b"x" * 100_001))
    assert page.truncated
    assert len(page.body) == 100_000


async def test_an_endless_body_is_cut_and_the_site_let_go(site, fetcher):
    gone = asyncio.Event()

    async def endless(request):
        answer = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await answer.prepare(request)
        try:
            while True:
                await answer.write(b"and so on " * 1000)
        except ConnectionError:
            gone.set()
        return answer

    page = await fetcher.fetch(site.on("/a", endless))
    assert page.truncated
    assert len(page.body) == 100_000
    await asyncio.wait_for(gone.wait(), 5)


async def test_one_deadline_holds_over_a_slow_drip(site):
    """Every byte comes well within any timeout for a read; the sum of them never ends."""

    async def drip(request):
        answer = web.StreamResponse(headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        while not site.closing.is_set():
            await answer.write(b".")
            await asyncio.sleep(0.01)
        return answer

    async with GuardedFetcher(allow_hosts=site.allowed, limits=Limits(seconds=0.2)) as fetcher:
        with pytest.raises(NoAnswer, match=r"No answer from 127\.0\.0\.1 within 0\.2 seconds\."):
            await fetcher.fetch(site.on("/a", drip))


async def test_one_deadline_holds_over_all_hops(site):
    """Each hop is quick enough alone; the chain is not."""

    async def slowly(request):
        await asyncio.sleep(0.1)
        hop = int(request.path[1:])
        return web.Response(status=302, headers={"Location": f"/{hop + 1}"})

    for hop in range(6):
        site.on(f"/{hop}", slowly)
    async with GuardedFetcher(allow_hosts=site.allowed, limits=Limits(seconds=0.25)) as fetcher:
        with pytest.raises(NoAnswer, match="within"):
            await fetcher.fetch(site.url("/0"))


async def test_a_host_is_asked_by_a_few_at_a_time(site):
    """Five links to one host with two turns: never more than two requests inside, and two at once do happen."""
    inside, most, both = 0, 0, asyncio.Event()

    async def busy(_):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        if inside == 2:
            both.set()
        await both.wait()
        inside -= 1
        return web.Response(body=HTML, content_type="text/html")

    urls = [site.on(f"/{number}", busy) for number in range(5)]
    async with GuardedFetcher(allow_hosts=site.allowed, limits=Limits(per_host=2)) as fetcher:
        pages = await asyncio.gather(*map(fetcher.fetch, urls))
    assert [page.url for page in pages] == urls
    assert most == 2


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/json"])
async def test_a_file_that_is_no_page_is_named(site, fetcher, kind):
    with pytest.raises(Binary, match=f"a file of type {kind}"):
        await fetcher.fetch(site.says("/a", HTML, Content_Type=kind))


@pytest.mark.parametrize(("kind", "body"), [
    ("text/plain", b"PK\x03\x04\x14\x00\x08"), ("text/html", b"GIF89a\x01\x00\x01\x00"),
    ("text/html", b"%PDF-1.7 text"), ("text/plain", b"\x1f\x8b\x08rest"),
    ("application/octet-stream", b"\x7fELF\x02\x01"),
])  # fmt: skip
async def test_a_false_label_does_not_help_binary_bytes(site, fetcher, kind, body):
    with pytest.raises(Binary, match="not text"):
        await fetcher.fetch(site.says("/a", body, Content_Type=kind))


@pytest.mark.parametrize(("kind", "body"), [
    ("text/plain", "Beyoğlu".encode()), ("text/plain", "Ünrest".encode("latin-1")),
    ("text/plain", "Text".encode("utf-16")),
    ("text/plain; charset=utf-16-le", "Text".encode("utf-16-le")), ("application/octet-stream", b"Plain words."),
    ("text/html", b"<p>A stray \x02 control."), ("application/xhtml+xml", HTML), ("text/plain", b""),
])  # fmt: skip
async def test_text_of_any_encoding_is_text(site, fetcher, kind, body):
    assert (await fetcher.fetch(site.says("/a", body, Content_Type=kind))).body == body


async def test_a_dropped_connection_is_tried_once_more(raw, raw_fetcher):
    with pytest.raises(NoAnswer, match="No answer from"):
        await raw_fetcher.fetch(raw.url())
    assert raw.calls == 2


async def test_a_body_that_breaks_off_is_no_page(raw, raw_fetcher):
    raw.sends = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>Half"
    with pytest.raises(NoAnswer, match="broke off"):
        await raw_fetcher.fetch(raw.url())


async def test_a_site_that_is_down_gives_no_answer(unused_tcp_port):
    async with GuardedFetcher(allow_hosts=(("127.0.0.1", unused_tcp_port),)) as fetcher:
        with pytest.raises(NoAnswer, match="No answer from"):
            await fetcher.fetch(f"http://127.0.0.1:{unused_tcp_port}/")


async def test_a_secure_connection_that_fails_has_a_sentence(site, fetcher):
    with pytest.raises(Refused, match="No secure connection"):
        await fetcher.fetch(site.url().replace("http:", "https:"))


@pytest.mark.parametrize("host", ["no-such-site.invalid", "a" * 64 + ".example", ".example"])
async def test_a_name_that_nobody_has_gives_a_sentence(host):
    async with GuardedFetcher() as fetcher:
        with pytest.raises((NoAnswer, Refused)):
            await fetcher.fetch(f"http://{host}/")


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream"])
async def test_a_pdf_is_brought_as_one(fetcher, site, kind):
    page = await fetcher.fetch(site.says("/a.pdf", b"%PDF-1.7 \x00\x01", Content_Type=kind))
    assert (page.content_type, page.body) == ("application/pdf", b"%PDF-1.7 \x00\x01")


async def test_what_calls_itself_a_pdf_and_is_none_is_refused(fetcher, site):
    with pytest.raises(Binary):
        await fetcher.fetch(site.says("/a.pdf", b"<html>", Content_Type="application/pdf"))

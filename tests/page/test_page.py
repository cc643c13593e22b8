"""The local channel in the browser: what is pasted takes the same way, and nobody else gets in."""

import asyncio
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import aiohttp
import pytest

from bot.desk.catch_up import take_up
from bot.errors import ArchiveFault, DatelineError, WrongSetting
from bot.news.message import Attachment
from bot.page import open_page
from bot.page.routes import LONGEST_PASTE

NEWS = (
    "Rebels reach the city\n\nThe rebels reached the western outskirts of the city on 2024-11-28 after a rapid advance"
    " from their starting points in the north. The airstrikes killed 4 civilians on 2024-11-29, the civil defence said."
    " Officials said that verifiable details on casualties among the fighters of both sides are limited so far.\n"
)


async def read(browser, **form):
    """The page that a browser ends at after it sent the form."""
    async with browser.post("/read", data=form) as answer:
        return answer.status, await answer.text(), str(answer.url.path)


async def see(browser, path, **headers):
    async with browser.get(path, headers=headers) as answer:
        return answer.status, await answer.text()


async def test_a_link_is_read_and_its_card_shown(browser, site, page_of):
    """The browser is sent on to the answer, so that reloading reads nothing twice."""
    link = site.has("/aleppo", page_of("Rebels enter Aleppo", "The rebels entered on 2024-11-29."))
    status, page, path = await read(browser, link=link, text="")
    assert (status, path.startswith("/post/")) == (200, True)
    assert "Rebels enter Aleppo" in page
    assert "Fri 29 Nov 2024" in page


async def test_a_link_without_its_scheme_is_read(browser, site, page_of):
    """People copy 'example.com/news' from memory; an address that refuses https is told."""
    site.has("/a", page_of("A", "It happened on 2024-11-29."))
    _, page, _ = await read(browser, link=f"127.0.0.1:{site.port}/a", text="")
    assert f"https://127.0.0.1:{site.port}/a" in page


async def test_pasted_text_is_read_with_browsers_line_ends(browser, reader):
    """A form sends CRLF."""
    status, page, _ = await read(browser, link="", text=NEWS.replace("\n", "\r\n"))
    assert status == 200
    assert "Thu 28 Nov 2024" in page
    assert "\r" not in reader.sources[0].text


async def test_an_article_has_its_dates_explained_and_its_sentences_quoted(browser):
    _, page, _ = await read(browser, link="", text=NEWS)
    path = re.search(r"/article/\d+", page)
    assert path
    status, article = await see(browser, path[0])
    assert status == 200
    assert "as written" in article
    assert "The airstrikes killed 4 civilians on 2024-11-29, the civil defence said." in unescape(article)


async def test_the_timeline_merges_what_was_read_and_is_narrowed(browser):
    await read(browser, link="", text=NEWS)
    _, whole = await see(browser, "/timeline")
    assert "Thu 28 Nov 2024" in whole
    _, later = await see(browser, "/timeline?since=29+Nov+2024")
    assert "Thu 28 Nov 2024" not in later
    assert "Fri 29 Nov 2024" in later
    status, wrong = await see(browser, "/timeline?since=whenever")
    assert (status, "is no date" in wrong) == (400, True)


async def test_cards_are_there_after_a_restart(browser, local, checks, site, page_of):
    """Failures too: what is shown is the outbox, not the memory of a process."""
    await read(browser, link="", text=NEWS)
    await read(browser, link=site.url("/missing"), text="")
    async with (
        open_page("127.0.0.1", 0, checks=checks, world=replace(local, saying=set())) as address,
        aiohttp.ClientSession(address) as after,
    ):
        _, page = await see(after, "/")
    assert page.index("404") < page.index("Rebels reach the city")


async def test_nothing_to_read_says_what_is_needed(browser):
    """What was pasted stands in the form still: somebody may have typed it."""
    status, page, _ = await read(browser, link="", text="heard it's 9 dead")
    assert status == 404
    assert "at least 40 words" in page
    assert "heard it's 9 dead</textarea>" in unescape(page)


async def test_an_empty_form_is_refused(browser):
    status, page, _ = await read(browser, link=" ", text="\r\n")
    assert status == 400
    assert "Nothing was pasted" in page


@pytest.mark.parametrize("size", [LONGEST_PASTE + 1, 3 * LONGEST_PASTE, 11_000_000])
async def test_too_much_text_is_refused_and_the_page_lives(browser, size):
    """A hundred thousand words are read; a book is not, and costs no more than its upload."""
    body, kind = io.BytesIO(b"link=&text=" + b"x" * size), {"Content-Type": "application/x-www-form-urlencoded"}
    async with browser.post("/read", data=body, headers=kind) as answer:
        assert answer.status == 413
        assert "1,000,000 characters" in await answer.text()
    assert (await see(browser, "/"))[0] == 200


async def test_a_long_reading_shows_that_it_goes_on(browser, reader, monkeypatch):
    """A browser that waits is sent to a page that asks again by itself, and then shows the card."""
    monkeypatch.setattr("bot.page.routes.PATIENCE", 0.01)
    reader.held = asyncio.Event()
    _, page, path = await read(browser, link="", text=NEWS)
    assert "Reading…" in page
    assert 'http-equiv="refresh"' in page
    reader.held.set()
    while "Rebels reach the city" not in page:  # as the browser does
        assert "Reading…" in page
        _, page = await see(browser, path)


async def test_a_page_that_ends_hands_back_what_it_reads(local, checks, reader, monkeypatch):
    """Stopped while reading: the post stays claimed and is read again at the next start."""
    monkeypatch.setattr("bot.page.routes.PATIENCE", 0.01)
    monkeypatch.setattr("bot.page.routes.GRACE", 0.01)
    reader.held = asyncio.Event()
    async with (
        open_page("127.0.0.1", 0, checks=checks, world=local) as address,
        aiohttp.ClientSession(address) as browser,
    ):
        await read(browser, link="", text=NEWS)
    assert [post.text for post in await local.archive.unfinished()] == [NEWS.strip()]


async def test_a_paste_that_could_not_be_stored_is_taken_up_again_without_a_restart(checks, local, clock):
    """The disk was full for a moment; the page that waits for its answer gets it."""

    class Failing(type(local.archive)):
        async def finish(self, *args, **kwargs):
            raise ArchiveFault("The disk is full.")

    broken = replace(local, archive=Failing(local.archive._engine, local.archive._url))
    async with open_page("127.0.0.1", 0, checks=checks, world=broken) as address, aiohttp.ClientSession(address) as one:
        _, page, _ = await read(one, link="", text=NEWS)
        assert "The disk is full." in page
        (post,) = await local.archive.unfinished()
        clock.forward(minutes=1)
        await take_up(local, guild=0)
        _, page = await see(one, f"/post/{post.id}")
        assert "Rebels reach the city" in page


async def test_a_database_that_fails_loses_no_paste(checks, local):
    """The form comes back with what was pasted in it."""

    class Failing(type(local.archive)):
        async def claim(self, post, *, now):
            raise ArchiveFault("The disk is full.")

    broken = replace(local, archive=Failing(local.archive._engine, local.archive._url))
    async with (
        open_page("127.0.0.1", 0, checks=checks, world=broken) as address,
        aiohttp.ClientSession(address) as browser,
    ):
        status, page, _ = await read(browser, link="", text=NEWS)
    assert status == 503
    assert "The disk is full." in page
    assert NEWS.strip() in unescape(page)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "$main ${title} $",
    "&lt;b&gt; &amp;",
    "a\u202eb\u200bc",
]


@pytest.mark.parametrize("title", HOSTILE)
async def test_nothing_of_an_article_becomes_markup(browser, reader, title):
    """Title, sentences and links are text on every page that shows them."""
    _, page, _ = await read(browser, link="", text=f"Told: {title}\n\nIt was told {title} on 2024-11-29. {NEWS}")
    number = re.search(r"/article/(\d+)", page)
    assert number
    for path in ("/", f"/article/{number[1]}", "/timeline"):
        _, page = await see(browser, path)
        assert "<script" not in page
        assert "<img" not in page
        assert "\u202e" not in page


async def test_what_was_typed_is_escaped_in_the_form(browser):
    _, page = await see(browser, "/timeline?since=%22%3E%3Cscript%3E")
    assert "<script" not in page


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
async def test_a_foreign_host_is_refused(browser, host):
    """A name that is pointed at this machine (DNS rebinding) sees nothing."""
    status, page = await see(browser, "/", Host=host)
    assert status in {400, 403}
    assert "<textarea" not in page or status == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1", "[::1]:8080", "192.168.1.20:8080"])
async def test_an_own_host_is_let_in(browser, host):
    assert (await see(browser, "/", Host=host))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_site_cannot_send_the_form(address, reader, headers):
    """A form on a foreign page reaches this machine through the person's browser."""
    async with aiohttp.ClientSession(address) as session, session.post(
        "/read", data={"text": NEWS}, headers=headers
    ) as answer:  # fmt: skip
        assert answer.status == 403
    assert not reader.sources


async def test_a_program_without_origin_may_post(address):
    """curl sends neither Origin nor Sec-Fetch-Site; only browsers can be misled, and they do."""
    async with aiohttp.ClientSession(address) as session:
        status, page, _ = await read(session, link="", text=NEWS)
    assert (status, "Rebels reach the city" in page) == (200, True)


@pytest.mark.parametrize("path", ["/", "/timeline", "/status", "/nowhere", "/article/1", "/healthz", "/style.css"])
async def test_every_answer_carries_its_rules(browser, path):
    """No scripts, no frames, no other sites."""
    async with browser.get(path) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/nowhere", "/article/99999", "/post/1", "/article/x", "/frame.html"])
async def test_what_is_not_there_says_so(browser, path):
    status, page = await see(browser, path)
    assert status == 404
    assert "Not done." in page


async def test_the_status_is_shown(browser):
    await read(browser, link="", text=NEWS)
    _, page = await see(browser, "/status")
    assert "Everything works." in page


async def test_health_tells_each_part(browser, checks):
    """200 while all is well, 503 with the reason when one part is not; a monitor may use any name for the host."""
    status, said = await see(browser, "/healthz", Host="dateline.cluster.local")
    assert (status, json.loads(said)) == (200, {"well": True, "database": "ok"})

    async def lost() -> None:
        raise DatelineError("not connected to Discord")

    checks["gateway"] = lost
    status, said = await see(browser, "/healthz")
    assert (status, json.loads(said)["gateway"]) == (503, "not connected to Discord")


async def test_health_answers_while_a_part_hangs(browser, checks, monkeypatch):
    monkeypatch.setattr("bot.page.health.LONGEST", 1.0)
    checks["pool"] = asyncio.Event().wait
    status, said = await see(browser, "/healthz")
    assert (status, json.loads(said)["database"]) == (503, "ok")


async def test_without_a_world_there_is_health_alone(checks):
    """Beside Discord the page shows nothing of what newsrooms read."""
    async with open_page("127.0.0.1", 0, checks=checks) as address, aiohttp.ClientSession(address) as browser:
        assert (await see(browser, "/healthz"))[0] == 200
        for path in ("/", "/timeline", "/status", "/article/1"):
            status, page = await see(browser, path)
            assert (status, "<form" in page) == (404, False)


async def test_a_port_in_use_is_told_in_one_line(address, checks):
    port = int(address.rpartition(":")[2])
    with pytest.raises(WrongSetting, match=f"127.0.0.1:{port}.*DATELINE_PAGE"):
        async with open_page("127.0.0.1", port, checks=checks):
            pass


async def test_the_seed_is_read_by_the_trained_pipeline(local, checks, pool, site, page_of):
    """Scene 1 on the page: a link with its date, five dates, the toll with who says so, the days that do not agree."""
    title, _, text = (
        (Path(__file__).parents[2] / "seeds" / "000_033617ba16ff4896.txt").read_text("utf-8").partition("\n")
    )
    paragraphs = "".join(f"<p>{part}</p>" for part in text.strip().split("\n\n"))
    stamp = '<meta property="article:published_time" content="2024-11-29T18:00:00Z">'
    link = site.has(
        "/aleppo", f"<html><head><title>{title}</title>{stamp}</head><body><article>{paragraphs}</article></body>"
    )
    async with (
        open_page("127.0.0.1", 0, checks=checks, world=pool(local)) as address,
        aiohttp.ClientSession(address) as browser,
    ):
        _, page, _ = await read(browser, link=link, text="")
        at = re.search(r"/article/\d+", page)
        assert at
        async with browser.get(at[0]) as response:
            whole = await response.text()
    for date in ("Dec 2016", "2020", "Tue 26 Nov 2024", "Thu 28 Nov 2024", "Fri 29 Nov 2024"):
        assert date in page
    assert "4 killed, 25 injured" in page
    assert "Syria’s Civil Defense" in page
    doubt = re.search(r'<p class="mark doubt"[^>]*><strong>Doubt</strong> ([^<]*)</p>', page)
    assert doubt
    assert "third day" in doubt[1]
    assert "Tuesday" in doubt[1]
    _, _, doubted = whole.rpartition(">Doubts</h3>")
    assert "“Syrian rebel forces entered Aleppo on Friday, with the third day of an offensive" in doubted
    assert "launched the offensive on Tuesday" in doubted


async def test_a_channel_without_files_says_so(local):
    with pytest.raises(DatelineError, match="takes no files"):
        await local.channel.attachment(Attachment("a.txt", "https://cdn.example/a.txt", 10), limit=100)

"""Scene 9: whatever becomes of a link, its card says so in a sentence, offers Retry where it helps, and drops no other.

Here each page is read as it comes, by the same code as in the workers' processes but without the pipeline.
"""

import gzip
from dataclasses import replace

import pytest

from bot.desk.follow import read_again
from bot.desk.posts import read_post
from bot.errors import NothingFound, WorkerLost
from bot.news.article.read import read_source
from bot.news.facts import Answers
from bot.news.report import Report

STORY = (
    "<p>A ferry carrying 80 people ran aground in thick fog near Tromsø on Friday, the coastguard said.</p>"
    "<p>Nobody was hurt, and all passengers were taken ashore by fishing boats within two hours of the alarm.</p>"
)
HEAD = "<title>Ferry</title><meta property='article:published_time' content='2024-11-29T18:00:00Z'>"
LD = "<script type='application/ld+json'>{%s}</script>"


def page(body=STORY, head=HEAD):
    return f"<!doctype html><html><head>{head}</head><body><article><h1>Ferry</h1>{body}</article></body></html>"


class PageReader:
    """Reads pages as the workers do, as far as their text."""

    async def read(self, source, *, today):
        reading = read_source(source, today=today)
        return Report(
            version=1, input=source.input, article=reading.article, sentences=(), answers=Answers(), key_sentences=(),
            figures=(), claims=(), entities=(), timexes=(), timeline=(), open=(), doubts=reading.doubts,
        )  # fmt: skip


@pytest.fixture
def desk(world):
    return replace(world, reader=PageReader())


def told(room):
    """Sentences and buttons of the last answer's cards."""
    return [(card.doubts, card.buttons) for card in room.messages[-1].answer.cards]


REFUSED = "The site refused access ({}). Paste the text instead."
PARTED = "The site sent only a part of the page (206). Try again later. Asked 3 times."
FAULT = "The site answered with an error ({}) instead of the page. Try again later. Asked 3 times."
CONSENT = "<p>We and our partners use cookies on your device. You give your consent, or see our privacy policy.</p>"


@pytest.mark.parametrize(("status", "kind", "body", "says", "buttons"), [
    (404, "text/html", "gone", "Page not found (404).", ()),
    (410, "text/html", "gone", "Page not found (410).", ()),
    *((status, "text/html", "no", REFUSED.format(status), ()) for status in (401, 402, 403, 451)),
    *((status, "text/html", "oh", FAULT.format(status), ("retry",)) for status in (500, 502, 503, 429, 304)),
    (206, "text/html", "half", PARTED, ("retry",)),
    (200, "application/zip", "PK", "The link leads to a file of type application/zip, not to a page of text.", ()),
    (200, "text/html", "%PDF-1.7 not a page", "The link leads to a file that is not text.", ()),
    (200, "text/plain", "GIF89a\0\0", "The link leads to a file that is not text.", ()),
    (200, "text/html", "", "{url} is empty.", ()),
    (200, "text/html", "<html><p>Hello.</p></html>", "{url} holds no article text. Paste the text instead.", ()),
    (200, "text/html", page(CONSENT, ""),
     "The site asks for consent to cookies before it shows the article. Paste the text instead.", ()),
    (200, "text/html", "<html><body>Sign in<input type=password></body></html>",
     "The site shows the article only after a login. Paste the text instead.", ()),
    (200, "text/html", "<html><body><noscript>Please enable JavaScript.</noscript></body></html>",
     "The page shows its text only to a browser that runs scripts. Paste the text instead.", ()),
    (200, "text/html", "<html><body>Checking your browser before you go on.</body></html>",
     "The site asks whether a person reads before it shows the article. Paste the text instead.", ()),
    (200, "text/html", page("", LD % '"@type": "NewsArticle", "isAccessibleForFree": false'),
     "The site shows the article only to subscribers. Paste the text instead.", ()),
    (200, "text/html", page("", LD % '"@type": "VideoObject"'),
     "The link leads to a video; there is no text to read.", ()),
])  # fmt: skip
async def test_a_link_without_an_article_has_one_sentence(desk, room, site, post, status, kind, body, says, buttons):
    url = site.has("/a", body, status=status, kind=kind)
    await read_post(desk, post(url))
    assert told(room) == [((says.format(url=url),), buttons)]
    assert room.messages[-1].answer.cards[0].tone == "failure"


@pytest.mark.parametrize(("link", "says"), [
    ("http://10.0.0.1/", "That address leads to a private network; it is not opened."),
    ("http://169.254.169.254/latest/meta-data", "That address leads to a private network; it is not opened."),
    ("http://ed:pw@example.org/a", "A link that holds a user name or a password is not opened."),
    ("http://no-such-site.invalid/", "No site is known under the name no-such-site.invalid."),
    ("http://8.8.8.8:8080/", "Only links to the usual web ports (80 and 443) are opened."),
    ("http://127.0.0.256/", "That is not a web address that can be opened."),
])  # fmt: skip
async def test_a_link_that_is_not_opened_has_one_sentence(desk, room, post, link, says):
    """None of these is worth a second try."""
    await read_post(desk, post(link))
    assert told(room) == [((says,), ())]
    assert not room.signs


@pytest.mark.parametrize(("target", "says"), [
    ("http://10.0.0.1/inside", "That address leads to a private network; it is not opened."),
    ("/moved", "The site redirects in a circle."),
    ("file:///etc/passwd", "Only http and https links are opened."),
    ("javascript:alert(1)", "Only http and https links are opened."),
])  # fmt: skip
async def test_a_redirect_that_is_not_followed_has_one_sentence(desk, room, site, post, target, says):
    await read_post(desk, post(site.redirects("/moved", target)))
    assert told(room) == [((says,), ())]


@pytest.mark.parametrize(("body", "head", "says"), [
    (STORY, HEAD + LD % '"@type": "NewsArticle", "isAccessibleForFree": "False"',
     "Only the first 2 paragraphs were available; facts may be incomplete."),
    (STORY + "<p>Subscribe to continue reading.</p>", HEAD,
     "The text may be only the beginning of the article; facts may be incomplete."),
    (STORY, HEAD + LD % '"@type": "LiveBlogPosting"',
     "A live page: read as it stood at that moment, it goes on being changed."),
    (STORY, HEAD + LD % '"@type": "ImageGallery"', "A picture gallery: only the words beside the pictures were read."),
    (STORY, HEAD + LD % '"@type": "VideoObject"', "A video page: only the words beside the video were read."),
    ("<p>شرعت السلطات في إجلاء السكان من المدينة بعد فيضان النهر صباح الجمعة بحسب الدفاع المدني.</p>" * 3, HEAD,
     "Arabic: facts are read from English only."),
    (STORY + "<p>" + "More was said. " * 10_000, HEAD,
     "The page is too large: only its first 5 MB were read; facts may be incomplete."),
])  # fmt: skip
async def test_a_part_of_an_article_is_read_and_said_to_be_one(desk, room, site, post, body, head, says):
    """The test's own site is cut at 100 kB; the sentence names the cap that the bot is run with."""
    await read_post(desk, post(site.has("/a", page(body, head))))
    ((doubts, buttons),) = told(room)
    assert doubts == (says,)
    assert "retry" not in buttons
    assert room.messages[-1].answer.cards[0].tone == "doubt"


async def test_a_bomb_and_a_page_without_end_drop_no_other_link(desk, room, site, post):
    """Reading stops at the cap; the other link is answered in the same message, in link order."""
    packed = gzip.compress(page(STORY + "<p>More was said.</p>" * 500_000).encode(), 1)
    bomb = site.has("/bomb", packed, headers={"Content-Encoding": "gzip"})
    good = site.has("/good", page())
    await read_post(desk, post(f"{bomb} {good}"))
    (first, _), (second, _) = told(room)
    assert first == ("The page is too large: only its first 5 MB were read; facts may be incomplete.",)
    assert second == ()


async def test_a_site_that_falters_is_asked_three_times(desk, room, site, post):
    """⏳ stands under the post as long as it waits; the third answer is the page."""
    link = site.has("/a", page())
    site.first["/a"] = [503, 500]
    message = post(link)
    await read_post(desk, message)
    assert site.asked == ["/a"] * 3
    assert room.messages[-1].answer.cards[0].title == "Ferry"
    assert room.signs == [(message.id, "⏳", True), (message.id, "⏳", False)]


async def test_a_site_that_is_down_has_a_retry(desk, room, unused_tcp_port, post):
    hosts = frozenset({("127.0.0.1", unused_tcp_port)})
    desk.fetcher._allowed = hosts
    await read_post(desk, post(f"http://127.0.0.1:{unused_tcp_port}/"))
    assert told(room) == [(("No answer after 3 tries.",), ("retry",))]


async def test_a_site_that_wants_to_be_left_alone_is_left_alone(desk, room, site, post):
    """It said for how long: the card says it too, and nobody asks again before a person does."""
    link = site.has("/a", "busy", status=429, headers={"Retry-After": "120"})
    await read_post(desk, post(link))
    says = "The site answered with an error (429) instead of the page. Try again in 2 minutes."
    assert told(room) == [((says,), ("retry",))]
    assert site.asked == ["/a"]
    assert not room.signs


async def test_a_retry_changes_the_card(desk, room, site, post):
    """The same message says it: the failed link is asked for again, the one that was read is not."""
    bad, good = site.has("/bad", "oh", status=500), site.has("/good", page())
    message = post(f"{bad} {good}")
    await read_post(desk, message)
    assert [buttons for _, buttons in told(room)] == [("retry",), ()]
    site.has("/bad", page().replace("Ferry", "Storm"))
    site.asked.clear()
    await read_again(desk, message)
    assert site.asked == ["/bad"]
    assert len(room.messages) == 1
    assert [card.title for card in room.messages[0].answer.cards] == ["Storm", "Ferry"]


async def test_a_retry_that_fails_leaves_the_card(desk, room, site, post):
    message = post(site.has("/a", "oh", status=500))
    await read_post(desk, message)
    before = told(room)
    await read_again(desk, message)
    assert told(room) == before
    assert len(room.messages) == 1


async def test_a_retry_needs_a_post_to_read(desk, room, site, post):
    """Of a post that is not known, or whose words Dateline may not see, nothing is lost."""
    with pytest.raises(NothingFound, match="no longer known"):
        await read_again(desk, post(site.has("/a", page())))
    with pytest.raises(NothingFound, match="may not read"):
        await read_again(desk, post(""))


async def test_a_lost_worker_has_a_retry(world, room, reader, site, page_of, post):
    link = site.has("/a", page_of("A", "It happened on 2024-11-28."))
    reader.faults[link] = WorkerLost("The process that read it died.")
    await read_post(world, post(link))
    assert told(room) == [(("The process that read it died.",), ("retry",))]


async def test_a_shortener_an_amp_page_and_the_page_itself_are_one_article(desk, room, site, post):
    """Each hop goes through the door; the page's own link under the same host is the article's."""
    own = site.url("/world/ferry")
    head = f"{HEAD}<link rel='canonical' href='{own}'>"
    site.has("/world/ferry/index.amp", page(head=head))
    site.has("/world/ferry", page(head=head))
    short = site.redirects("/s/3x", "/t/hop")
    site.redirects("/t/hop", "/world/ferry/index.amp?usqp=mq331")
    await read_post(desk, post(f"{short} {own}?utm_source=x"))
    (card,) = room.messages[-1].answer.cards
    assert card.url == own
    assert room.messages[-1].answer.notes == (f"{own}?utm_source=x is the same article as {short}.",)


async def test_a_link_of_another_site_is_not_taken_for_the_articles_own(desk, room, site, post):
    head = f"{HEAD}<link rel='canonical' href='https://www.other.example/a'>"
    link = site.has("/a", page(head=head))
    await read_post(desk, post(link))
    assert room.messages[-1].answer.cards[0].url == link


async def test_a_persons_own_paste_asks_no_robots_file(desk, room, site, post):
    """It is one fetch on that person's behalf: robots.txt is for what is read by the clock, and nothing is."""
    site.has("/robots.txt", "User-agent: *\nDisallow: /", kind="text/plain")
    await read_post(desk, post(site.has("/a", page())))
    assert room.messages[-1].answer.cards[0].title == "Ferry"
    assert site.asked == ["/a"]

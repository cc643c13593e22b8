"""What stands in front of an article gives no facts and is called by its name; an article is never taken for it."""

from datetime import date

import pytest

from bot.errors import Empty, Forbidden
from bot.news.article import Source
from bot.news.article.read import read_source

LINK = "https://www.fjordpost.example/news/ferry-aground"
STORY = (
    "A ferry carrying 80 people ran aground in thick fog near Tromsø on Friday, the coastguard said in a statement.",
    "Nobody was hurt, and all passengers were taken ashore by fishing boats within two hours of the alarm.",
    "The operator, Vestlinjen, said that the ship would be towed to port on Saturday morning.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
COOKIES = """<h1>We value your privacy</h1> <p>We and our 872 partners store and/or access information on a device,
such as unique identifiers in cookies, to process personal data. You may accept or manage your choices by clicking
below, including your right to object where legitimate interest is used, or at any time in the privacy policy page.
These choices will be signalled to our partners and will not affect browsing data.</p> <p>We and our partners process
data to provide: use precise geolocation data, actively scan characteristics of your device for identification,
personalised advertising and content, advertising and content measurement, audience research.</p> <form
action="/save"><button>Accept all</button><button>Reject all</button></form>"""
BEFORE = """<h1>Before you continue to the site</h1><p>We use cookies and data to deliver and maintain our services,
track outages and protect against spam, and measure audience engagement and site statistics.</p><p>If you choose to
"Accept all", we will also use cookies and data to develop and improve new services and show personalised ads,
depending on your settings.</p> <p>If you choose to "Reject all", we will not use cookies for these additional
purposes. Select "More options" to see additional information, including details about managing your privacy
settings.</p>"""
GERMAN = """<h1>Weiter mit Werbung</h1><p>Besuchen Sie die Seite wie gewohnt mit Werbung und Cookies. Sie können Ihre
Einwilligung jederzeit widerrufen.</p><p>Wir und unsere Partner speichern Cookies auf Ihrem Gerät und verarbeiten
personenbezogene Daten. Wenn Sie zustimmen, gilt das für alle Seiten.</p><button>Alle akzeptieren</button>"""
LOGIN = """<h1>Log in or create an account</h1><form><label>Email address</label><input type=email>
<label>Password</label><input type="Password"></form><p>Forgot your password? We will send you a new one in a
moment.</p>"""
SUBSCRIBE = """<h1>Subscribe to the Post</h1><p>Already a subscriber? Log in. Create an account with your email
address to see more of our reporting from all over the coast, each morning at six.</p>"""
ROBOT = """<h1>Just a moment...</h1><p>Checking your browser before accessing the site. Verify you are human by
completing the action below. This process is automatic and takes a few seconds of your time.</p>"""
SCRIPT = """<noscript>You need to enable JavaScript to run this app, and to see the news that it shows you.</noscript>
<div id="root"></div><script src="/app.js"></script>"""


def page(body, head="", title="The Fjord Post"):
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"


def read(html, *, link=LINK, url=None):
    return read_source(Source(link, "page", body=html.encode(), url=url or link), today=date(2024, 12, 5))


def parts(html):
    return [doubt.says for doubt in read(html).doubts if doubt.kind == "partial"]


@pytest.mark.parametrize(("body", "says"), [
    (COOKIES, "consent to cookies"), (BEFORE, "consent to cookies"), (GERMAN, "consent to cookies"),
    (LOGIN, "only after a login"), (SUBSCRIBE, "only after a login"),
    (ROBOT, "whether a person reads"), (SCRIPT, "runs scripts"),
    ("<h1>Log in</h1><input type=password>", "only after a login"),
    ("<button>Accept all</button><p>We use cookies. See your choices.</p>", "consent to cookies"),
    ("<div id=root></div>Please enable JS and disable any ad blocker", "runs scripts"),
])  # fmt: skip
def test_a_wall_gives_no_facts_and_is_named(body, says):
    """Scene 9: at the very address that was asked for, with whatever words stand on it."""
    with pytest.raises(Forbidden, match=says):
        read(page(body))


@pytest.mark.parametrize(("url", "says"), [
    ("https://consent.fjordpost.example/collect?continue=x", "consent to cookies"),
    ("https://guce.portal.example/consent?gcrumb=1", "consent to cookies"),
    ("https://myprivacy.media.example/consent/?siteKey=1", "consent to cookies"),
    ("https://www.fjordpost.example/cookie-consent/", "consent to cookies"),
    ("https://accounts.portal.example/v3/signin", "only after a login"),
    ("https://www.fjordpost.example/login?return=%2Fnews%2Fferry-aground", "only after a login"),
])  # fmt: skip
def test_a_link_that_ends_at_a_wall_is_told_by_its_address(url, says):
    with pytest.raises(Forbidden, match=says):
        read(page(f"<p>{STORY[0]}</p>"), url=url)


def test_an_address_is_no_wall_where_the_link_itself_names_it():
    link = "https://consent.example/reports/login"
    assert read(page(BODY), link=link).article.text.startswith("A ferry")


def test_an_article_that_the_page_keeps_for_subscribers_is_named():
    head = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    with pytest.raises(Forbidden, match="only to subscribers"):
        read(page("<p>Ferry</p>", head))


@pytest.mark.parametrize("head", [
    "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": \"False\"}</script>",
    "<meta property='article:content_tier' content='locked'>",
])  # fmt: skip
def test_a_beginning_of_an_article_for_subscribers_is_a_part(head):
    assert parts(page(BODY, head)) == ["Only the first 3 paragraphs were available; facts may be incomplete."]


@pytest.mark.parametrize("end", [
    "<p>Subscribe to continue reading.</p>", "<p>Already a subscriber? Log in</p>",
    "<p>Read the full story in our app.</p>",
    "<p>Divers were still at work when …</p>", "<p>Divers were still at work [...]</p>",
])  # fmt: skip
def test_a_short_text_that_invites_to_read_on_may_be_a_part(end):
    """Words alone prove nothing: the card says 'may', and never that anybody asks for money."""
    assert parts(page(BODY + end)) == ["The text may be only the beginning of the article; facts may be incomplete."]


def test_a_whole_text_is_no_part():
    assert parts(page(BODY)) == []
    assert parts(page(BODY * 9 + "<p>Subscribe to continue reading.</p>")) == []


ABOUT_COOKIES = """<p>BRUSSELS (AP) — The European Commission fined an advertising firm 40 million euros on Friday
over the way it uses cookies on the phones of readers in eleven countries.</p><p>Regulators said that the firm had
stored cookies before anybody pressed “accept all”, and that withdrawing was made hard on purpose.</p><p>“People must
be free to say no,” said Anna Lind, who led the inquiry. The firm said that it would appeal.</p><p>The inquiry began
in March 2022, when a group of students in Vienna complained. A first ruling is expected in June 2025, and two other
firms are under investigation, the commission said.</p>"""
ABOUT_ROBOTS = """<p>LONDON (Reuters) - A puzzle that asks readers to prove that they are not a robot kept 40,000
people from buying tickets on Friday, the box office said.</p><p>The captcha showed pictures of traffic lights that
some could not tell from shop signs. Sales began again at noon after the firm that runs the site had taken it
down.</p><p>“We are sorry,” said Paul Reed, its director. He said that everybody who had waited in the queue would be
sent a code by Monday. A spokesman for the band said that a second concert would be held in May.</p>"""


@pytest.mark.parametrize("body", [
    BODY,
    "<form><input type=password><button>Log in</button></form>" + ABOUT_COOKIES,
    ABOUT_COOKIES + COOKIES,
    ABOUT_ROBOTS,
    "<noscript>Please enable JavaScript for comments.</noscript>" + BODY * 2,
    "<div class='banner'>We use cookies. Accept all. Reject all. Privacy policy.</div>" + ABOUT_ROBOTS,
])  # fmt: skip
def test_an_article_is_no_wall(body):
    """Also one that tells of cookies or robots, and one with a notice or a login form beside it."""
    assert read(page(body)).article.words > 40


def test_a_page_that_shows_nothing_says_what_to_do():
    with pytest.raises(Empty, match=r"holds no article text\. Paste the text instead\."):
        read(page("<p>Hello.</p>"))

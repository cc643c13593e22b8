"""The longer texts: a timeline with its reasons, the sentences behind a card, a digest."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.news.article import Article, Doubt
from bot.news.digest import Coming, Contents, New, Point
from bot.news.facts import Answer, Answers, Unsure
from bot.news.reply import (
    compose_article_timeline,
    compose_card,
    compose_digest,
    compose_facts,
    compose_sentences,
    compose_timeline,
)
from bot.news.report import Report
from bot.news.timeline import Entry, Open
from bot.news.timex import Timex

TEXT = (
    "Rebels entered Aleppo on Friday. They will meet on Sunday. They were forced out in December 2016. "
    "Talks began soon."
)
ARTICLE = Article(
    "Rebels take Aleppo", "https://www.example.org/a", None, None, None, None, "2024-11-29T18:00:00+00:00", None, None,
    "metadata", "en", 20, TEXT,
)  # fmt: skip
SENTENCES = ((0, 32), (33, 58), (59, 97), (98, len(TEXT)))
FRIDAY = Entry(
    "2024-11-29",
    "2024-11-29",
    "day",
    "Rebels entered Aleppo on Friday",
    0,
    0,
    "relative",
    "'on Friday', counted back",
    "happened",
    1,
)
SUNDAY = Entry(
    "2024-12-01", "2024-12-01", "day", "They will meet on Sunday", 1, 1, "relative", "'on Sunday'", "planned", 1
)
PAST = Entry(
    "2016-12",
    "2016-12",
    "month",
    "They were forced out in December 2016",
    2,
    2,
    "explicit",
    "'December 2016'",
    "happened",
    2,
)
TIMEXES = (
    Timex(25, 31, "DATE", "2024-11-29"), Timex(51, 57, "DATE", "2024-12-01"), Timex(83, 96, "DATE", "2016-12"),
)  # fmt: skip
REPORT = Report(
    1, "x", ARTICLE, SENTENCES,
    Answers(who=(Answer("Rebels", 0, 6, 0, 0.9),), what=(Answer("entered Aleppo", 7, 21, 0, 0.9),)),
    (0,), (), (), (), TIMEXES, (FRIDAY, SUNDAY, PAST), (Open(3, None, "Talks began", "no time is given"),), (),
)  # fmt: skip


def test_the_card_reads_as_the_desk_has_it() -> None:
    """Who did what and when, dates oldest first, plans marked, where the date comes from, what is not dated."""
    card = compose_card(REPORT, article=7)
    assert card.subtitle == "example.org · published Fri 29 Nov 2024"
    assert [(row.lead, row.text, row.note) for row in card.facts] == [
        ("Rebels", "entered Aleppo on Friday.", "Fri 29 Nov 2024")
    ]
    assert [(row.lead, row.text, row.note) for row in card.timeline] == [
        ("Dec 2016", "They were forced out in December 2016", None),
        ("Fri 29 Nov 2024", "Rebels entered Aleppo on Friday", None),
        ("Sun 1 Dec 2024", "They will meet on Sunday", "planned"),
    ]
    assert card.footer == "date from page metadata · 1 event not dated"
    assert (card.tone, card.buttons) == ("plain", ("timeline", "sentences"))


def test_background_and_minor_facts_go_first() -> None:
    """With three doubts there is room for less: the core of the story stays, background goes."""
    doubts = tuple(Doubt("figures", f"doubt {number}") for number in range(5))
    entries = tuple(replace(FRIDAY, start=f"2024-11-2{day}", end=f"2024-11-2{day}") for day in range(1, 6))
    card = compose_card(replace(REPORT, timeline=(PAST, *entries), doubts=doubts), article=None)
    assert card.doubts == ("doubt 0", "doubt 1", "3 more doubts stand in the full timeline.")
    assert [row.lead for row in card.timeline] == [
        f"{day} 2{number} Nov 2024" for number, day in enumerate(("Thu", "Fri", "Sat", "Sun", "Mon"), 1)
    ]
    assert card.footer.startswith("date from page metadata · 1 more timeline entry")


def test_two_possible_days_are_both_shown() -> None:
    """A stamp that may be the evening before is not settled by guessing."""
    either = replace(REPORT, article=replace(ARTICLE, either=("2024-11-29", "2024-11-30")))
    assert compose_card(either, article=None).subtitle == "example.org · published 29 or 30 Nov 2024"


def test_an_article_s_timeline_gives_every_reason() -> None:
    """Each entry with how its date was found, each open event with why it has none."""
    sheet = compose_article_timeline(REPORT)
    dated, left = sheet.sections
    assert [row.note for row in dated.rows] == ["'December 2016'", "'on Friday', counted back", "planned · 'on Sunday'"]
    assert [(row.lead, row.text, row.note) for row in left.rows] == [("not dated", "Talks began", "no time is given")]


def test_source_sentences_are_quoted_as_they_stand() -> None:
    """Each fact and each entry of the card has its sentence."""
    facts, entries = compose_sentences(REPORT).sections
    assert [row.text for row in facts.rows] == ["“Rebels entered Aleppo on Friday.”"]
    assert [row.text for row in entries.rows] == [
        "“They were forced out in December 2016.”", "“Rebels entered Aleppo on Friday.”", "“They will meet on Sunday.”",
    ]  # fmt: skip


def test_a_doubt_names_both_its_sentences() -> None:
    """Under 'Source sentences' each sentence of a doubt stands once; a doubt about none of them has no place there."""
    says = "'Friday' and 'Sunday' do not agree."
    doubts = (Doubt("dates", says, (0, 1, 0)), Doubt("undated", "No publication date found."))
    *_, doubted = compose_sentences(replace(REPORT, doubts=doubts)).sections
    assert doubted.heading == "Doubts"
    assert [(row.lead, row.text) for row in doubted.rows] == [
        (says, "“Rebels entered Aleppo on Friday.”"), ("", "“They will meet on Sunday.”"),
    ]  # fmt: skip


def test_a_card_of_nothing_but_a_doubt_leads_to_its_sentences() -> None:
    """The button stands also where no fact and no entry is shown."""
    bare = replace(REPORT, answers=Answers(), key_sentences=(), figures=(), claims=(), timeline=(), open=(), doubts=())
    assert compose_card(bare, article=1).buttons == ()
    torn = replace(bare, doubts=(Doubt("dates", "'Friday' and 'Sunday' do not agree.", (0, 1)),))
    assert compose_card(torn, article=1).buttons == ("sentences",)
    assert compose_card(torn, article=1).tone == "doubt"


@dataclass(frozen=True)
class Teller:
    entry: Entry
    short: str
    publisher: str | None
    source: int


def test_a_channel_s_timeline_joins_what_is_told_alike() -> None:
    """By year, oldest first; the same words about the same day stand once, with both articles."""
    told = [
        Teller(FRIDAY, "b2", "Reuters", 2),
        Teller(PAST, "a1", None, 1),
        Teller(FRIDAY, "a1", "BBC", 1),
        Teller(SUNDAY, "b2", "Reuters", 2),
    ]
    sheet = compose_timeline(told, left_out=3)
    assert [section.heading for section in sheet.sections] == ["2016", "2024"]
    assert [row.note for section in sheet.sections for row in section.rows] == [
        "a1", "Reuters · b2, BBC · a1", "planned · Reuters · b2",
    ]  # fmt: skip
    assert sheet.footer == "4 entries of 2 articles · 3 more left out: narrow it with since and until"
    assert compose_timeline([]).intro == "No dated event is known here yet."


def test_copies_of_one_text_tell_an_entry_once() -> None:
    told = [Teller(FRIDAY, short, outlet, 1) for short, outlet in (("a1", "AP"), ("b2", "BBC"), ("c3", "Daily"))]
    sheet = compose_timeline(told)
    assert [row.note for row in sheet.sections[0].rows] == ["AP · a1 (also in 2 copies)"]
    assert sheet.footer == "3 entries of 3 articles (1 source)"


def moment(day: int, hour: int) -> datetime:
    return datetime(2024, 11, day, hour, tzinfo=ZoneInfo("Europe/London"))


def test_a_digest_says_what_it_covers() -> None:
    """Covers, counts, lateness and the next one; then the stories with their sentences, then what is coming."""
    new = New(
        (1, 2),
        ("a1", "b2"),
        "Rebels take Aleppo",
        None,
        ("BBC", "Reuters"),
        (Point(TEXT[:32], FRIDAY, ()),),
        (),
        None,
        2,
    )
    coming = Coming(SUNDAY, 1, "a1", "Rebels take Aleppo", None, "BBC")
    next_due = moment(30, 6).replace(month=12, day=1)
    contents = Contents(
        moment(29, 6), moment(30, 6), moment(30, 6), True, "Europe/London", next_due, 2, 1, 2, (new,), (coming,)
    )  # fmt: skip
    sheet = compose_digest(contents)
    assert sheet.title == "Digest of Sat 30 Nov 2024"
    assert sheet.intro == (
        "Covers Fri 06:00 – Sat 06:00 Europe/London · 2 articles, 1 story · due 06:00 · next Sun 06:00"
    )
    story, ahead = sheet.sections
    assert [(row.lead, row.text, row.note) for row in story.rows] == [
        ("Fri 29 Nov 2024", "Rebels entered Aleppo on Friday.", None),
        ("Sources", "BBC, Reuters", "a1, b2"),
    ]
    assert [(row.lead, row.note) for row in ahead.rows] == [("Sun 1 Dec 2024", "planned · BBC · a1")]
    copied = compose_digest(replace(contents, sources=1, new=(replace(new, sources=1),)))
    assert "2 articles (1 source), 1 story" in copied.intro
    assert copied.sections[0].rows[-1].text == "BBC, Reuters (same text: 1 source)"
    empty = compose_digest(replace(contents, articles=0, stories=0, new=(), coming=(), late=False, next_due=None))
    assert empty.intro == "Covers Fri 06:00 – Sat 06:00 Europe/London · nothing new"


def test_an_event_is_shown_with_the_words_that_date_it() -> None:
    """Where a date's words stand beside the event's, the sentence around them is shown, with whoever says it."""
    beside = replace(FRIDAY, event="Rebels entered Aleppo")
    assert compose_card(replace(REPORT, timeline=(beside,)), article=None).timeline[0].text == TEXT[:32]
    long = "Rebels, " + "who came from the north and the east of the country, " * 4 + "entered Aleppo on Friday"
    article = replace(ARTICLE, text=long)
    timex = Timex(len(long) - 6, len(long), "DATE", "2024-11-29")
    far = replace(REPORT, article=article, sentences=((0, len(long)),), timexes=(timex,), open=(), answers=Answers())
    row = compose_card(replace(far, timeline=(replace(FRIDAY, event=long),)), article=None).timeline[0]
    assert row.text.startswith("…")
    assert row.text.endswith("entered Aleppo on Friday")


def test_what_nobody_vouches_for_stands_in_its_own_section() -> None:
    """The facts end with the sentences that the text itself calls unchecked, or tells without a source."""
    unsure = (Unsure("unattributed", 0, 32, 0), Unsure("unconfirmed", 33, 58, 1))
    last = compose_facts(replace(REPORT, unsure=unsure)).sections[-1]
    assert last.heading == "Not confirmed"
    assert [row.lead for row in last.rows] == ["no source named", "unconfirmed"]
    assert "They will meet on Sunday." in last.rows[1].text
    assert [section.heading for section in compose_facts(REPORT).sections] == ["Answers"]

"""A digest holds what its window brought: nothing that the reports do not say, nothing twice."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.news.article import Article, Doubt
from bot.news.digest import Contents, Run, compose
from bot.news.facts import Answers, Figure
from bot.news.report import Report
from bot.news.timeline import Entry

UNTIL = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
RUN = Run(date(2026, 11, 22), UNTIL, UNTIL - timedelta(days=1), UNTIL)
NEXT = UNTIL + timedelta(days=1)


@dataclass(frozen=True)
class Brought:
    id: int
    report: Report
    story: int | None = None
    source: int | None = None

    @property
    def short(self) -> str:
        return f"s{self.id}"


def make_report(*sentences: str, title: str | None = "Four killed in flood", publisher: str | None = "Daily") -> Report:
    """A report on these sentences, all of them key sentences, that states nothing about them yet."""
    starts = [sum(len(before) + 1 for before in sentences[:n]) for n in range(len(sentences))]
    return Report(
        version=1,
        input="https://daily.test/1",
        article=Article(
            title=title,
            url="https://daily.test/1",
            publisher=publisher,
            byline=None,
            dateline=None,
            copy_of=None,
            published="2026-11-21",
            either=None,
            published_by=None,
            published_from="metadata",
            language="en",
            words=len(" ".join(sentences).split()),
            text=" ".join(sentences),
        ),
        sentences=tuple((start, start + len(text)) for start, text in zip(starts, sentences, strict=True)),
        answers=Answers(),
        key_sentences=tuple(range(len(sentences))),
        figures=(),
        claims=(),
        entities=(),
        timexes=(),
        timeline=(),
        open=(),
        doubts=(),
    )


def make_entry(day: str, sentence: int, **changes: object) -> Entry:
    entry = Entry(day, day, "day", f"event of {sentence}", sentence, None, "explicit", "written so", "happened", 1)
    return replace(entry, **changes)


def make_figure(sentence: int, noun: str | None = "people") -> Figure:
    return Figure(4, None, "exact", None, noun, None, None, "killed", "police", 0, 6, 0, 4, sentence)


def make_contents(*articles: Brought, now: datetime = UNTIL, zone: str = "Europe/London") -> Contents:
    return compose(articles, RUN, zone=zone, next_due=NEXT, now=now)


def test_the_window_is_told_in_local_time() -> None:
    contents = make_contents(zone="Asia/Kolkata")
    local = ZoneInfo("Asia/Kolkata")
    assert [RUN.since, UNTIL, UNTIL, NEXT] == [contents.since, contents.until, contents.due, contents.next_due]
    assert {local} == {moment.tzinfo for moment in (contents.since, contents.until, contents.due, contents.next_due)}
    assert (contents.until.hour, contents.until.minute) == (11, 30)


def test_nothing_brought_is_an_empty_digest() -> None:
    contents = make_contents()
    assert contents.empty
    assert (contents.articles, contents.stories, contents.new, contents.coming) == (0, 0, (), ())


def test_late_is_said_when_it_is_late() -> None:
    assert not make_contents(now=UNTIL + timedelta(seconds=40)).late
    assert make_contents(now=UNTIL + timedelta(minutes=7)).late


def test_articles_of_one_story_are_told_once_with_all_their_outlets() -> None:
    wire, copy = make_report("Four died."), make_report("Four died.", title="Flood kills four", publisher="Herald")
    other = make_report("Rates rose.", title="Rates rise")
    contents = make_contents(Brought(3, copy, story=7), Brought(1, wire, story=7), Brought(2, other, story=8))
    assert (contents.articles, contents.stories) == (3, 2)
    assert [(new.ids, new.publishers, new.title) for new in contents.new] == [
        ((1, 3), ("Daily", "Herald"), "Four killed in flood"),
        ((2,), ("Daily",), "Rates rise"),
    ]


def test_articles_without_a_story_are_their_own() -> None:
    report = make_report("Four died.")
    assert make_contents(Brought(1, report), Brought(2, report)).stories == 2


def test_points_are_the_first_key_sentences_by_date_with_their_figures() -> None:
    report = replace(
        make_report("Four died on Saturday.", "It rained on Friday.", "It was dry.", "A dam broke.", "Trains stopped."),
        key_sentences=(3, 0, 1, 4),
        figures=(make_figure(0), make_figure(0, "houses"), make_figure(2)),
        timeline=(
            make_entry("2026-11-21", 0),
            make_entry("2026-11-20", 1),
            make_entry("2026-11-19", 3),
            make_entry("2026-11-18", 4),
            make_entry("2026-11-17", 2, importance=2),
        ),
    )
    (new,) = make_contents(Brought(1, report)).new
    assert [p.sentence for p in new.points] == ["A dam broke.", "It rained on Friday.", "Four died on Saturday."]
    assert [p.entry.start for p in new.points if p.entry] == ["2026-11-19", "2026-11-20", "2026-11-21"]
    assert [tuple(f.noun for f in p.figures) for p in new.points] == [(), (), ("people", "houses")]


def test_of_a_sentence_with_two_dates_the_latest_is_told() -> None:
    report = replace(
        make_report("Opened in 2020, it closed on Saturday."),
        timeline=(make_entry("2026-11-21", 0), make_entry("2020", 0, precision="year")),
    )
    (new,) = make_contents(Brought(1, report)).new
    assert [point.entry.start for point in new.points if point.entry] == ["2026-11-21"]


def test_without_dates_and_figures_the_first_key_sentence_stands_alone() -> None:
    report = replace(make_report("It is unclear.", "Nobody\nknows."), key_sentences=(1, 0))
    (new,) = make_contents(Brought(1, report)).new
    assert [(p.sentence, p.entry, p.figures) for p in new.points] == [("Nobody knows.", None, ())]


def test_background_alone_is_not_told_as_news() -> None:
    report = replace(
        make_report("It was built in 1950."),
        key_sentences=(),
        timeline=(make_entry("1950", 0, precision="year", importance=2),),
    )
    (new,) = make_contents(Brought(1, report)).new
    assert new.points == ()


def test_planned_events_come_up_by_date_and_nowhere_else() -> None:
    report = replace(
        make_report("A vote is on 1 Dec.", "A hearing is today.", "A march was on Friday.", "A summit is in 2027."),
        timeline=(
            make_entry("2026-12-01", 0, status="planned"),
            make_entry("2026-11-22", 1, status="planned"),
            make_entry("2026-11-20", 2, status="planned"),
            make_entry("2027", 3, status="planned", precision="year"),
        ),
    )
    contents = make_contents(Brought(1, report))
    assert [coming.entry.start for coming in contents.coming] == ["2026-11-22", "2026-12-01", "2027"]
    assert [point.sentence for point in contents.new[0].points] == ["A march was on Friday."]


def test_an_event_is_over_when_its_day_is_over_where_the_desk_is() -> None:
    """Until 06:00 UTC on the 22nd: in Honolulu it is still the 21st."""
    report = replace(make_report("A march is on Saturday."), timeline=(make_entry("2026-11-21", 0, status="planned"),))
    assert make_contents(Brought(1, report), zone="Europe/London").coming == ()
    assert len(make_contents(Brought(1, report), zone="Pacific/Honolulu").coming) == 1


def test_what_two_articles_announce_alike_comes_up_once() -> None:
    entry = make_entry("2026-12-01", 0, status="planned", event="the  Vote")
    one = replace(make_report("A vote is on 1 Dec."), timeline=(entry,))
    two = replace(one, timeline=(replace(entry, event="The vote"),))
    (coming,) = make_contents(Brought(2, two), Brought(1, one)).coming
    assert (coming.id, coming.short, coming.title, coming.publisher) == (1, "s1", "Four killed in flood", "Daily")


def test_a_language_that_is_not_read_is_named() -> None:
    doubt = Doubt("language", "Arabic: facts are read from English only")
    report = make_report("نص عربي.", title=None)
    report = replace(report, article=replace(report.article, language="ar"), key_sentences=(), doubts=(doubt,))
    (new,) = make_contents(Brought(1, report)).new
    assert ("ar", (), (doubt,), "نص عربي.") == (new.unread, new.points, new.doubts, new.title)
    assert make_contents(Brought(1, make_report("Four died."))).new[0].unread is None


def test_copies_of_one_text_are_one_source():
    """Three copies of a wire story are no three sources; a story of two sources goes before it."""
    wire = make_report("The river rose.", publisher="AP")
    copies = [Brought(1, wire, 1), Brought(2, wire, 1, source=1), Brought(3, wire, 1, source=1)]
    others = [Brought(4, make_report("Rates rose."), 2), Brought(5, make_report("Rates are up."), 2)]
    contents = compose([*copies, *others], RUN, zone="UTC", next_due=NEXT, now=UNTIL)
    assert (contents.articles, contents.sources, contents.stories) == (5, 3, 2)
    assert [(new.ids, new.sources) for new in contents.new] == [((4, 5), 2), ((1, 2, 3), 1)]

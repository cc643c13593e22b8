"""Articles are stored once for all, and shown only to guilds whose posts brought them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from bot.archive import SqlArchive
from bot.archive.short import ALPHABET, short_id
from bot.archive.tables import FigureRow
from bot.news.facts import Figure
from bot.news.message import Post
from bot.news.report import Report
from bot.news.timeline import Entry
from bot.ports import Found, Told

NOW = datetime(2026, 11, 21, 9, 0, 5, tzinfo=UTC)
MakePost = Callable[..., Post]
MakeReport = Callable[..., Report]


def make_entry(start: str, end: str | None = None, precision: Any = "day", event: str = "the event") -> Entry:
    return Entry(start, end or start, precision, event, 0, None, "relative", "'on Friday'", "planned", 1)


def make_figure(value: float, noun: str) -> Figure:
    return Figure(value, None, "at least", None, noun, 3, 9, "killed", "police", 20, 26, 0, 2, 0)


@pytest.fixture
def bring(archive: SqlArchive, make_post: MakePost) -> Callable[..., Any]:
    """A function that stores what a post brought, at NOW and some minutes."""
    numbers = count(1)

    async def store(*found: Found, minutes: int = 0, **changes: Any) -> None:
        moment = NOW + timedelta(minutes=minutes)
        await archive.finish(make_post(next(numbers), **changes), found, None, state="answered", now=moment)

    return store


async def test_an_article_comes_back_as_its_guild_brought_it(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    report = make_report(
        "Zwölf Tote 🌊 \x00 am Freitag.",
        figures=(make_figure(4.0, "people"), make_figure(2.5, "metres")),
        timeline=(make_entry("2016-12", precision="month"),),
    )
    await bring(Found("https://daily.test/1", "https://daily.test/1?utm_source=desk", report, shingles=(2**63 - 1, 3)))
    (stored,) = await archive.articles(1)
    assert stored.report == replace(report, input="https://daily.test/1?utm_source=desk")
    assert (stored.key, stored.read_at) == ("https://daily.test/1", NOW)
    assert stored == await archive.article(stored.id, guild=1)


async def test_what_a_guild_pasted_is_not_shown_to_another(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    """The text is the same and so is the article; the words in which a guild brought it are its own."""
    await bring(Found("key", "https://daily.test/1?token=secret", make_report(timeline=(make_entry("2026-11-20"),))))
    (mine,) = await archive.articles(1)
    assert await archive.article(mine.id, guild=2) is None
    assert await archive.articles(2) == []
    assert await archive.suggest(2, "") == []
    assert await archive.told(2) == []
    assert (await archive.counts(2)).articles == 0
    known = await archive.by_key("key")
    assert known is not None
    assert (known.id, known.report.input, known.story) == (mine.id, "key", None)
    await bring(Found("key", "pasted text", make_report(timeline=(make_entry("2026-11-20"),))), guild=2, channel=20)
    (theirs,) = await archive.articles(2)
    assert (theirs.id, theirs.report.input) == (mine.id, "pasted text")
    (still,) = await archive.articles(1)
    assert still.report.input == "https://daily.test/1?token=secret"


async def test_an_article_read_again_keeps_its_id_and_tells_what_it_tells_now(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    first = make_report("Four died.", timeline=(make_entry("2026-11-19"), make_entry("2026-11-20")))
    second = make_report("Five died.", title="Five killed", timeline=(make_entry("2026-11-21"),))
    await bring(Found("key", "link", replace(first, figures=(make_figure(4, "people"),))))
    (before,) = await archive.articles(1)
    await bring(Found("key", "link", replace(second, figures=(make_figure(5, "people"),))), minutes=9)
    (after,) = await archive.articles(1)
    assert (after.id, after.short, after.read_at) == (before.id, before.short, NOW + timedelta(minutes=9))
    assert after.report.article.text == "Five died."
    assert [told.entry.start for told in await archive.told(1)] == ["2026-11-21"]
    assert await archive.suggest(1, "five") == [(after.id, "Five killed")]
    async with archive._reads() as session:
        assert list(await session.scalars(select(col(FigureRow.value)))) == [5]


async def test_the_same_reading_brought_again_was_not_read_again(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    await bring(Found("key", "link", make_report()))
    await bring(Found("key", "another link", make_report()), minutes=9)
    (stored,) = await archive.articles(1)
    assert (stored.read_at, stored.report.input) == (NOW, "another link")


async def test_an_article_counts_for_the_moment_when_its_channel_first_had_its_text(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    """A digest must not tell again what a second post or outlet only repeats; the newest is what was last posted."""
    await bring(Found("old", "link", make_report("Old.")), minutes=1)
    await bring(Found("new", "link", make_report("New.")), minutes=5)
    await bring(Found("old", "link", make_report("Old.")), minutes=9)
    await bring(Found("old", "link", make_report("Old.")), minutes=9, channel=11)

    async def keys(channel: int | None, since: int, until: int) -> list[str]:
        window = {"since": NOW + timedelta(minutes=since), "until": NOW + timedelta(minutes=until)}
        return [stored.key for stored in await archive.articles(1, channel=channel, **window)]

    assert await keys(10, 0, 20) == ["old", "new"]
    assert await keys(10, 2, 20) == ["new"]
    assert await keys(10, 1, 5) == ["old"]
    assert await keys(11, 2, 20) == ["old"]
    assert await keys(None, 2, 20) == ["new"]
    assert [stored.key for stored in await archive.articles(1, limit=1)] == ["old"]
    await bring(Found("copy of old", "link", make_report("old!")), minutes=9)
    assert await keys(10, 2, 20) == ["new"]
    assert await keys(10, 0, 2) == ["copy of old", "old"]


async def test_the_same_text_under_two_addresses_is_one_story_of_the_guild(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    await bring(
        Found("https://daily.test/1", "a", make_report("Four  people died.")),
        Found("https://herald.test/1", "b", make_report("four people DIED.", publisher="Herald")),
        Found("https://daily.test/2", "c", make_report("Rates rose.")),
        Found("https://daily.test/3", "d", make_report("")),
        Found("https://daily.test/4", "e", make_report("")),
    )
    await bring(Found("https://daily.test/1", "a", make_report("Four  people died.")), guild=2)
    story = {stored.key[8:]: stored.story for stored in await archive.articles(1)}
    assert story["daily.test/1"] == story["herald.test/1"]
    assert len(set(story.values())) == 4
    (theirs,) = await archive.articles(2)
    assert theirs.story not in story.values()
    await bring(Found("https://daily.test/2", "c", make_report("Four people died.")))
    assert story == {stored.key[8:]: stored.story for stored in await archive.articles(1)}


async def test_entries_are_told_by_the_days_that_they_touch(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    entries = (
        make_entry("2020", precision="year", event="year"),
        make_entry("2026-11-20", event="day"),
        make_entry("2026-11", precision="month", event="month"),
        make_entry("2026-11-16", "2026-11-22", precision="week", event="week"),
    )
    await bring(Found("key", "link", make_report(url="https://daily.test/1", timeline=entries)))

    async def events(since: str | None, until: str | None) -> list[str]:
        first, last = (date.fromisoformat(day) if day else None for day in (since, until))
        return [told.entry.event for told in await archive.told(1, channel=10, since=first, until=last)]

    assert await events(None, None) == ["year", "month", "week", "day"]
    assert await events("2026-11-20", "2026-11-20") == ["month", "week", "day"]
    assert await events("2026-11-21", "2026-11-21") == ["month", "week"]
    assert await events("2020-12-31", "2026-10-31") == ["year"]
    assert await events("2026-12-01", None) == []
    assert await archive.told(1, channel=11) == []
    (stored,) = await archive.articles(1)
    assert (await archive.told(1))[-1] == Told(
        entries[1], stored.id, stored.short, "Four killed in flood", "Daily", "https://daily.test/1", stored.id
    )
    assert [told.entry.event for told in await archive.told(1, limit=2)] == ["week", "day"]


async def test_suggestions_fit_what_was_typed(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    for minutes, title in enumerate(("Four killed in flood", "Rates rise 100% in a day", None)):
        await bring(Found(f"key {minutes}", "link", make_report(f"Text {minutes}.", title=title)), minutes=minutes)
    untitled, rates, flood = await archive.suggest(1, "")
    assert [untitled[1], rates[1], flood[1]] == ["Text 2.", "Rates rise 100% in a day", "Four killed in flood"]
    assert await archive.suggest(1, " FLOOD four") == [flood]
    assert await archive.suggest(1, "%") == [rates]
    assert await archive.suggest(1, "_____") == []
    assert await archive.suggest(1, short_id(flood[0]).upper()[:3]) == [flood]
    assert await archive.suggest(1, "", limit=1) == [untitled]


async def test_a_key_of_any_length_is_kept(
    archive: SqlArchive, bring: Callable[..., Any], make_report: MakeReport
) -> None:
    key = "https://daily.test/" + "ж" * 5000
    await bring(Found(key, "link", make_report()), Found(key + "x", "link", make_report("Other.")))
    stored, other = await archive.by_key(key), await archive.by_key(key + "x")
    assert stored is not None
    assert other is not None
    assert stored.id != other.id
    assert await archive.by_key(stored.key) == stored


numbers = count(1)
values = st.floats(allow_nan=False, allow_infinity=False)
figures = st.builds(
    Figure, values, st.none() | values, st.sampled_from(["exact", "about"]), st.none(), st.none() | st.text(),
    st.none(), st.none(), st.text(), st.text(), st.none(), st.none(), st.just(0), st.just(4), st.just(0),
)  # fmt: skip
entries = st.builds(
    Entry, st.dates().map(str), st.dates().map(str), st.just("day"), st.text(), st.just(0), st.none(),
    st.just("explicit"), st.text(), st.sampled_from(["happened", "alleged"]), st.sampled_from([1, 2]),
)  # fmt: skip
shingle_sets = st.lists(st.integers(0, 2**63 - 1), max_size=3).map(tuple)


@given(
    text=st.text(min_size=1), title=st.none() | st.text(), input_=st.text(), shingles=shingle_sets,
    told=st.lists(figures, max_size=3), timeline=st.lists(entries, max_size=3),
)  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
async def test_any_report_comes_back_as_it_was(
    archive: SqlArchive, make_post, make_report, text, title, input_, shingles, told, timeline
) -> None:
    number = 10_000_000 + next(numbers)
    report = make_report(text, title=title, figures=tuple(told), timeline=tuple(timeline))
    found = Found(f"key {number}", input_.replace("\x00", ""), report, shingles)
    await archive.finish(make_post(number, guild=number), [found], None, state="answered", now=NOW)
    (stored,) = await archive.articles(number)
    assert stored.report == replace(report, input=found.input)


posts = st.tuples(st.integers(1, 2), st.integers(1, 2), st.lists(st.integers(1, 4), max_size=3, unique=True))


@given(st.lists(posts, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
async def test_whatever_is_posted_each_guild_sees_its_own(archive: SqlArchive, make_post, make_report, posted) -> None:
    """Against a model: sets of keys by guild and channel. Each example has guilds of its own."""
    base = 1000 * next(numbers)
    for guild, channel, articles in posted:
        found = [Found(f"key {n}", "link", make_report(f"Text {n}.")) for n in articles]
        post = make_post(base + next(numbers), guild=base + guild, channel=base + 10 * guild + channel)
        await archive.finish(post, found, None, state="answered", now=NOW)
    for guild in (1, 2):
        seen = {f"key {n}" for whose, _, articles in posted for n in articles if whose == guild}
        assert {stored.key for stored in await archive.articles(base + guild)} == seen
        assert (await archive.counts(base + guild)).articles == len(seen)
        for channel in (1, 2):
            here = {f"key {n}" for *place, articles in posted for n in articles if place == [guild, channel]}
            brought = await archive.articles(base + guild, channel=base + 10 * guild + channel)
            assert {stored.key for stored in brought} == here


@given(st.integers(1, 2**40), st.integers(1, 2**40))
def test_short_ids_are_stable_readable_and_never_alike(one: int, other: int) -> None:
    assert len(short_id(one)) >= 4
    assert set(short_id(one)) <= set(ALPHABET)
    assert (short_id(one) == short_id(other)) == (one == other)


def test_the_first_short_ids_are_the_same_for_ever() -> None:
    """People wrote them down."""
    assert [short_id(number) for number in (1, 2, 3, 614_655, 614_656)] == ["9m2v", "k63p", "tr4h", "rfz7", "v2222"]
    assert len({short_id(number) for number in range(614_656)}) == 614_656

"""Copies of one text are one source of the guild, whatever outlet printed them; nothing else is joined."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.archive import SqlArchive, open_archive
from bot.archive.engine import make_engine
from bot.archive.place import read_url
from bot.archive.sources import RECENT
from bot.news.facts import Figure
from bot.news.reply import Answer, Card
from bot.news.story import shingles
from bot.ports import Found

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WIRE = (
    "A ferry carrying 80 people ran aground in thick fog near Bergen on Tuesday, the coastguard said. Nobody was hurt,"
    " and all passengers were taken ashore by fishing boats within two hours. The operator, Vestlinjen, said the ship"
    " would be towed to port on Wednesday. An investigation has begun, and the captain is being questioned by police in"
    " Bergen. The company has run ferries on this coast since 1931 and lost none of them before."
)
COPY = "BERGEN, Norway (AP) - " + WIRE.replace("An investigation has begun, and the captain", "The captain")
OTHER = (
    "The central bank left its rate at 4.5 per cent on Thursday and said that it saw no reason to hurry. Economists had"
    " been divided over the step. The crown lost a little against the euro in the hours after the announcement."
)
CARD = Card(-1, "title", None, "subtitle", (), (), (), "footer", "plain")


@pytest.fixture
def bring(archive: SqlArchive, make_post: Callable[..., Any], make_report: Callable[..., Any]) -> Callable[..., Any]:
    """A function that stores a post's article and returns its card."""
    numbers = count(1)

    async def store(words: str, publisher: str, *, days: float = 0, guild: int = 1, **told: Any) -> Card:
        number = next(numbers)
        report = make_report(words, title=f"By {publisher}", publisher=publisher, **told)
        found = Found(f"https://{publisher}.test/{number}", "link", report, shingles(words))
        post, moment = make_post(number, guild=guild, channel=guild * 10), NOW + timedelta(days=days)
        line = await archive.finish(post, [found], Answer(cards=(CARD,)), state="answered", now=moment)
        (card,) = line.answer.cards
        return card

    return store


def figure(value: float) -> Figure:
    return Figure(value, None, "exact", None, "people", 0, 1, "injured", None, None, None, 0, 1, 0)


async def test_a_copy_is_said_to_be_one_and_counts_as_the_same_source(archive: SqlArchive, bring: Any) -> None:
    first = await bring(WIRE, "ap")
    second = await bring(COPY, "guardian")
    third = await bring(WIRE[: len(WIRE) // 2], "bbc")
    assert first.same == ""
    short = (await archive.article(first.article, guild=1)).short
    assert second.same == f"Same text as “By ap” · ap · {short} (2 outlets, one source)"
    assert third.same == f"Same text as “By ap” · ap · {short} (3 outlets, one source)"
    stored = {one.report.article.publisher: one for one in await archive.articles(1)}
    assert {one.story for one in stored.values()} == {stored["ap"].story}
    assert [stored[name].source for name in ("ap", "guardian", "bbc")] == [None, first.article, first.article]


async def test_another_text_is_its_own_source(archive: SqlArchive, bring: Any) -> None:
    await bring(WIRE, "ap")
    assert (await bring(OTHER, "bank")).same == ""
    assert (await bring(OTHER + " " + WIRE[: len(OTHER) // 3], "follow-up")).same.startswith("Same text as “By bank”")
    quoting = " ".join(f"On day {n} the town spoke of little else than of that night." for n in range(12))
    assert (await bring(f"{quoting} {WIRE[:120]}", "quoting")).same == ""
    assert len({one.story for one in await archive.articles(1)}) == 3


async def test_two_copies_in_one_post_know_each_other(
    archive: SqlArchive, make_post: Callable[..., Any], make_report: Callable[..., Any]
) -> None:
    found = [
        Found(f"key {n}", "link", make_report(words, publisher=name), shingles(words))
        for n, (words, name) in enumerate([(WIRE, "ap"), (COPY, "guardian")])
    ]
    answer = Answer(cards=(CARD, replace(CARD, article=-2)))
    line = await archive.finish(make_post(), found, answer, state="answered", now=NOW)
    assert [card.same[:9] for card in line.answer.cards] == ["", "Same text"]


async def test_a_guild_never_hears_of_what_another_one_brought(archive: SqlArchive, bring: Any) -> None:
    await bring(WIRE, "ap", guild=2)
    assert (await bring(COPY, "guardian")).same == ""
    assert (await bring(WIRE, "bbc")).same.startswith("Same text as “By guardian”")


async def test_only_recent_texts_are_looked_for_but_equal_ones_at_any_age(archive: SqlArchive, bring: Any) -> None:
    await bring(WIRE, "ap")
    later = RECENT.days + 1
    assert (await bring(COPY, "guardian", days=later)).same == ""
    assert (await bring(WIRE, "bbc", days=later)).same.startswith("Same text as “By ap”")


async def test_a_copy_that_adds_nothing_is_not_new_again_and_one_that_does_is(archive: SqlArchive, bring: Any) -> None:
    """What the next digest asks for: an agency's later version with another toll must not be passed over."""
    await bring(WIRE, "ap", figures=(figure(4),))
    await bring(COPY, "guardian", days=1, figures=(figure(4),))
    await bring(COPY + " Police said so.", "update", days=1, figures=(figure(5),))
    new = await archive.articles(1, since=NOW + timedelta(days=0.5))
    assert [one.report.article.publisher for one in new] == ["update"]
    assert len(await archive.articles(1, until=NOW + timedelta(days=0.5))) == 2


async def test_the_copies_of_a_deleted_text_stay_one_source(archive: SqlArchive, bring: Any) -> None:
    first = await bring(WIRE, "ap")
    await bring(COPY, "guardian")
    await bring(COPY + " Police said so.", "bbc")
    await archive.delete([1], now=NOW)
    left = await archive.articles(1)
    assert {one.source for one in left} == {first.article}
    assert (await bring(COPY, "times")).same.startswith("Same text as “By guardian”")


async def test_a_text_that_was_rewritten_is_no_copy_any_more(
    archive: SqlArchive, make_post: Callable[..., Any], make_report: Callable[..., Any], bring: Any
) -> None:
    await bring(WIRE, "ap")
    copy = await bring(COPY, "guardian")
    key = (await archive.article(copy.article, guild=1)).key
    found = Found(key, "link", make_report(OTHER), shingles(OTHER))
    line = await archive.finish(make_post(50), [found], Answer(cards=(CARD,)), state="answered", now=NOW)
    assert line.answer.cards[0].same == ""


async def test_the_merged_timeline_names_the_source_of_each_entry(
    archive: SqlArchive, bring: Any, make_entry: Callable[..., Any]
) -> None:
    first = await bring(WIRE, "ap", timeline=(make_entry("2026-11-17"),))
    await bring(COPY, "guardian", timeline=(make_entry("2026-11-17"),))
    assert [told.source for told in await archive.told(1)] == [first.article] * 2


@pytest.fixture
def make_entry() -> Callable[..., Any]:
    from tests.archive.test_articles import make_entry  # noqa: PLC0415

    return make_entry


async def test_copies_are_looked_for_by_index(url: str) -> None:
    """However many texts are kept: a hash is not looked for in the whole table."""
    async with open_archive(url):
        pass
    engine = make_engine(read_url(url))
    on_sqlite = url.startswith("sqlite")
    async with AsyncSession(engine) as session:
        if not on_sqlite:
            await session.execute(sql("SET enable_seqscan = off"))  # an empty table is read whole otherwise
        query = "SELECT article FROM sketches WHERE hash IN (1, 2, 3)"
        plan = str((await session.execute(sql(f"{'EXPLAIN QUERY PLAN' if on_sqlite else 'EXPLAIN'} {query}"))).all())
    await engine.dispose()
    assert "sqlite_autoindex_sketches_1 (hash=?)" in plan if on_sqlite else "sketches_primary" in plan, plan

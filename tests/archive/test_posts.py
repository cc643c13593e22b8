"""A post is worked on once, and what was posted is kept until it is finished."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import SqlArchive, open_archive
from bot.news.message import Attachment, Post
from bot.news.reply import Answer, Card, Row, Section, Sheet
from bot.news.report import Report
from bot.ports import Found, Watch

NOW = datetime(2026, 11, 21, 9, 0, 5, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
MakePost = Callable[..., Post]
MakeReport = Callable[..., Report]


def make_card(article: int | None, footer: str = "date from page metadata") -> Card:
    return Card(article, "Four killed in flood", None, "Daily", (), (), (), footer, "plain", ("timeline", "sentences"))


async def test_of_many_claims_at_once_one_is_granted(url: str, make_post: MakePost) -> None:
    async with open_archive(url) as one, open_archive(url) as other:
        granted = await asyncio.gather(*(archive.claim(make_post(), now=NOW) for archive in (one, other) * 10))
    assert sum(granted) == 1


CLAIMS = """
import asyncio, sys
from datetime import UTC, datetime
from bot.archive import open_archive
from bot.news.message import Post

async def claim(url):
    now = datetime.now(UTC)
    async with open_archive(url) as archive:
        posts = [Post(number, 1, 10, 5, "", now) for number in range(40)]
        print(sum([await archive.claim(post, now=now) for post in posts]))

asyncio.run(claim(sys.argv[1]))
"""


async def test_processes_share_the_posts_among_them(url: str) -> None:
    """Two processes open an empty database at once and claim the same forty posts."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", CLAIMS, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [(await process.communicate())[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(map(int, said)) == 40


async def test_after_a_crash_the_whole_post_is_there(url: str, make_post: MakePost) -> None:
    post = make_post(
        2**63 - 1, text="Zwölf \x00 Tote\n\u202e…", attachments=(Attachment("message.txt", "https://cdn.test/1", 9),)
    )
    async with open_archive(url) as archive:
        await archive.claim(post, now=NOW)
        await archive.claim(make_post(7), now=NOW)
    async with open_archive(url) as archive:
        assert [make_post(7), post] == await archive.unfinished()


async def test_a_finished_post_is_no_longer_unfinished_and_its_words_are_gone(
    archive: SqlArchive, make_post: MakePost
) -> None:
    await archive.claim(make_post(), now=NOW)
    assert await archive.finish(make_post(), [], None, state="nothing", now=NOW) is None
    assert await archive.unfinished() == []
    assert not await archive.claim(make_post(), now=NOW)
    assert (await archive.counts()).posts == {"nothing": 1}


async def test_a_post_that_waits_is_known_by_what_it_asks(archive: SqlArchive, make_post: MakePost) -> None:
    """Its edit may have been lost with the process that was told of it: the next one compares and reads it anew."""
    post = make_post()
    await archive.claim(post, now=NOW)
    known = await archive.known(post.channel, since=0)
    assert list(known) == [post.id]
    assert known[post.id] is not None


async def test_catching_up_begins_at_the_mark_which_only_moves_on(archive: SqlArchive, make_post: MakePost) -> None:
    await archive.watch(Watch(1, 10, "links", mark=2))
    for number, channel, mark in ((3, 10, True), (9, 11, True), (5, 10, True), (4, 10, True), (7, 10, False)):
        await archive.claim(make_post(number, channel=channel), now=NOW, mark=mark)
    await archive.watch(Watch(1, 10, "links", paused="Something is missing."))
    assert await archive.watches() == [Watch(1, 10, "links", "Something is missing.", 5)]


async def test_finishing_stores_articles_and_the_line_that_names_them(
    archive: SqlArchive, make_post: MakePost, make_report: MakeReport
) -> None:
    found = [Found(f"https://daily.test/{n}", f"link {n}", make_report(f"Text {n}.")) for n in (2, 1)]
    answer = Answer((make_card(-1), make_card(None), make_card(-2, "")), notes=("One was not found (404).",))
    await archive.claim(make_post(), now=NOW)
    line = await archive.finish(make_post(), found, answer, state="answered", now=NOW)
    assert line is not None
    first, second = [await archive.by_key(one.key) for one in found]
    assert first is not None
    assert second is not None
    assert [first.id, None, second.id] == [card.article for card in line.answer.cards]
    assert [f"date from page metadata · {first.short}", "date from page metadata", second.short] == [
        card.footer for card in line.answer.cards
    ]
    assert (line.guild, line.channel, line.reply_to, line.made, line.tries) == (1, 10, 1, NOW, 0)
    assert len(line.nonce) <= 25
    assert [line] == await archive.unsaid()


async def test_a_mark_that_is_given_stays_and_none_becomes_the_nonce(archive: SqlArchive, make_post: MakePost) -> None:
    given = await archive.finish(make_post(1), [], Answer(notes=("A.",), mark="7z"), state="failed", now=NOW)
    bare = await archive.finish(make_post(2), [], Answer(notes=("A.",)), state="failed", now=NOW)
    assert given is not None
    assert bare is not None
    assert (given.answer.mark, bare.answer.mark) == ("7z", bare.nonce)


async def test_finishing_twice_changes_nothing_and_gives_the_line_until_it_is_said(
    archive: SqlArchive, make_post: MakePost, make_report: MakeReport
) -> None:
    found = [Found("key", "link", make_report())]
    line = await archive.finish(make_post(), found, Answer((make_card(-1),)), state="answered", now=NOW)
    assert line is not None
    later = NOW + timedelta(minutes=1)
    again = await archive.finish(make_post(), [], Answer(notes=("Other.",)), state="failed", now=later)
    assert again == line
    assert (await archive.counts()).posts == {"answered": 1}
    await archive.said(line.id, 77, now=later)
    assert await archive.finish(make_post(), found, Answer(), state="answered", now=later) is None
    assert [replace(line, message=77, due=None)] == await archive.lines(1, 10)


async def test_finishing_at_once_says_one_thing(url: str, make_post: MakePost, make_report: MakeReport) -> None:
    """Two processes took up the same unfinished post, with its links in another order."""
    found = [Found(f"key {n}", "link", make_report(f"Text {n}.")) for n in range(6)]
    answer = Answer(tuple(make_card(-1 - n) for n in range(6)))
    async with open_archive(url) as one, open_archive(url) as other:
        await one.claim(make_post(), now=NOW)
        lines = await asyncio.gather(
            *(
                archive.finish(make_post(), order, answer, state="answered", now=NOW)
                for archive, order in ((one, found), (other, found[::-1])) * 4
            )
        )
        assert len({line.id for line in lines if line}) == 1
        assert (await one.counts()).articles == 6


async def test_posts_with_the_same_links_do_not_wait_for_each_other(
    url: str, make_post: MakePost, make_report: MakeReport
) -> None:
    found = [Found(f"key {n}", "link", make_report(f"Text {n}.")) for n in range(6)]
    async with open_archive(url) as one, open_archive(url) as other:
        await asyncio.gather(
            *(
                archive.finish(make_post(n), found[:: -1 if n % 2 else 1], None, state="answered", now=NOW)
                for n, archive in enumerate((one, other) * 5)
            )
        )
        assert (await one.counts()).articles == 6
        assert (await one.counts()).posts == {"answered": 10}


async def test_a_finish_that_fails_leaves_the_post_unfinished(
    archive: SqlArchive, make_post: MakePost, make_report: MakeReport
) -> None:
    """A crash inside the transaction: neither the article nor the line is there, the post is."""
    await archive.claim(make_post(), now=NOW)
    with pytest.raises(IndexError):
        await archive.finish(
            make_post(), [Found("key", "link", make_report())], Answer((make_card(-2),)), state="answered", now=NOW
        )
    assert [make_post()] == await archive.unfinished()
    assert await archive.unsaid() == []
    assert await archive.by_key("key") is None


numbers = count(1)
zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 - theirs are given
rows = st.builds(Row, st.text(), st.text(), st.none() | st.text())
answers = st.builds(
    Answer,
    cards=st.lists(
        st.builds(
            Card, st.none() | st.integers(1, 2**40), st.text(), st.none() | st.text(), st.text(),
            st.lists(rows, max_size=2).map(tuple), st.lists(rows, max_size=2).map(tuple),
            st.lists(st.text(), max_size=2).map(tuple), st.text(), st.sampled_from(["plain", "doubt", "failure"]),
            st.sampled_from([(), ("timeline",), ("timeline", "sentences")]),
        ),
        max_size=2,
    ).map(tuple),
    sheets=st.lists(
        st.builds(Sheet, st.text(), st.text(), st.lists(st.builds(Section, st.text(), st.tuples(rows))).map(tuple)),
        max_size=2,
    ).map(tuple),
    notes=st.lists(st.text(), max_size=2).map(tuple),
    mark=st.text(min_size=1),
)  # fmt: skip
within_a_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)


@given(posted=moments, claimed=moments, text=st.text(), author=st.integers(0, 2**63 - 1))
@within_a_database
async def test_any_post_comes_back_as_it_was(archive: SqlArchive, posted, claimed, text, author) -> None:
    post = Post(next(numbers), 1, 10, author, text, posted)
    await archive.claim(post, now=claimed)
    (kept,) = [one for one in await archive.unfinished() if one.id == post.id]
    assert kept == post
    assert kept.posted.tzinfo is not None
    await archive.finish(post, [], None, state="nothing", now=claimed)


@given(answer=answers, made=moments)
@within_a_database
async def test_any_answer_comes_back_as_it_was_and_when(archive: SqlArchive, answer, made) -> None:
    post = Post(next(numbers), 1, 10, 5, "", made)
    line = await archive.finish(post, [], answer, state="failed", now=made)
    assert line is not None
    assert line.answer == answer
    assert (line.made, timedelta(0)) == (made, line.made.utcoffset())
    await archive.said(line.id, 1, now=made)

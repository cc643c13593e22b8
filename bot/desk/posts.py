"""The life of a post: claimed, read, stored together with what is said about it, and said."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.desk import wait
from bot.desk.abreast import abreast
from bot.desk.correct import apply_corrections
from bot.desk.earlier import Earlier
from bot.desk.fetching import fetch_patiently
from bot.desk.paste import gather
from bot.desk.say import say, say_unsaid
from bot.desk.world import World
from bot.errors import ArchiveFault, DatelineError, NotAllowed, NothingFound, Stopping
from bot.news.article import Source
from bot.news.article.decode import decode, source_of
from bot.news.message import (
    Attachment,
    Intake,
    Post,
    canonical,
    find_copy,
    is_long_paste,
    join_copy,
    largest,
    name_paste,
    read_message,
)
from bot.news.reply import Answer, Card, compose_card, compose_failure
from bot.news.report import Report
from bot.news.story import article_key, shingles
from bot.ports import Found, Line, Page, State

AT_ONCE = 4
"""Articles of one post that are fetched and read at the same time."""
MOST_CARDS = 10
"""Discord shows at most ten embeds under one message."""
FRESH = timedelta(minutes=10)
"""A link that was read so lately is not fetched again: several people paste the same news in the same minutes."""
RECENT = timedelta(minutes=5)
"""An answer to an older post is looked for in the channel before it is said: it costs one question."""
FAULT = "It could not be read because of a fault in Dateline itself; its log has the details."

FATAL = "It could not be read: each time that it was begun, Dateline met a fault; its log has the details."
MOST_BEGINNINGS = 5
"""Processes that may end over a post: one that ends them all must not keep the others of the desk waiting."""
AFTER_FAULT = 2
"""A post that met a fault waits as long as what failed twice: a minute."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """An article that was read, with its card; which of the answer's articles the card shows is not known yet."""

    found: Found
    card: Card


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article, with the sentence that says why."""

    input: str
    says: str
    passing: bool = False
    """Whether reading it again may bring it."""


Outcome = Brought | Failure | None
"""None for a long paste that is talk, not news."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article to be: what it is called, and how it is read."""

    input: str
    read: Callable[[], Awaitable[Brought | None]]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a post; `fresh` is a line that nothing can have said before."""

    state: State
    articles: int
    line: Line | None
    fresh: bool


async def read_post(world: World, post: Post) -> None:
    """Reads a post and says what it brought, once however often it is handed over; silent when it brings nothing."""
    if await world.archive.claim(post, now=world.clock.now()):
        await answer_post(world, post)


async def answer_post(world: World, post: Post) -> None:
    """Reads a post that is claimed already, when its turn comes, and answers it; nothing while this is under way.

    A fault or a cancellation leaves it claimed: a later tick or the next process takes it up again.
    """
    key = (post.id, post.revision)
    if key in world.reading:
        return
    world.reading.add(key)
    whole: Post | None = post
    try:
        whole = await gather(world, post)
        if whole is None:
            return  # a part: it stays among those that are read until its paste is
        begun = world.clock.elapsed()
        async with world.room:
            ended = await _read_all(world, whole)
    except ArchiveFault:
        wait.put_off(world, "post", post.id, tries=AFTER_FAULT)
        await world.archive.put_back(whole or post)
        raise
    except Exception:
        wait.put_off(world, "post", post.id, tries=AFTER_FAULT)
        raise
    finally:
        if whole is not None:
            _release(world, {post.id, whole.id, *whole.parts})
    wait.forget(world, "post", whole.id)
    if ended.line:
        await say(world, ended.line, fresh=ended.fresh)
    if whole.revision:  # what it does not bring any more may have become the card of a later post
        await say_unsaid(world, guild=whole.guild)
    _note(world, whole, ended, seconds=world.clock.elapsed() - begun)


def _release(world: World, posts: Collection[int]) -> None:
    """These posts are no longer being read: a tick may take up what is unfinished of them."""
    world.reading.difference_update([key for key in world.reading if key[0] in posts])


def _note(world: World, post: Post, ended: Ended, *, seconds: float) -> None:
    """Counts and logs what became of the post: by ids, never by what stands in it."""
    cards = ended.line.answer.cards if ended.line else ()
    told: dict[str, object] = {"post": post.id, "guild": post.guild, "channel": post.channel, "outcome": ended.state}
    told |= {"articles": [card.article for card in cards if card.article is not None], "seconds": round(seconds, 3)}
    world.meter.post_ended(ended.state, articles=ended.articles, seconds=seconds)
    log.info("A post was read.", extra=told)


async def refuse_post(world: World, post: Post) -> None:
    """Says that a post cannot be read: it was begun too often, and each time the process ended or met a fault."""
    log.error("A post was begun again and again and never finished; it is given up.", extra={"post": post.id})
    answer = Answer(cards=(compose_failure("This post", FATAL),))
    line = await world.archive.finish(post, (), answer, state="failed", now=world.clock.now())
    wait.forget(world, "post", post.id)
    if line:
        await say(world, line)


async def _read_all(world: World, post: Post) -> Ended:
    """What the post brought, stored together with the line that answers it."""
    intake = read_message(post)
    earlier = Earlier(world, post)
    jobs = [*_list_jobs(earlier, intake, parts=len(post.parts)), *await _list_linked(earlier, intake)]
    outcomes = await abreast(partial(_attempt, post), jobs[:MOST_CARDS], limit=AT_ONCE)
    notes = [*intake.notes, *(f"{job.input} was left out: one answer holds {MOST_CARDS}." for job in jobs[MOST_CARDS:])]
    found, answer = _compose([await _correct(world, post.guild, outcome) for outcome in outcomes], notes)
    state: State = "answered" if found else "failed" if answer else "nothing"
    for one in found:
        await earlier.has_card(one.key)
    now = world.clock.now()
    line = await world.archive.finish(post, found, answer, state=state, now=now, standing=earlier.standing)
    # One that came long ago may be answered already, although the archive, put back from a backup, does not know it.
    recent = now - post.posted < RECENT
    fresh = line is not None and line.made == now and not line.version and recent
    return Ended(state, len(found), line, fresh)


async def _correct(world: World, guild: int, outcome: Outcome) -> Outcome:
    """An article as the guild reads it, where an editor set its date: the card is of that reading, both are stored."""
    if not isinstance(outcome, Brought):
        return outcome
    own = await apply_corrections(world, guild, outcome.found.key, outcome.found.report)
    if own is None:
        return outcome
    card = await asyncio.to_thread(compose_card, own, article=-1)
    return Brought(replace(outcome.found, own=own), card)


def _list_jobs(earlier: Earlier, intake: Intake, *, parts: int = 0) -> list[Job]:
    """What is to be read, in the order of the answer: links, the paste, files."""
    world = earlier.world
    paste = next((file for file in intake.files if is_long_paste(file)), None)
    jobs = [Job(link, partial(_read_link, earlier, link)) for link in intake.links]
    if paste or intake.copy:
        name = name_paste(1 + parts)
        jobs.append(Job(name, partial(_read_paste, world, intake.copy, paste, name)))
    return jobs + [Job(file.name, partial(_read_file, world, file)) for file in intake.files if file is not paste]


async def _list_linked(earlier: Earlier, intake: Intake) -> list[Job]:
    """What the messages that a post links to ask to be read; links in them to further messages are left alone."""
    world, post = earlier.world, earlier.post
    jobs: list[Job] = []
    for link in intake.messages:
        try:
            linked = await world.channel.linked(post, link)
            if await world.archive.opted_out(post.guild, linked.author):
                raise NotAllowed("Its author does not want to be read.")
            found = _list_jobs(earlier, read_message(linked), parts=len(linked.parts))
            if not found:
                raise NothingFound("Nothing to read was found in that message: no link, no pasted article, no file.")
            jobs += found
        except DatelineError as fault:
            jobs.append(Job(link.text, partial(_refuse, fault)))
    return jobs


async def _refuse(fault: DatelineError) -> None:
    raise fault


async def _attempt(post: Post, job: Job) -> Outcome:
    try:
        return await job.read()
    except Stopping:
        raise  # the post stays claimed, and the next process reads it
    except DatelineError as fault:
        return Failure(job.input, str(fault), fault.passing)
    except Exception:  # a fault of ours in one article must be told, and must not take the others of the post with it
        log.exception("Reading an article failed.", extra={"post": post.id})
        return Failure(job.input, FAULT, passing=True)


async def _read_link(earlier: Earlier, link: str) -> Brought:
    """Not fetched again where it was read a moment ago, or has a card already."""
    world, key = earlier.world, canonical(link)
    stored = await world.archive.by_key(key)
    if stored and (world.clock.now() - stored.read_at < FRESH or await earlier.has_card(key)):
        return await asyncio.to_thread(_bring, link, key, replace(stored.report, input=link))
    page = await fetch_patiently(world, earlier.post, link)
    return await _read(world, await asyncio.to_thread(make_source, link, page))


def make_source(link: str, page: Page) -> Source:
    """A page is HTML unless its server says that it is plain text, or it is a PDF."""
    if page.content_type == "application/pdf":
        return Source(input=link, form="pdf", body=page.body, url=page.url)
    if page.content_type == "text/plain":
        text = decode(page.body, name=link, charset=page.charset)
        return Source(input=link, form="copy", text=text, url=page.url, truncated=page.truncated)
    return Source(
        input=link, form="page", body=page.body, charset=page.charset, url=page.url, truncated=page.truncated
    )  # fmt: skip


async def _read_paste(world: World, copy: str | None, file: Attachment | None, name: str) -> Brought | None:
    """The paste in the message together with the message.txt that Discord made of its length."""
    if file:
        opened = await _open_file(world, file)
        if opened.form != "copy":  # somebody pasted a page's source
            return await _read(world, opened)
        copy = await asyncio.to_thread(find_copy, join_copy(copy, opened.text))
    return await _read(world, Source(input=name, form="copy", text=copy)) if copy else None


async def _read_file(world: World, file: Attachment) -> Brought:
    return await _read(world, await _open_file(world, file))


async def _open_file(world: World, file: Attachment) -> Source:
    """The file decoded, beside the event loop: telling an undeclared charset takes a while."""
    return await asyncio.to_thread(source_of, file.name, await world.channel.attachment(file, limit=largest(file)))


async def _read(world: World, source: Source) -> Brought:
    report = await world.reader.read(source, today=world.today())
    return await asyncio.to_thread(_bring, source.input, article_key(report.article), report)


def _bring(name: str, key: str, report: Report) -> Brought:
    """Made beside the event loop: hashing 100,000 words and choosing among their facts take long enough to be felt."""
    return Brought(Found(key, name, report, shingles(report.article.text)), compose_card(report, article=-1))


def _compose(outcomes: Sequence[Outcome], notes: list[str]) -> tuple[list[Found], Answer | None]:
    """What is stored and what is said: a card for each article and each failure; None when there is nothing to say."""
    found: dict[str, Found] = {}
    cards: list[Card] = []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            cards.append(compose_failure(outcome.input, outcome.says, retry=outcome.passing))
        elif outcome and outcome.found.key in found:
            notes.append(f"{outcome.found.input} is the same article as {found[outcome.found.key].input}.")
        elif outcome:
            cards.append(replace(outcome.card, article=-1 - len(found)))
            found[outcome.found.key] = outcome.found
    answer = Answer(cards=tuple(cards), notes=tuple(notes)) if cards or notes else None
    return list(found.values()), answer

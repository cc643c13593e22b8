"""The desk's corrections of a date of publication: set, undone; cards, timelines and digests follow."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.desk.ask import find_article, find_today
from bot.desk.say import say
from bot.desk.world import World
from bot.errors import NothingFound, WrongSetting
from bot.news.article.moment import Moment, find_dates, read_stamp
from bot.news.article.published import FIRST
from bot.news.reply import Row, Section, Sheet, compose_card, name_card, show_date, show_days
from bot.news.report import Report
from bot.news.report.again import ask_again, keep_known
from bot.ports import Correction, Line, Stored

LONGEST_DAY, LONGEST_REASON = 40, 200
UNKNOWN = "no publication date"
WRITE = "write it like 2024-11-29 or 29 Nov 2024."


@dataclass(frozen=True, slots=True)
class Editor:
    """Who corrects, where: `name` is shown on the card, `id` is kept."""

    guild: int
    channel: int
    id: int
    name: str


async def set_date(world: World, editor: Editor, *, article: int, day: str, why: str | None = None) -> Sheet:
    """Reads the article again as published on that day; raises WrongSetting for a day that cannot be meant."""
    stored = await find_article(world, guild=editor.guild, article=article)
    published = read_day(day, today=await find_today(world, editor.channel))
    before = stored.report.article
    if (before.published, before.published_from) == (published, "given"):
        raise WrongSetting(f"The date is {show_date(published)} already.")
    report = await _read_again(world, editor.channel, stored.report, published, editor.name)
    correction = Correction(
        editor.guild, article, editor.id, world.clock.now(), before.published, published, _shorten(why)
    )
    return await _correct(world, correction, stored, report, "Date set")


async def undo_date(world: World, editor: Editor, *, article: int, why: str | None = None) -> Sheet:
    """Undoes the last correction of the article's date that stands; raises NothingFound where there is none."""
    stored = await find_article(world, guild=editor.guild, article=article)
    standing = find_standing(await world.archive.corrections(editor.guild, article))
    if not standing:
        raise NothingFound("No date was set by hand for this article.")
    last, before = standing[-1], standing[-2] if len(standing) > 1 else None
    original = await world.archive.by_key(stored.key)
    if original is None:
        raise NothingFound("This article is not stored here any more.")
    report = None
    if before and before.now:
        name = editor.name if before.who == editor.id else "another editor"
        report = await _read_again(world, editor.channel, original.report, before.now, name)
    is_now = (report or original.report).article.published
    correction = Correction(
        editor.guild, article, editor.id, world.clock.now(), last.now, is_now, _shorten(why), undoes=last.id
    )
    shown = replace(stored, report=replace(original.report, input=stored.report.input))
    return await _correct(world, correction, shown, report, "Date set back")


async def apply_corrections(world: World, guild: int, key: str, report: Report) -> Report | None:
    """How the guild reads this article, which was read just now, where it set its date; None where it did not."""
    own = await world.archive.reading(guild, key)
    if own is None or own.article.published is None:
        return None
    if own.article.text == report.article.text:
        return replace(own, input=report.input)
    source = ask_again(report, published=own.article.published, published_by=own.article.published_by or "")
    return await asyncio.to_thread(keep_known, await world.reader.read(source, today=world.today()), report)


def read_day(text: str, *, today: date) -> str:
    """The day or moment that was typed, as ISO; raises WrongSetting with what is wrong about it."""
    moment = _read_moment(" ".join(text.split())[: LONGEST_DAY + 1])
    if moment.day > today + timedelta(days=1):
        raise WrongSetting(f"{show_days(moment.day, moment.day)} is still to come; articles are published before.")
    if moment.day < FIRST:
        raise WrongSetting(f"{show_days(moment.day, moment.day)} is too long ago for a date of publication.")
    return moment.iso()


def _read_moment(typed: str) -> Moment:
    """A whole date and nothing else, in one of the ways in which newspapers write it, or an ISO moment."""
    try:
        datetime.fromisoformat(typed)
    except ValueError:
        pass
    else:
        if stamp := read_stamp(typed):
            return stamp
    shown = f"'{typed[:LONGEST_DAY]}'"
    written = next(find_dates(typed), None)
    if written is None or (written.start, written.end) != (0, len(typed)):
        raise WrongSetting(f"{shown} is no date that can be read; {WRITE}")
    if written.either:
        one, two = (show_days(day, day) for day in written.either)
        raise WrongSetting(f"{shown} can be {one} or {two}; {WRITE}")
    if written.day is None:
        raise WrongSetting(f"{shown} has no year; {WRITE}")
    return Moment(written.day)


def find_standing(corrections: Sequence[Correction]) -> list[Correction]:
    """Those that nobody undid, oldest first."""
    undone = {one.undoes for one in corrections}
    return [one for one in corrections if one.undoes is None and one.id not in undone]


async def _read_again(world: World, channel: int, report: Report, published: str, name: str) -> Report:
    source = ask_again(report, published=published, published_by=name)
    again = await world.reader.read(source, today=await find_today(world, channel))
    return await asyncio.to_thread(keep_known, again, report)


async def _correct(world: World, correction: Correction, stored: Stored, report: Report | None, title: str) -> Sheet:
    """Stores the correction with the cards that follow from it, and changes them where they stand."""
    lines = await world.archive.lines_about(correction.guild, stored.id)
    shown = report or stored.report
    answers = await asyncio.to_thread(lambda: {line.id: _redraw(line, stored, shown).answer for line in lines})
    for line in await world.archive.correct(correction, report, answers):
        await say(world, line)
    was, now = (show_date(day) if day else UNKNOWN for day in (correction.was, correction.now))
    changed = sum(card.article == stored.id for said in answers.values() for card in said.shown)
    rows = (Row("Before", was), Row("Now", now), Row("Cards changed", str(changed)))
    return Sheet(title, "Cards, timelines and digests follow.", (Section(shown.article.title or "", rows),))


def _redraw(line: Line, stored: Stored, report: Report) -> Line:
    """The line with the article's card drawn anew; its other cards stay as they are."""
    fresh = name_card(compose_card(report, article=stored.id), article=stored.id, short=stored.short)
    cards = tuple(
        replace(fresh, same=card.same, first=card.first) if card.article == stored.id else card
        for card in line.answer.cards
    )
    return replace(line, answer=replace(line.answer, cards=cards))


def _shorten(why: str | None) -> str | None:
    return " ".join((why or "").split())[:LONGEST_REASON] or None

"""Forgetting: what an editor wants gone, and people who do not want to be read."""

from bot.desk.say import say
from bot.desk.world import World
from bot.errors import NothingFound
from bot.news.reply import Row, Section, Sheet
from bot.ports import Forget, Line, Memory, Weight

AT_ONCE = 10
"""Messages that are changed before the person is answered; the others follow within the minute, by the outbox."""
OF: dict[Memory, str] = {
    "article": "this article",
    "channel": "everything that was read in this channel",
    "person": "everything that your posts brought",
    "post": "what this message brought",
}
LATER = "Backups that were made before keep it until they are deleted; one that is put back has it forgotten again."


async def ask_first(world: World, what: Forget) -> Sheet:
    """What would be forgotten, for somebody to confirm; raises NothingFound."""
    weight = await world.archive.weigh(what)
    if not weight.articles and not weight.messages:
        raise NothingFound("Nothing of that is stored here.")
    titles = [Row(title) for title in weight.titles]
    if weight.articles > len(titles):
        titles.append(Row(f"and {weight.articles - len(titles)} more"))
    intro = f"{_show(weight)} would be deleted for good. What somebody else posted too stays with them."
    if what.kind == "article":
        intro = f"{_show(weight)} would be deleted for good, whoever of this server posted it."
    return Sheet(f"Forget {OF[what.kind]}?", intro, (Section("Articles", tuple(titles)),) if titles else (), LATER)


async def forget(world: World, what: Forget) -> Sheet:
    """Forgets it, takes our messages back, and says how much it was; raises NothingFound."""
    articles, lines = await _forget(world, what)
    if not articles and not lines:
        raise NothingFound("Nothing of that is stored here any more.")
    return Sheet("Forgotten", f"{_count(articles, 'article')}, and {_count(lines, 'message')} of Dateline.", (), LATER)


async def ask_person(world: World, *, guild: int, person: int) -> tuple[bool, Sheet]:
    """Whether a person opted out, and what the other choice would mean."""
    if await world.archive.opted_out(guild, person):
        return True, Sheet("You are opted out", "Nothing that you post in this server is read or kept.", ())
    weight = await world.archive.weigh(Forget(guild, "person", person))
    return False, Sheet(
        "Opt out of being read?",
        "From then on nothing that you post in this server is read or kept, not even where somebody asks for it."
        f" {_show(weight)} that only your posts brought would be deleted for good.",
        (),
        LATER,
    )


async def opt_out(world: World, *, guild: int, person: int) -> Sheet:
    """Reads this person's posts no more, and forgets what they brought."""
    await world.archive.opt_out(guild, person, now=world.clock.now())
    articles, lines = await _forget(world, Forget(guild, "person", person))
    gone = f"Forgotten: {_count(articles, 'article')}, and {_count(lines, 'message')} of Dateline."
    return Sheet("You are opted out", f"Nothing that you post in this server is read or kept. {gone}", (), LATER)


async def opt_in(world: World, *, guild: int, person: int) -> Sheet:
    """Reads this person's posts again, from now on."""
    if not await world.archive.opt_in(guild, person):
        raise NothingFound("You had not opted out.")
    return Sheet("You are opted in", "What you post in watched channels from now on is read again.", ())


async def _forget(world: World, what: Forget) -> tuple[int, int]:
    """How many articles and messages it was."""
    articles, lines, left = 0, list[Line](), True
    now = world.clock.now()
    while left:
        part = await world.archive.forget(what, now=now)
        articles, left = articles + part.articles, part.left
        lines += part.lines
    for line in lines[:AT_ONCE]:
        await say(world, line)
    return articles, len(lines)


def _show(weight: Weight) -> str:
    return f"{_count(weight.articles, 'article')} and {_count(weight.messages, 'message')} of Dateline"


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"

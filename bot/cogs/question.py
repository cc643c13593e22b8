"""What can be asked for and looked at page by page; a question fits into a button, so that it outlives a restart."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.desk import World, ask, digests, watching
from bot.errors import NothingFound
from bot.news.reply import Sheet

BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` names one of ASKED, `about` is what it needs beside the guild: an article, a channel, dates as typed."""

    kind: str
    about: tuple[str, ...] = ()

    async def put(self, world: World, guild: int) -> Sheet:
        """The desk's answer; raises DatelineError."""
        if self.kind not in ASKED:
            raise NothingFound("This button belongs to another version of Dateline; ask anew.")
        return await ASKED[self.kind](world, guild, *self.about)

    def spell(self) -> str:
        """The question in the characters of a custom_id."""
        return f"{self.kind}:{BETWEEN.join(quote(part, safe=' /') for part in self.about)}"


def read_question(kind: str, about: str) -> Question:
    """The question that `spell` wrote."""
    return Question(kind, tuple(unquote(part) for part in about.split(BETWEEN)) if about else ())


async def _channel(world: World, guild: int, channel: str, since: str = "", until: str = "") -> Sheet:
    return await ask.timeline(world, guild=guild, channel=int(channel), since=since or None, until=until or None)


async def _timeline(world: World, guild: int, article: str) -> Sheet:
    return await ask.article_timeline(world, guild=guild, article=int(article))


async def _sentences(world: World, guild: int, article: str) -> Sheet:
    return await ask.sentences(world, guild=guild, article=int(article))


async def _facts(world: World, guild: int, channel: str, article: str = "") -> Sheet:
    number = await find_article(world, guild, article) if article else None
    return await ask.facts(world, guild=guild, channel=int(channel), article=number)


async def find_article(world: World, guild: int, words: str) -> int:
    """The article that was picked from the list, or the only one whose title fits what was typed."""
    if words.isdecimal():
        return int(words)
    found = await ask.suggest(world, guild=guild, words=words)
    if len(found) != 1:
        raise NothingFound(f"{len(found) or 'No'} articles fit '{words}'; pick one from the list.")
    return found[0][0]


async def _watches(world: World, guild: int) -> Sheet:
    return await watching.listed(world, guild=guild)


async def _digest(world: World, guild: int, channel: str) -> Sheet:
    return await digests.now(world, guild=guild, channel=int(channel))


async def _preview(world: World, guild: int, channel: str) -> Sheet:
    return await digests.preview(world, guild=guild, channel=int(channel))


async def _help(_world: World, _guild: int) -> Sheet:
    return ask.show_help()


async def _status(world: World, guild: int) -> Sheet:
    return await ask.status(world, guild=guild)


ASKED: dict[str, Callable[..., Awaitable[Sheet]]] = {
    "channel": _channel,
    "timeline": _timeline,
    "sentences": _sentences,
    "facts": _facts,
    "watches": _watches,
    "digest": _digest,
    "preview": _preview,
    "status": _status,
    "help": _help,
}

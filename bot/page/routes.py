"""What the page answers: each route takes a request to the desk and its answer back as HTML."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from aiohttp import web

from bot.desk import World, ask
from bot.desk.posts import read_post
from bot.errors import DatelineError, NothingFound, TooLarge, WrongSetting
from bot.news.message import Post
from bot.news.reply import compose_card
from bot.page import frame
from bot.page.channel import CHANNEL, GUILD
from bot.ports import Line

RECENT = 10
FINDABLE = 200
"""Answers that have an address of their own; older articles are found by /article and in the timeline."""
LONGEST_PASTE = 1_000_000
"""Code points: an article of 100,000 words has some 600,000."""
PATIENCE = 3.0
"""Seconds until a browser that waits is shown that the article is being read: most are read by then."""
GRACE = 5.0
"""Seconds for what is being read when the process ends; the rest is taken up at the next start."""
AUTHOR = 0
EPOCH = 1_420_070_400_000
"""Ids of posts are milliseconds since Discord's epoch with room for a count, as Discord's own are."""

log = logging.getLogger(__name__)


class Routes:
    """The handlers of the local channel, and the posts that are being read."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._counted = count()
        self._reading: dict[int, asyncio.Task[None]] = {}

    def routes(self) -> list[web.RouteDef]:
        """What `web.Application.add_routes` takes."""
        return [
            web.get("/", self.home),
            web.post("/read", self.read),
            web.get(r"/post/{id:\d{1,19}}", self.post),
            web.get(r"/article/{id:\d{1,18}}", self.article),
            web.get("/timeline", self.timeline),
            web.get("/status", self.status),
        ]

    async def home(self, _: web.Request) -> web.Response:
        """The form and the recent cards."""
        return make_page(frame.show_home(line.answer for line in await self._lines(RECENT)))

    async def read(self, request: web.Request) -> web.Response:
        """Reads what was pasted and sends the browser to its answer."""
        form = await request.post()
        link, text = (str(form.get(name, "")).replace("\r\n", "\n").strip() for name in ("link", "text"))
        try:
            number = await self._read(link, text)
        except DatelineError as fault:
            return make_page(
                frame.show_fault(str(fault), link=link, text=text[:LONGEST_PASTE]), status=status_of(fault)
            )
        raise web.HTTPSeeOther(f"/post/{number}")

    async def post(self, request: web.Request) -> web.Response:
        """The answer to one paste, or how far it is."""
        number = int(request.match_info["id"])
        if line := await self._line(number):
            return make_page(frame.show_answer(line.answer))
        if number in self._reading:
            return make_page(frame.show_reading("Reading…"))
        if any(post.id == number for post in await self._world.archive.unfinished()):
            return make_page(frame.show_reading("Not finished yet: it is taken up again in a minute."))
        raise NothingFound(frame.NOTHING_READ)

    async def article(self, request: web.Request) -> web.Response:
        """One article with its reasons and its sentences."""
        number = int(request.match_info["id"])
        stored = await ask.find_article(self._world, guild=GUILD, article=number)
        timeline = await ask.article_timeline(self._world, guild=GUILD, article=number)
        sentences = await ask.sentences(self._world, guild=GUILD, article=number)
        card = compose_card(stored.report, article=number)
        return make_page(
            frame.show_article(replace(card, footer=f"{card.footer} · {stored.short}"), timeline, sentences)
        )

    async def timeline(self, request: web.Request) -> web.Response:
        """The merged timeline of everything that was read here."""
        since, until = (request.query.get(name, "").strip() for name in ("since", "until"))
        try:
            found = await ask.timeline(
                self._world, guild=GUILD, channel=CHANNEL, since=since or None, until=until or None
            )
        except (NothingFound, WrongSetting) as fault:
            return make_page(frame.show_timeline(str(fault), since=since, until=until), status=status_of(fault))
        return make_page(frame.show_timeline(found, since=since, until=until))

    async def status(self, _: web.Request) -> web.Response:
        """What works and what waits."""
        return make_page(frame.show_status(await ask.status(self._world, guild=GUILD)))

    async def close(self) -> None:
        """Lets what is being read end; what takes longer is handed back, claimed and unfinished."""
        tasks = set(self._reading.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _read(self, link: str, text: str) -> int:
        """The number of the post that is being read; raises what happened to it, if that is known soon."""
        pasted = "\n\n".join(part for part in (_with_scheme(link), text) if part)
        if not pasted:
            raise WrongSetting("Nothing was pasted: put a link or the article's text into the form.")
        if len(pasted) > LONGEST_PASTE:
            raise TooLarge("That is more text than is read at once: at most 1,000,000 characters.")
        post = self._make_post(pasted)
        task = asyncio.create_task(read_post(self._world, post), name=f"read {post.id}")
        self._reading[post.id] = task
        task.add_done_callback(lambda done: self._ended(post.id, done))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if done and (fault := task.exception()):
            raise fault
        if done and not await self._line(post.id):
            raise NothingFound(frame.NOTHING_READ)
        return post.id

    def _make_post(self, text: str) -> Post:
        now = self._world.clock.now()
        number = (int(now.timestamp() * 1000) - EPOCH << 22) + next(self._counted) % (1 << 22)
        return Post(id=number, guild=GUILD, channel=CHANNEL, author=AUTHOR, text=text, posted=now)

    def _ended(self, number: int, task: asyncio.Task[None]) -> None:
        self._reading.pop(number, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("Reading post %d failed.", number, exc_info=fault)

    async def _line(self, post: int) -> Line | None:
        return next((line for line in await self._lines(FINDABLE) if line.reply_to == post), None)

    async def _lines(self, limit: int) -> Sequence[Line]:
        return await self._world.archive.lines(GUILD, CHANNEL, limit=limit)


def status_of(fault: DatelineError) -> int:
    """The HTTP status that goes with a fault of the desk."""
    if isinstance(fault, NothingFound):
        return 404
    if isinstance(fault, TooLarge):
        return 413
    return 400 if isinstance(fault, WrongSetting) else 503


def _with_scheme(link: str) -> str:
    """A link as people copy it from memory: 'example.com/news' means https."""
    return link if "://" in link or not link else f"https://{link}"


def make_page(text: str, *, status: int = 200) -> web.Response:
    """The answer that holds this HTML."""
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)

"""`python -m tests.double.chaos --posts 1000 --seed 1`: is every post answered exactly once, whatever happens?

The bot runs as a process of its own, with its real pipeline and database, against the loopback double. Meanwhile it is
killed (-9) at random points, some of them inside a request; its gateway is dropped, its session lost, events replayed;
requests are answered with 429, 500 or 503 or cut off, before or after their work was done. Some posts are edited to
another link, some deleted, and some repeat the link of another. In the end the double counts.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from aiohttp import web

from tests.double.discord_double import Double, Json
from tests.double.process import Process, open_double, start_bot
from tests.double.words import write_article

STALLED = 120.0
"""Seconds without a change after which what is missing counts as lost."""
BACKLOG = 150
"""Posts that may wait for an answer; then the people wait too."""
REPEATED = 0.1
"""Of the posts, those with the link of another."""
PAUSE = 0.03
"""Seconds between two posts, on average."""


@dataclass
class Figures:
    """What happened, and what came of it."""

    posts: int = 0
    repeats: int = 0
    """Posts with the link of another."""
    edited: int = 0
    deleted: int = 0
    kills: int = 0
    drops: int = 0
    sessions_lost: int = 0
    replays: int = 0
    faults: int = 0
    ended: int = 0
    """Times that the process ended by itself, Discord being away when it started."""
    lost: int = 0
    """Posts without an answer."""
    repeated: int = 0
    """Answers beyond the first."""
    wrong: int = 0
    """Answers that are not about the post's newest link, or to a deleted post."""
    cards: int = 0
    """Articles that have no card, or more than one."""
    exit_code: int | None = None
    objections: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Chaos:
    """One run; everything that is drawn comes from the seed, though not when the process meets it."""

    def __init__(self, double: Double, folder: Path, *, posts: int, kills: int, seed: int) -> None:
        self._double, self._folder = double, folder
        self._random = Random(seed)  # noqa: S311 - it draws faults, no secrets
        self._posts = posts
        self._kills = set(self._random.sample(range(posts), kills))
        self.figures = Figures(posts=posts)
        self._wanted: dict[int, str | None] = {}
        """By post, the headline that its answer must have; None when it was deleted."""
        self._links: dict[str, str] = {}
        """By headline, the article's link."""
        self._said: list[Json] = []
        self._bot: Process | None = None
        self._armed: str | None = None
        """A kill that waits for the next request: 'before' or 'after' its work is done."""

    async def run(self) -> Figures:
        start = time.monotonic()
        supervising = asyncio.create_task(self._supervise())
        try:
            await self._first_session()
            await self._double.command("watch add")
            self._double.trouble = self._trouble
            for number in range(self._posts):
                await self._happen(number)
            await self._settle()
            self._double.trouble = lambda _: None
        finally:
            supervising.cancel()
            await asyncio.wait({supervising})
        assert self._bot is not None
        self.figures.exit_code = await self._bot.end()
        await self._start_once_more()
        self._count()
        self.figures.seconds = round(time.monotonic() - start, 1)
        return self.figures

    async def _first_session(self) -> str:
        """Waited for longer than other things: the pipeline may have to come from a slow disk first."""
        for _ in range(4):
            with suppress(TimeoutError):
                return await self._double.sessions.get()
        raise TimeoutError((self._folder / "errors.txt").read_text(encoding="utf-8"))

    async def _supervise(self) -> None:
        """Starts the bot again whenever it ends, as a container platform does."""
        while True:
            self._bot = await start_bot(self._double, self._folder)
            code = await self._bot.process.wait()
            self.figures.ended += code >= 0
            await asyncio.sleep(0.1)

    async def _start_once_more(self) -> None:
        """What the last process left must be nothing."""
        while not self._double.sessions.empty():
            self._double.sessions.get_nowait()
        bot = await start_bot(self._double, self._folder)
        try:
            await self._first_session()
            await self._double.command("status")
            await bot.end()
        finally:
            await bot.kill()

    # what happens

    async def _happen(self, number: int) -> None:
        """One post, and now and then something with it."""
        await self._wait_for_room()
        draw = self._random.random()
        if number in self._kills:
            await self._plan_kill()
        elif draw < 0.015:
            self.figures.drops += 1
            await self._drop(code=4000)
        elif draw < 0.025:
            self.figures.sessions_lost += 1
            await self._post(number, heard=False)
            await self._drop(code=4000, forget=True)
            return
        elif draw < 0.055 and self._said:
            self.figures.replays += 1
            await self._double.emit("MESSAGE_CREATE", self._random.choice(self._said), again=True)
        elif draw < 0.085 and self._said:  # a link unfurls, a message is pinned
            await self._double.emit("MESSAGE_UPDATE", self._random.choice(self._said))
        elif draw < 0.125 and self._said:
            await self._edit(number)
        elif draw < 0.155 and self._said:
            await self._delete()
        await self._post(number)
        await asyncio.sleep(self._random.expovariate(1 / PAUSE))

    async def _post(self, number: int, *, heard: bool = True) -> None:
        title = self._choose(number)
        message = await self._double.say(self._links[title], heard=heard)
        self._wanted[int(message["id"])] = title
        self._said.append(message)

    def _choose(self, number: int) -> str:
        """The headline of a new article, or now and then of one that stands already."""
        if self._said and self._random.random() < REPEATED:
            title = self._wanted[int(self._random.choice(self._said)["id"])]
            if title:
                self.figures.repeats += 1
                return title
        return self._publish(f"post{number}")

    async def _edit(self, number: int) -> None:
        self.figures.edited += 1
        message = self._random.choice(self._said)
        title = self._publish(f"edit{number}")
        await self._double.edit(message, self._links[title])
        self._wanted[int(message["id"])] = title

    async def _delete(self) -> None:
        self.figures.deleted += 1
        message = self._said.pop(self._random.randrange(len(self._said)))
        await self._double.delete(message)
        self._wanted[int(message["id"])] = None

    def _publish(self, name: str) -> str:
        title, page = write_article(self._random, name)
        self._double.pages[name] = page
        self._links[title] = f"{self._double.url}/page/{name}"
        return title

    async def _drop(self, *, code: int, forget: bool = False) -> None:
        with suppress(AssertionError, ConnectionError):  # there is no gateway at the moment
            await self._double.drop(code=code, forget=forget)

    async def _plan_kill(self) -> None:
        """Now, at the next request to Discord, or soon after the next start."""
        how = self._random.choice(("now", "before", "after", "after", "starting"))
        if how in {"before", "after"} and not self._armed:
            self._armed = how
            return
        await self._kill()
        if how == "starting":
            await asyncio.sleep(self._random.uniform(0.5, 5.0))
            await self._kill()

    async def _kill(self) -> None:
        if self._bot and self._bot.process.returncode is None:
            self.figures.kills += 1
            await self._bot.kill()

    # what Discord answers

    def _trouble(self, request: web.Request) -> object:
        if self._armed and request.method != "GET":
            armed, self._armed = self._armed, None
            return self._killing(done=armed == "after")
        if self._random.random() >= 0.08:
            return None
        self.figures.faults += 1
        return self._random.choice((self._slow_down, *(self._failing(status) for status in (500, 503, None, None))))

    def _killing(self, *, done: bool) -> object:
        async def answer(request: web.Request) -> web.StreamResponse:
            if done:
                await self._do(request)
            await self._kill()
            return _cut_off(request)

        return answer

    def _failing(self, status: int | None) -> object:
        """A failure before or after the work was done; without a status the connection is reset."""
        done = self._random.random() < 0.5

        async def answer(request: web.Request) -> web.StreamResponse:
            if done:
                await self._do(request)
            return web.Response(status=status) if status else _cut_off(request)

        return answer

    async def _slow_down(self, _: web.Request) -> web.StreamResponse:
        body = b'{"message": "You are being rate limited.", "retry_after": 0.2, "global": false}'
        return web.Response(status=429, body=body, headers={"Content-Type": "application/json", "Via": "1.1 google"})

    async def _do(self, request: web.Request) -> None:
        """The request's work, whatever its answer is."""
        if request.method == "POST":
            await self._double.take(request)
        elif "sign" in request.match_info:
            await self._double.sign(request)
        elif request.method != "GET":
            await self._double.change(request)

    # what came of it

    def _answers(self) -> dict[int, list[Json]]:
        """The bot's messages by the post that they answer."""
        found: dict[int, list[Json]] = {post: [] for post in self._wanted}
        for message in self._double.own():
            if "message_reference" in message:
                found[int(message["message_reference"]["message_id"])].append(message)
        return found

    def _count(self) -> None:
        for post, answers in self._answers().items():
            wanted = self._wanted[post]
            self.figures.lost += wanted is not None and not answers
            self.figures.repeated += max(len(answers) - 1, 0)
            self.figures.wrong += any(_title(answer) != wanted for answer in answers)
        shown = Counter(_title(one) for answers in self._answers().values() for one in answers if one["embeds"])
        wanted = {title for title in self._wanted.values() if title}
        self.figures.cards = sum(shown[title] != 1 for title in wanted)
        self.figures.objections = self._double.objections

    def _open(self) -> int:
        """How many posts are not yet answered as they should be."""
        answers = self._answers()
        return sum(
            [_title(one) for one in answers[post]] != [wanted] * bool(wanted) for post, wanted in self._wanted.items()
        )

    async def _wait_for_room(self) -> None:
        while len(self._wanted) % 10 == 0 and self._open() > BACKLOG:  # noqa: ASYNC110 - the double counts when asked
            await asyncio.sleep(0.2)

    async def _settle(self) -> None:
        """Until everything is as it should be, or nothing changes any more."""
        left, since = self._open(), time.monotonic()
        while left and time.monotonic() - since < STALLED:
            await asyncio.sleep(0.5)
            now = self._open()
            if now != left:
                left, since = now, time.monotonic()
        await asyncio.sleep(2.0)  # a second answer, if there is one, comes now


def _title(answer: Json) -> str | None:
    """The headline of its card, or of the card that it leads to."""
    if answer["embeds"]:
        title: str | None = answer["embeds"][0].get("title")
        return title
    return str(answer["content"]).removeprefix("Read already: ").rpartition(" \N{MIDDLE DOT} ")[0] or None


def _cut_off(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def run_chaos(folder: Path, *, posts: int, kills: int, seed: int) -> Figures:
    """The figures of a run."""
    async with open_double() as double:
        return await Chaos(double, folder, posts=posts, kills=kills, seed=seed).run()


def main() -> None:
    """Prints the figures; exits with 1 unless every post was answered exactly once."""
    parser = argparse.ArgumentParser(prog="python -m tests.double.chaos", description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, help="times the process is killed; one in 50 posts when left out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kills = given.kills if given.kills is not None else max(given.posts // 50, 1)
        figures = asyncio.run(run_chaos(Path(folder), posts=given.posts, kills=kills, seed=given.seed))
        for name, value in asdict(figures).items():
            sys.stdout.write(f"{name:<15}{value}\n")
        failed = bool(
            figures.lost
            or figures.repeated
            or figures.wrong
            or figures.cards
            or figures.objections
            or figures.exit_code
        )
        if failed:
            kept = Path(tempfile.gettempdir()) / f"chaos-{given.seed}.txt"
            kept.write_bytes((Path(folder) / "errors.txt").read_bytes())
            sys.stdout.write(f"What the bot wrote: {kept}\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()

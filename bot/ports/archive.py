"""What the desk needs of the archive: one method for each thing that must happen whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from bot.news.digest import Digest, Run
from bot.news.message import Post
from bot.news.reply import Answer
from bot.news.report import Report
from bot.ports.article import Correction, Found, Stored, Told
from bot.ports.counts import Counts
from bot.ports.forget import Forget, Forgotten, Weight
from bot.ports.line import Line
from bot.ports.watch import Watch

State = Literal["claimed", "answered", "nothing", "failed", "deleted", "part"]


class Archive(Protocol):
    """Every method is one transaction; raises ArchiveFault when the database fails."""

    # posts
    async def claim(self, post: Post, *, now: datetime, mark: bool = False) -> bool:
        """True for the one caller that may work on this post; `mark` says that none before it is unclaimed."""
        ...

    async def begin(self, post: Post) -> int:
        """Counts a try to read an unfinished post: the how manieth it is, or 0 when it is finished or edited since."""
        ...

    async def put_back(self, post: Post) -> None:
        """Takes back the count of a try that ended for no fault of the post."""
        ...

    async def unfinished(self, *, after: int = -1, limit: int | None = None) -> Sequence[Post]:
        """Posts that were claimed and never finished, oldest first; those with a higher id than `after`."""
        ...

    async def finish(
        self, post: Post, found: Sequence[Found], answer: Answer | None, *, state: State, now: datetime,
        standing: Mapping[int, bool] | None = None,
    ) -> Line | None:  # fmt: skip
        """Stores articles, copies, entries, figures and the outbox line together with the post's end; the line, if any.

        Cards of `answer` whose `article` is -1 - n get the id of `found[n]` and its short id in their footer. A post
        that was edited loses what it no longer brings, and its line changes. One that was edited or deleted since it
        was begun stays as it is.

        A card that another line of the guild shows already becomes a line that leads there, if that line is `standing`,
        or in the same channel and not known there. When a card goes, the oldest line that leads to it takes it over.
        """
        ...

    async def edit(self, post: Post, *, now: datetime, again: bool = False) -> Post | None:
        """The post as it is to be read anew; None when it is not known, or asks for what it asked before.

        With `again` what it asked before is read anew too; None then while it is being read.
        """
        ...

    async def pastes(self, numbers: Sequence[int]) -> Sequence[Sequence[Post]]:
        """The pastes of several messages that any of these are of: their posts in order, without their words."""
        ...

    async def delete(self, numbers: Sequence[int], *, now: datetime) -> Sequence[Line]:
        """Forgets posts with what only they brought; the lines whose messages are to be removed."""
        ...

    async def known(self, channel: int, *, since: int) -> Mapping[int, str | None]:
        """A hash of what each post of a channel asks, from that id on, that brought or was told something, or waits."""
        ...

    async def of_channel(self, channel: int, *, limit: int = 100) -> Sequence[int]:
        """Some posts of a channel that are not deleted."""
        ...

    # articles
    async def article(self, article: int, *, guild: int) -> Stored | None:
        """One article, if a post of this guild brought it."""
        ...

    async def by_key(self, key: str) -> Stored | None:
        """The article of this canonical address or text hash, whoever brought it."""
        ...

    async def articles(
        self, guild: int, *, channel: int | None = None, since: datetime | None = None, until: datetime | None = None,
        limit: int = 100,
    ) -> Sequence[Stored]:  # fmt: skip
        """Articles whose text posts of this guild (and channel) first brought in a span of time, newest first."""
        ...

    async def suggest(self, guild: int, words: str, *, limit: int = 25) -> Sequence[tuple[int, str]]:
        """(id, title) of articles whose title or short id fits what was typed, newest first."""
        ...

    async def told(
        self, guild: int, *, channel: int | None = None, since: date | None = None, until: date | None = None,
        limit: int = 500,
    ) -> Sequence[Told]:  # fmt: skip
        """Timeline entries of the articles of a guild (and channel) that touch a span of days, oldest first."""
        ...

    # corrections
    async def corrections(self, guild: int, article: int) -> Sequence[Correction]:
        """The guild's corrections of an article, oldest first, undone ones and undoings among them."""
        ...

    async def correct(
        self, correction: Correction, report: Report | None, answers: Mapping[int, Answer]
    ) -> Sequence[Line]:
        """Notes a correction with all that follows from it, in one transaction; the lines that are due to be changed.

        `report` is what the guild reads the article as from now on, None as everybody does; `answers` are the lines
        that say something else now.
        """
        ...

    async def reading(self, guild: int, key: str) -> Report | None:
        """What the guild reads the article of this key as, where it corrected it."""
        ...

    async def lines_about(self, guild: int, article: int) -> Sequence[Line]:
        """The guild's answers that hold a card of the article, oldest first; removed ones are left out."""
        ...

    async def cards(self, guild: int, key: str, *, besides: int) -> Sequence[Line]:
        """The guild's lines that show a card of the article of this key, oldest first, but for a post's own."""
        ...

    # outbox
    async def unsaid(self, *, limit: int | None = None) -> Sequence[Line]:
        """Lines for which something is due and that were not given up, oldest first."""
        ...

    async def lines(self, guild: int, channel: int, *, limit: int = 20) -> Sequence[Line]:
        """Lines of a channel, said or not, newest first, without those that were removed: what the local page shows."""
        ...

    async def rewrite(self, line: int, answer: Answer, *, now: datetime) -> Line | None:
        """Changes what a line says; the line if anything is due for that, None when its post is deleted."""
        ...

    async def said(self, line: int, message: int, *, now: datetime) -> Line | None:
        """Notes that the line stands in the channel as this message; the line if it was changed meanwhile."""
        ...

    async def shown(self, line: int, *, version: int) -> Line | None:
        """Notes that the message shows this version; the line if it was changed meanwhile."""
        ...

    async def removed(self, line: int) -> Line | None:
        """Notes that the message is gone; the line if it came to say something again meanwhile."""
        ...

    async def tried(self, line: int, *, now: datetime, gave_up: str | None = None, denied: bool = False) -> None:
        """Counts a failed try; with a reason, the line is given up and shows in the status."""
        ...

    async def allow(self, channel: int, *, now: datetime) -> int:
        """Makes what was denied in a channel due again; how many lines."""
        ...

    # watches
    async def watch(self, watch: Watch) -> None:
        """Adds or replaces the watch of a channel."""
        ...

    async def unwatch(self, guild: int, channel: int) -> bool:
        """Whether there was one to remove."""
        ...

    async def watches(self, guild: int | None = None) -> Sequence[Watch]:
        """Watches of a guild, or all."""
        ...

    async def watched(self, channel: int) -> Watch | None:
        """The watch of one channel."""
        ...

    # digests
    async def set_digest(self, digest: Digest) -> Digest:
        """Adds or replaces the channel's digest (its `id` is given by the archive; a replaced one keeps its runs)."""
        ...

    async def digest(self, channel: int) -> Digest | None:
        """The digest of a channel; None when it has none."""
        ...

    async def digests(self) -> Sequence[Digest]:
        """The digests of all guilds."""
        ...

    async def drop_digest(self, channel: int) -> bool:
        """Whether there was one to remove."""
        ...

    async def last_run(self, digest: int) -> Run | None:
        """The run with the latest window."""
        ...

    async def add_run(self, digest: Digest, run: Run, answer: Answer | None, *, now: datetime) -> Line | None:
        """Takes the key (digest, local date) and stores the outbox line with it; None when taken or silent."""
        ...

    # forgetting
    async def weigh(self, what: Forget) -> Weight:
        """What forgetting this would take."""
        ...

    async def forget(self, what: Forget, *, now: datetime) -> Forgotten:
        """Forgets a part of it and notes that it is forgotten; to be called with one `now` until nothing is left.

        Articles that other guilds brought stay theirs. What is brought again later is read again.
        """
        ...

    async def opt_out(self, guild: int, person: int, *, now: datetime) -> None:
        """From now on no post of this person in the guild is claimed."""
        ...

    async def opt_in(self, guild: int, person: int) -> bool:
        """Whether they had opted out."""
        ...

    async def opted_out(self, guild: int, person: int) -> bool:
        """Whether posts of this person in the guild are left alone."""
        ...

    # everything
    async def back_up(self, folder: Path, *, keep: int, now: datetime) -> str | None:
        """The name of the backup that was written into the folder, of which the newest `keep` stay; None if one was
        made within the past day.

        Raises WrongSetting for PostgreSQL, which has its own tools: the message names them.
        """
        ...

    async def drop_old(self, before: datetime) -> int:
        """Deletes articles that no guild's post brought since then, with what only they brought; how many it were.

        What was said before then goes too, except for lines that wait to be said. A call deletes a part at a time: 0
        says that nothing is left.
        """
        ...

    async def counts(self, guild: int | None = None) -> Counts:
        """How a guild stands, or all of them together."""
        ...

    async def check(self) -> None:
        """Raises ArchiveFault unless the database can be read and written now."""
        ...

"""The command line: open, wire, run, close; the only file that sees every edge."""

import asyncio
import io
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot import __version__
from bot.errors import DatelineError, WrongSetting
from bot.settings import Settings, load_settings, secrets_of, split_host

if TYPE_CHECKING:
    from bot.news.report import Report
    from bot.ports import Fetcher, Reader
    from bot.terminal.inputs import Asked, Options

SETTINGS = """The bot, with DISCORD_TOKEN; without one, the local channel in the browser.

\b
Settings, from the environment or a file .env:
  DISCORD_TOKEN          the bot's token; without it only the local channel runs
  DATELINE_DATABASE_URL  where everything is kept (sqlite+aiosqlite:///dateline.db)
  DATELINE_PIPELINE      another spaCy pipeline with UD labels, by name or folder
  DATELINE_ZONE          time zone for servers that set none (UTC)
  DATELINE_WORKERS       processes that read articles (1)
  DATELINE_PAGE          address of the local channel and /healthz (127.0.0.1:8080)
  DATELINE_ALLOW_HOSTS   private hosts that may be fetched, host:port,host:port
  DATELINE_CONTACT       a contact for the User-Agent of fetches
  DATELINE_LOG           DEBUG, INFO, WARNING or ERROR (INFO)
  DATELINE_LOG_FORM      text for people, json for machines (text)
  DATELINE_QUIET         seconds that a long paste waits for its next message (30; 0 for never)
  DATELINE_RETENTION     days that articles are kept (all)
  DATELINE_BACKUPS       folder for a backup each day (none is made)
  DATELINE_BACKUPS_KEPT  how many of them are kept (7)
"""

app = typer.Typer(
    help="An article in, its key facts and a dated timeline out.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _check_published(value: str | None) -> str | None:
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError as fault:
            says = f"'{value}' is no date; write it like 2024-11-29 or 2024-11-29T18:00+00:00."
            raise typer.BadParameter(says) from fault
    return value


def _check_url(value: str | None) -> str | None:
    if value is not None and not value.lower().startswith(("http://", "https://")):
        raise typer.BadParameter(f"'{value}' is no web address; write it like https://example.org/story.")
    return value


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")]
Inputs = Annotated[list[str], typer.Argument(metavar="PATH-OR-URL", help="Files, folders, .jsonl files, links.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of cards.")]
Plain = Annotated[bool, typer.Option("--plain", help="A file's text is the article's text, unchanged.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_check_published, help="Day or moment of publication, as ISO 8601."),
]
Url = Annotated[
    str | None, typer.Option(metavar="URL", callback=_check_url, help="The article's address, for a single file.")
]
Store = Annotated[str | None, typer.Option(metavar="URL", help="Database to keep the reports in; none without it.")]
Folder = Annotated[str, typer.Argument(metavar="FOLDER", help="Articles to read, as .txt files.")]
Soak = Annotated[int, typer.Option(metavar="N", help="Show instead how memory stays over N made-up articles.")]
Times = Annotated[bool, typer.Option("--time", help="Speed alone, split into spaCy and the reading of times.")]
Database = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="Database to look into; DATELINE_DATABASE_URL otherwise.")
]

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup's file.")]


@app.callback()
def dateline(*, version: Version = False) -> None:
    """An article in, its key facts and a dated timeline out."""


@app.command()
def read(
    inputs: Inputs,
    *,
    as_json: Json = False,
    plain: Plain = False,
    published: Published = None,
    url: Url = None,
    store: Store = None,
) -> None:
    """Read articles: files, folders, lines of .jsonl files, links. Show cards, or reports as JSON."""
    from bot.terminal.inputs import Options, list_inputs

    asked = list_inputs(inputs)
    if url and len(asked) > 1:
        raise typer.BadParameter("--url is the address of one article; give it with a single file.")
    options = Options(plain=plain, published=published, url=url)
    raise typer.Exit(_finish(_read(load_settings(), asked, options, as_json=as_json, store=store)))


@app.command()
def stories(*, as_json: Json = False, store: Database = None) -> None:
    """List the stories that `read --store` has kept, with their articles."""
    raise typer.Exit(_finish(_stories(store or load_settings().database_url, as_json=as_json)))


@app.command(help=SETTINGS, short_help="Run the bot, or the local channel where there is no token.")
def run() -> None:
    """Open everything and serve until a signal ends it."""
    from bot.opening import run as open_and_serve
    from bot.terminal.log import set_up_log

    settings = load_settings()
    set_up_log(settings.log, form=settings.log_form, secrets=secrets_of(settings))
    raise typer.Exit(_finish(open_and_serve(settings)))


@app.command()
def backup(file: BackupFile, *, store: Database = None) -> None:
    """Copy the database into FILE, also while the bot runs."""
    from bot.archive.backup import write_backup
    from bot.archive.tools import sqlite_file
    from bot.terminal.backups import show_backup

    database = sqlite_file(store or load_settings().database_url, otherwise="backup", file=file)
    typer.echo(show_backup(write_backup(database, file, now=_now())))


@app.command()
def restore(file: BackupFile, *, store: Database = None) -> None:
    """Put the backup FILE in the place of the database, which is kept beside it; the bot must not run."""
    from bot.archive.place import check_folder, read_url
    from bot.archive.restore import put_back
    from bot.archive.tools import sqlite_file
    from bot.terminal.backups import show_restored

    url = store or load_settings().database_url
    database = sqlite_file(url, otherwise="restore", file=file)
    check_folder(read_url(url))
    typer.echo(show_restored(asyncio.run(put_back(database, file, now=_now())), database))


@app.command()
def health() -> None:
    """Ask the running bot whether all of it works; say what does not, and end with 1."""
    from bot.terminal.health import ask_health

    well, says = ask_health(*split_host(load_settings().page))
    typer.echo(says, err=not well)
    raise typer.Exit(int(not well))


@app.command()
def bench(folder: Folder = "seeds", *, times: Times = False, soak: Soak = 0) -> None:
    """Measure speed, time to the first card, stalls and memory; print figures."""
    from bot.archive import open_archive
    from bot.fetch import GuardedFetcher
    from bot.terminal.bench import run_bench
    from bot.terminal.soak import run_soak
    from bot.terminal.speed import measure_times
    from bot.workers import ReaderPool

    settings = load_settings()
    if times:
        measure_times(Path(folder), pipeline=settings.pipeline)
        return
    pool = ReaderPool(workers=settings.workers, pipeline=settings.pipeline)
    if soak:
        raise typer.Exit(_finish(run_soak(soak, reader=pool, open_archive=open_archive)))
    measuring = run_bench(
        Path(folder),
        reader=pool,
        open_archive=open_archive,
        open_fetcher=lambda hosts: GuardedFetcher(allow_hosts=hosts),
        pipeline=settings.pipeline,
    )
    raise typer.Exit(_finish(measuring))


async def _read(
    settings: Settings, asked: Sequence["Asked"], options: "Options", *, as_json: bool, store: str | None
) -> int:
    """1 when some input could not be read, else 0."""
    from bot.terminal.reading import read_inputs
    from bot.terminal.show import make_console, show_progress, write_card, write_json

    console = make_console()
    failed = False
    async with AsyncExitStack() as stack:
        reader, at_once = await _open_reader(settings, len(asked), stack)
        fetcher = await _open_fetcher(settings, stack) if any(one.is_link for one in asked) else None
        keep = await _open_store(store, stack) if store else None
        advance = stack.enter_context(show_progress(len(asked), console, as_json=as_json))
        today = _now().astimezone(ZoneInfo(settings.zone)).date()
        async for outcome in read_inputs(asked, options, reader=reader, fetcher=fetcher, today=today, at_once=at_once):
            if keep and outcome.report:
                await keep(outcome.report)
            if as_json:
                write_json(outcome)
            else:
                write_card(console, outcome)
            failed = failed or outcome.fault is not None
            advance()
    return int(failed)


async def _open_reader(settings: Settings, inputs: int, stack: AsyncExitStack) -> tuple["Reader", int]:
    """A reader and how many inputs it reads at once: a pool pays only where there is much to read."""
    from bot.terminal.reading import OwnReader
    from bot.terminal.show import MANY

    if settings.workers == 1 or inputs < MANY:
        return OwnReader(settings.pipeline), 1
    from bot.workers import ReaderPool

    pool = ReaderPool(workers=settings.workers, pipeline=settings.pipeline)
    return await stack.enter_async_context(pool), 2 * settings.workers


async def _open_fetcher(settings: Settings, stack: AsyncExitStack) -> "Fetcher":
    from bot.fetch import GuardedFetcher

    fetcher = GuardedFetcher(allow_hosts=settings.allow_hosts, contact=settings.contact)
    return await stack.enter_async_context(fetcher)


async def _open_store(url: str, stack: AsyncExitStack) -> Callable[["Report"], Awaitable[None]]:
    """What stores a report in the archive of that address."""
    from bot.archive import open_archive
    from bot.terminal.store import number_posts, store

    archive = await stack.enter_async_context(open_archive(url))
    numbers = number_posts(_now())

    async def keep(report: "Report") -> None:
        await store(archive, report, number=next(numbers), now=_now())

    return keep


async def _stories(url: str, *, as_json: bool) -> int:
    from bot.archive import open_archive
    from bot.terminal.show import make_console, write_stories
    from bot.terminal.stories import list_stories

    async with open_archive(url) as archive:
        write_stories(make_console(), await list_stories(archive), as_json=as_json)
    return 0


def _now() -> datetime:
    return datetime.now(UTC)


def _finish(work: Coroutine[Any, Any, int | None]) -> int:
    """The exit code of what runs until it ends or is interrupted."""
    try:
        return asyncio.run(work) or 0
    except KeyboardInterrupt:
        return 130


def _open_closed() -> None:
    """Gives streams that were closed from outside (`>&-`, some supervisors) a place where nobody reads."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def main() -> None:
    """Runs the command line; a fault that was not met before ends it with its sentence."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except DatelineError as fault:
        typer.echo(f"Error: {fault}", err=True)
        sys.exit(2 if isinstance(fault, WrongSetting) else 1)


if __name__ == "__main__":
    main()

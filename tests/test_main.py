"""The command line as a person meets it: what it prints, and how it ends."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
STORY = (
    "Ferry sinks off Harwick\n\nA ferry sank off the coast of Harwick on Friday, killing three passengers, the coast "
    "guard said. Rescue boats reached the wreck at dawn. The ship was built in 1998 and was last inspected in "
    "March. The harbour office will hold a hearing on Tuesday about the safety of older ships.\n"
)
LINES = "".join(json.dumps({"id": f"n{i}", "text": STORY, "published": "2024-11-29"}) + "\n" for i in range(40))


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | environment,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "--published", "last tuesday", "x.txt"], "'last tuesday' is no date"),
        (["read", "--colour", "x.txt"], "No such option: --colour"),
        (["read"], "Missing argument"),
        (["read", "--url", "javascript:alert(1)", "a.txt"], "'javascript:alert(1)' is no web address"),
        (["read", "--url", "https://example.org", "a.txt", "b.txt"], "--url is the address of one article"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_sentence(arguments: list[str], says: str) -> None:
    """A wrong option is told before anything is read."""
    result = call(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_every_input_has_its_line_in_order(tmp_path: Path) -> None:
    """Missing, empty, binary and foreign inputs are told, the others are still read, the exit code is 1."""
    files = {
        "a.txt": STORY.encode(),
        "b.txt": b"",
        "c.txt": b"PK\x03\x04\x00\x00\x00\xff",
        "d.txt": STORY.encode("utf-16"),
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "lines.jsonl").write_text('{"id": "one", "text": "Rain fell."}\nrubbish\n', encoding="utf-8")
    names = [str(tmp_path / name) for name in (*files, "none.txt", "lines.jsonl")]
    result = call("read", "--json", "--published", "2024-11-29", *names)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["input"] for line in lines] == [*names[:5], "one", f"{names[5]}:2"]
    kinds = [line["error"]["kind"] if "error" in line else "read" for line in lines]
    assert kinds == ["read", "empty", "binary", "read", "missing", "read", "binary"]
    assert all(line["error"]["says"].endswith(".") for line in lines if "error" in line)
    assert lines[0]["article"]["published_from"] == "given"
    assert lines[0]["article"]["title"] == lines[3]["article"]["title"] == "Ferry sinks off Harwick"
    assert result.exit_code == 1


def test_cards_are_drawn_without_json(tmp_path: Path) -> None:
    """One card an input, a failure among them, and exit code 1."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    result = call("read", str(tmp_path / "a.txt"), str(tmp_path / "none.txt"))
    assert "Ferry sinks off Harwick" in result.stdout
    assert "Failed There is no file" in result.stdout
    assert result.exit_code == 1


def test_the_card_of_the_readme_is_what_its_command_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries the first commands sees what they were promised."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    readme = (ROOT / "README.md").read_text("utf-8")
    command = next(line for line in readme.splitlines() if "dateline read --published" in line)
    shown = call(*command.split()[1:])
    assert shown.exit_code == 0
    assert shown.stdout.strip() == readme[readme.index("╭") : readme.index("╯") + 1]


def test_an_arabic_text_is_no_error(tmp_path: Path) -> None:
    """A language that is not read gives headline, outlet and date, a doubt that names it, and exit code 0."""
    text = "قال مسؤولون إن أربعة أشخاص قتلوا يوم الجمعة في غارة جوية على المدينة القديمة. " * 4
    (tmp_path / "a.txt").write_text("غارة على المدينة\n\n" + text, encoding="utf-8")
    result = call("read", "--json", str(tmp_path / "a.txt"))
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [doubt["says"] for doubt in report["doubts"] if doubt["kind"] == "language"] == [
        "Arabic: facts are read from English only."
    ]
    assert (report["figures"], report["timeline"]) == ([], [])


@asynccontextmanager
async def served(body: str, *, kind: str = "text/html", status: int = 200) -> AsyncIterator[str]:
    """The address of a local server that answers every request with this."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=body, content_type=kind, status=status)

    runner = web.AppRunner(web.Application())
    runner.app.router.add_get("/{any:.*}", answer)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_links_go_through_the_guarded_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """An allowed host is read; a private address is refused; a missing page is told; each on its line."""
    story = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    page = f"<html><head><title>Ferry sinks</title></head><body>{story}</body></html>"
    async with served(page) as good, served("gone", status=404) as gone:
        monkeypatch.setenv("DATELINE_ALLOW_HOSTS", f"{good},{gone}")
        links = [f"http://{good}/a", f"http://{gone}/b", "http://127.0.0.1/private"]
        result = await asyncio.to_thread(call, "read", "--json", *links)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["input"] for line in lines] == links
    assert "killing three passengers" in lines[0]["article"]["text"]
    assert lines[1]["error"]["kind"] == "not_found"
    assert lines[2]["error"]["kind"] in {"unsafe", "refused"}
    assert result.exit_code == 1


def test_stored_articles_are_listed_as_stories(tmp_path: Path) -> None:
    """`--store` keeps each report, and `stories` lists every article with its input."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'kept.db'}"
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "Rain falls\n\n" + "Rain fell on the town of Lund on Monday, and on its hills. " * 5, encoding="utf-8"
    )
    names = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert call("read", "--json", "--store", url, *names).exit_code == 0
    result = call("stories", "--json", "--store", url)
    articles = [article for line in result.stdout.splitlines() for article in json.loads(line)["articles"]]
    assert sorted(article["input"] for article in articles) == names
    assert all(article.keys() >= {"input", "id", "url"} for article in articles)
    assert "Ferry sinks off Harwick" in call("stories", "--store", url).stdout


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    """A wrong address of a database is told, not traced."""
    process = start("stories", "--store", f"sqlite+aiosqlite:///{tmp_path}/no/such/folder/x.db")
    out, err = process.communicate()
    assert process.returncode in {1, 2}
    assert out == ""
    assert err.startswith("Error: ")
    assert "Traceback" not in err


def test_a_wrong_setting_is_one_sentence() -> None:
    """A zone that does not exist is told by its name, with exit code 2."""
    process = start("stories", DATELINE_ZONE="Mars/Olympus")
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.count("\n") == 1
    assert err.startswith("Error: DATELINE_ZONE cannot be used: 'Mars/Olympus' is no time zone; use a name like ")


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """`… | head -1` is no error to be printed."""
    (tmp_path / "docs.jsonl").write_text(LINES, encoding="utf-8")
    process = start("read", "--json", str(tmp_path / "docs.jsonl"))
    assert process.stdout
    assert process.stderr
    first = json.loads(process.stdout.readline())
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert first["input"] == "n0"
    assert process.wait() == 1
    assert err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_full_disk_is_one_sentence(options: list[str], tmp_path: Path) -> None:
    """`… > file` on a disk that has no room left."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", "read", *options, str(tmp_path / "a.txt")],
            cwd=ROOT, text=True, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr == "Error: What was read cannot be written out: No space left on device.\n"


def test_an_output_that_is_closed_is_no_fault(tmp_path: Path) -> None:
    """A supervisor may start a program without streams; what is read is stored all the same."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    url = f"sqlite+aiosqlite:///{tmp_path / 'kept.db'}"
    process = subprocess.run(  # noqa: S603 - our own program
        ["/bin/sh", "-c", 'exec "$@" >&-', "", sys.executable, "-m", "bot", "read", "--json", "--store", url, tmp_path],
        cwd=ROOT, text=True, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert "Ferry sinks off Harwick" in call("stories", "--store", url).stdout


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    """Ctrl-C stops the reading; what was printed is whole lines."""
    (tmp_path / "docs.jsonl").write_text(LINES, encoding="utf-8")
    process = start("read", "--json", str(tmp_path / "docs.jsonl"))
    assert process.stdout
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert all(json.loads(line)["version"] == 1 for line in (first + out).splitlines())
    assert err == ""


def test_a_pool_keeps_the_order(tmp_path: Path) -> None:
    """With two workers the lines still stand in input order."""
    (tmp_path / "docs.jsonl").write_text("".join(LINES.splitlines(keepends=True)[:8]), encoding="utf-8")
    process = start("read", "--json", str(tmp_path / "docs.jsonl"), DATELINE_WORKERS="2")
    out, err = process.communicate()
    assert [json.loads(line)["input"] for line in out.splitlines()] == [f"n{i}" for i in range(8)]
    assert (process.returncode, err) == (0, "")


def test_the_help_of_run_lists_every_setting() -> None:
    """Nobody has to read the code to learn what can be set."""
    shown = call("run", "--help").stdout
    names = {
        "DISCORD_TOKEN" if name == "discord_token" else f"DATELINE_{name.upper()}" for name in Settings.model_fields
    }
    assert [name for name in names if name not in shown] == []

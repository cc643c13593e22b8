"""The layers of the design, proven over the source: who imports whom, and that `news` reads no clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"
EDGES = ["archive", "clock", "cogs", "component", "fetch", "page", "terminal", "workers"]
STAGES = ["message", "article", "document", "timex", "facts", "timeline", "report", "story", "digest", "reply"]
WIRING = {"__main__", "opening"}
# Who alone may import a library (by its first name, or by a longer one where a library has two sides).
OWNERS = {
    "discord": {"cogs"},
    "aiohttp": {"fetch", "page"},
    "sqlmodel": {"archive"},
    "sqlalchemy": {"archive"},
    "alembic": {"archive"},
    "apscheduler": {"clock"},
    "procrastinate": {"workers"},
    "prometheus_client": {"page"},
    "rich": {"terminal", *WIRING},
    "typer": {"terminal", *WIRING},
}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time")}
OUTSIDE = {"asyncio", "socket", "aiohttp", "urllib.request", "requests", "http.client", "time", "random", "subprocess"}


def sources() -> list[Path]:
    return sorted(path for path in BOT.rglob("*.py") if "model" not in path.relative_to(BOT).parts[:1])


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> tuple[str, ...]:
    """('news', 'timex', 'scan') of bot/news/timex/scan.py."""
    return path.relative_to(BOT).with_suffix("").parts


def imported_rooms(path: Path) -> Iterator[tuple[str, ...]]:
    for name in imports(path):
        if name.startswith("bot."):
            yield tuple(name.split(".")[1:])


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(room(path)))
def test_a_module_imports_only_what_its_layer_may(path):
    """Edges import desk and news, never each other; the desk imports news; news imports nothing above it."""
    own = room(path)
    for other in imported_rooms(path):
        if own[0] in EDGES:
            assert other[0] == own[0] or other[0] not in {*EDGES, *WIRING, "training"}, f"{own} imports {other}"
        elif own[0] == "desk" or own[0] in {"ports", "settings", "errors"}:
            assert other[0] in {"desk", "news", "ports", "settings", "errors", "__version__"}, f"{own} imports {other}"
        elif own[0] == "news":
            assert other[0] in {"news", "errors"}, f"{own} imports {other}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(room(path)))
def test_a_library_of_the_world_is_imported_by_its_edge_alone(path):
    """discord only in cogs, SQL only in archive, and so on."""
    own = room(path)[0]
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or own in owners, f"{own} imports {name}"


def test_only_the_page_serves_and_only_the_fetcher_asks():
    """aiohttp's server is the page's, its client the fetcher's."""
    for path in sources():
        names = set(imports(path))
        if room(path)[0] == "fetch":
            assert "aiohttp.web" not in names
        if room(path)[0] == "page":
            assert not {n for n in names if "Client" in n}


@pytest.mark.parametrize("path", sorted((BOT / "news").rglob("*.py")), ids=lambda path: "/".join(room(path)))
def test_a_stage_imports_only_earlier_stages(path):
    """message < article < document < timex < facts < timeline < report < story < digest < reply."""
    own = room(path)
    if own == ("news", "__init__"):
        return
    for other in imported_rooms(path):
        if other[0] == "news" and len(other) > 1:
            assert STAGES.index(other[1]) <= STAGES.index(own[1]), f"{own} imports {other}"


@pytest.mark.parametrize("path", sorted((BOT / "news").rglob("*.py")), ids=lambda path: "/".join(room(path)))
def test_news_is_pure(path):
    """No clock, no network, no asyncio: `now`, `today`, `published` and `zone` are arguments."""
    allowed = {"random"} if room(path)[-1] == "embed" else set()  # drops features while the pipeline is trained
    assert not (OUTSIDE - allowed) & set(imports(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCKS, f"line {node.lineno} reads the clock"


def test_only_the_pipeline_loads_spacy():
    """spacy.load stands in document/pipeline.py and nowhere else in what runs."""
    for path in sources():
        if room(path) == ("news", "document", "pipeline") or room(path)[0] == "training":
            continue
        assert "spacy.load(" not in path.read_text(encoding="utf-8"), room(path)


def test_edges_and_stages_are_all_named_here():
    """A new folder has to find its place in the layers."""
    folders = {path.name for path in BOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= {*EDGES, "desk", "news", "ports", "model", "training"}
    stages = {path.name for path in (BOT / "news").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert stages == set(STAGES)

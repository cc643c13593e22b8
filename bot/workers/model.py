"""Which pipeline reads, by its name: the gateway's process does not load it."""

import json
from importlib import resources


def name_model(pipeline: str | None) -> str:
    """'dateline_news 0.1.0' for Dateline's own; another's name as it was set, without the folder it lies in."""
    if pipeline:
        return pipeline.rstrip("/").rpartition("/")[2]
    meta = resources.files("bot") / "model" / "meta.json"
    if not meta.is_file():
        return "none"
    told = json.loads(meta.read_text(encoding="utf-8"))
    return f"{told['name']} {told['version']}"

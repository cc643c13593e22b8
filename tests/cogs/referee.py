"""The referee: is a request one that Discord would take?

Judged by Discord's OpenAPI document, where it is at hand, and by the rules that the document lacks or has wrong
(content 2000, 6000 over all embeds, empty field text, v2 beside content, 40 components, duplicate custom_ids, command
names, required options first, 8000 characters a command), and by our own: nothing pings.
"""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

BESIDE = Path(__file__).parents[2].parent / "shared" / "discord-openapi.json"
WHERE = Path(os.environ.get("DISCORD_OPENAPI", BESIDE))
ABSENT = (
    "Discord's OpenAPI document is neither at DISCORD_OPENAPI nor beside the checkout at ../shared/discord-openapi.json"
)
NAME = re.compile(r"^[-_\w]{1,32}$")
V2, EPHEMERAL = 1 << 15, 1 << 6
SHOWN = {4, 7}
"""Interaction answers that carry a message."""


def size(text: str | None) -> int:
    """UTF-16 units, the stricter of the two ways to count."""
    return len((text or "").encode("utf-16-le")) // 2


def judge(method: str, path: str, body: Any) -> list[str]:
    """What is wrong with a request; empty when Discord takes it."""
    if WHERE.exists() and (faults := _judge_schema(method, path, body)):
        return faults
    if path.endswith("/commands") and method == "PUT":
        return [fault for command in body for fault in judge_command(command)]
    message = _message_of(method, path, body)
    return judge_message(message) if message is not None else []


def judge_message(message: dict[str, Any]) -> list[str]:
    faults = []
    embeds, components = message.get("embeds") or [], message.get("components") or []
    if size(message.get("content")) > 2000:
        faults.append("content over 2000")
    if sum(map(_weigh, embeds)) > 6000:
        faults.append("embeds over 6000 together")
    if len(embeds) > 10:
        faults.append("more than 10 embeds")
    for embed in embeds:
        faults += _judge_embed(embed)
    faults += _judge_components(components, v2=bool((message.get("flags") or 0) & V2), message=message)
    if len(str(message.get("nonce") or "")) > 25:
        faults.append("nonce over 25")
    mentions = message.get("allowed_mentions")
    if mentions is not None and (
        mentions.get("parse") or mentions.get("users") or mentions.get("roles") or mentions.get("replied_user")
    ):
        faults.append("may ping somebody")
    if mentions is None and (message.get("content") or embeds):
        faults.append("pings are not switched off")
    return faults


def judge_command(command: dict[str, Any]) -> list[str]:
    faults = []
    chat = command.get("type", 1) in {1, 2} or "options" in command
    if chat and not (NAME.match(command["name"]) and command["name"] == command["name"].lower()):
        faults.append(f"command name {command['name']!r}")
    if chat and not 1 <= size(command.get("description")) <= 100:
        faults.append(f"description of {command['name']}")
    options = command.get("options") or []
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        faults.append(f"optional before required in {command['name']}")
    if len(options) > 25:
        faults.append(f"more than 25 options in {command['name']}")
    if _spell(command) > 8000:
        faults.append(f"{command['name']} is over 8000 characters")
    for option in options:
        faults += judge_command(option)
    return faults


def _judge_embed(embed: dict[str, Any]) -> list[str]:
    limits = {"title": 256, "description": 4096}
    faults = [f"embed {key} over {most}" for key, most in limits.items() if size(embed.get(key)) > most]
    if size(embed.get("footer", {}).get("text")) > 2048:
        faults.append("footer over 2048")
    if size(embed.get("author", {}).get("name")) > 256:
        faults.append("author over 256")
    fields = embed.get("fields", [])
    if len(fields) > 25:
        faults.append("more than 25 fields")
    if any(not field["name"].strip() or not field["value"].strip() for field in fields):
        faults.append("empty field text")
    if any(size(field["name"]) > 256 or size(field["value"]) > 1024 for field in fields):
        faults.append("field text too long")
    if not any((embed.get(key) or "").strip() for key in limits) and not fields:
        faults.append("empty embed")
    if "footer" in embed and not embed["footer"]["text"].strip():
        faults.append("empty footer")
    return faults


def _judge_components(rows: list[dict[str, Any]], *, v2: bool, message: dict[str, Any]) -> list[str]:
    faults = []
    parts = [part for row in rows for part in _walk(row)]
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        faults.append("duplicate custom_id")
    if any(not 1 <= len(custom) <= 100 for custom in ids):
        faults.append("custom_id length")
    if any(size(part.get("label")) > 80 for part in parts):
        faults.append("label over 80")
    if v2 and (message.get("content") or message.get("embeds")):
        faults.append("v2 components beside content")
    if v2 and len(parts) > 40:
        faults.append("more than 40 components")
    if not v2 and (len(rows) > 5 or any(len(row.get("components", [])) > 5 for row in rows)):
        faults.append("more than 5 rows of 5")
    return faults


def _walk(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [part, *(below for child in part.get("components", []) for below in _walk(child))]


def _weigh(embed: dict[str, Any]) -> int:
    texts = [
        embed.get("title"),
        embed.get("description"),
        embed.get("footer", {}).get("text"),
        embed.get("author", {}).get("name"),
    ]
    texts += [text for field in embed.get("fields", []) for text in (field["name"], field["value"])]
    return sum(map(size, texts))


def _spell(command: dict[str, Any]) -> int:
    own = sum(size(str(command.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_spell(part) for key in ("options", "choices") for part in command.get(key) or [])


def _message_of(method: str, path: str, body: Any) -> dict[str, Any] | None:
    if path.endswith("/callback"):
        return body.get("data") if body.get("type") in SHOWN else None
    if method in {"POST", "PATCH"} and ("/messages" in path or path.startswith("/webhooks/")):
        return body
    return None


def _judge_schema(method: str, path: str, body: Any) -> list[str]:
    validator = _validator(method, path)
    if validator is None:
        return [f"Discord knows no request body for {method} {path}"]
    return [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(body)
    ]


@cache
def _document() -> dict[str, Any]:
    document = json.loads(WHERE.read_text(encoding="utf-8"))
    # discord.py sends the ids of message_reference as numbers, and Discord takes them.
    document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
    return document


def _validator(method: str, path: str) -> Draft202012Validator | None:
    for template, operations in _document()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and "requestBody" in operations.get(method.lower(), {}):
            return _compile(template, method.lower())
    return None


@cache
def _compile(template: str, method: str) -> Draft202012Validator:
    content = _document()["paths"][template][method]["requestBody"]["content"]
    schema = content["application/json"]["schema"]
    registry = Registry().with_resource("urn:discord", Resource.opaque(_document()))
    return Draft202012Validator(_absolute(schema), registry=registry)


def _absolute(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: f"urn:discord{part}" if key == "$ref" else _absolute(part) for key, part in value.items()}
    return [_absolute(part) for part in value] if isinstance(value, list) else value

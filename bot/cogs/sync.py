"""The commands as Discord knows them, sent only when they differ: a bot may create 200 a day and server."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

COMPARED = {
    "name", "type", "description", "options", "choices", "value", "required", "autocomplete", "min_value", "max_value",
    "min_length", "max_length", "channel_types",
}  # fmt: skip
"""What we set for a command. Where commands may be used is the same for all of them; ids and versions are Discord's."""

log = logging.getLogger(__name__)


async def sync_commands(tree: "app_commands.CommandTree[DatelineBot]") -> bool:
    """Whether the commands had to be sent; a refusal is logged, the ones that Discord knows go on working."""
    ours = [reduce_command(command.to_dict(tree)) for command in tree.get_commands()]
    try:
        theirs = [reduce_command(command.to_dict()) for command in await tree.fetch_commands()]
        if sorted(ours, key=_by_name) == sorted(theirs, key=_by_name):
            return False
        await tree.sync()
    except discord.HTTPException:
        log.exception("Discord did not take the commands; those of the last start stay in use.")
        return False
    return True


def reduce_command(value: Any) -> Any:  # noqa: ANN401 - JSON of any depth
    """A command's JSON without what is empty, false or not ours, so that two of them can be compared."""
    if isinstance(value, Mapping):
        kept = {key: reduce_command(part) for key, part in value.items() if key in COMPARED}
        return {key: part for key, part in kept.items() if part not in (None, False, [], {}, "")}
    if isinstance(value, list):
        parts = [reduce_command(part) for part in value]
        return sorted(parts) if all(isinstance(part, int) for part in parts) else parts
    return getattr(value, "value", value)


def _by_name(command: dict[str, Any]) -> tuple[int, str]:
    return command.get("type", 1), command["name"]

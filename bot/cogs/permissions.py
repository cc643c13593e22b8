"""What Dateline must be allowed in a channel, and who may change its settings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.errors import NotAllowed
from bot.news.reply import Row, Section, Sheet

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

Place = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel
"""A channel of a server that messages are posted in."""
NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""Reading, answering, cards, and replies: a reply needs the history."""


def lacking(place: Place) -> list[str]:
    """The permissions that Dateline needs in the channel and does not have, as Discord's settings name them."""
    return _name_lacking(place.permissions_for(place.guild.me), in_thread=isinstance(place, discord.Thread))


def lacking_here(interaction: "discord.Interaction[DatelineBot]") -> list[str]:
    """The same for the channel of an interaction, which brings what Dateline may do there."""
    return _name_lacking(interaction.app_permissions, in_thread=isinstance(interaction.channel, discord.Thread))


def needs(missing: Sequence[str]) -> str:
    """'Dateline lacks Send Messages and Embed Links here.'"""
    return f"Dateline lacks {' and '.join(missing)} here."


def warn(sheet: Sheet, missing: Sequence[str]) -> Sheet:
    """The sheet with what is missing, for the person who can put it right; unchanged when nothing is."""
    if not missing:
        return sheet
    rows = (
        *(Row(name) for name in missing),
        Row("", "Until Dateline is given these permissions, nothing is posted here."),
    )
    return replace(sheet, tone="doubt", sections=(*sheet.sections, Section("Missing permissions", rows)))


def settable(interaction: "discord.Interaction[DatelineBot]", chosen: Place | None = None) -> Place:
    """The channel whose settings are to be changed; raises NotAllowed without Manage Channels in it."""
    place = chosen or interaction.channel
    person = interaction.user
    if not isinstance(place, Place) or not isinstance(person, discord.Member):
        raise NotAllowed("This works in the text channels and threads of a server.")
    allowed = place.permissions_for(person) if chosen else interaction.permissions
    if not allowed.manage_channels:
        raise NotAllowed("This needs the permission Manage Channels in that channel.")
    return place


def check_editor(interaction: "discord.Interaction[DatelineBot]", place: Place | None = None) -> None:
    """Raises NotAllowed unless the person may delete messages, or set the channel, here or in the place."""
    granted = interaction.permissions
    if place is not None and isinstance(interaction.user, discord.Member):
        granted = place.permissions_for(interaction.user)
    if not (granted.manage_messages or granted.manage_channels):
        raise NotAllowed("This needs the permission Manage Messages or Manage Channels.")


def _name_lacking(granted: discord.Permissions, *, in_thread: bool) -> list[str]:
    names = ["send_messages_in_threads" if in_thread and name == "send_messages" else name for name in NEEDED]
    return [name.replace("_", " ").title() for name in names if not getattr(granted, name)]

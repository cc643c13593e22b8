"""What a person is told when something fails: one sentence, seen only by them."""

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs.escape import shown
from bot.errors import DatelineError

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

UNKNOWN = "Something failed inside Dateline; nothing was lost. The log of the bot has the details."
LONGEST = 1900

log = logging.getLogger(__name__)


def show_fault(fault: BaseException) -> str:
    """The sentence for a fault; one that nobody foresaw goes to the log with its traceback."""
    cause = fault.original if isinstance(fault, app_commands.CommandInvokeError) else fault
    says = _foreseen(cause)
    if says is None:
        log.error("A command failed.", exc_info=cause)
    return says or UNKNOWN


def _foreseen(fault: BaseException) -> str | None:
    match fault:
        case DatelineError():
            return shown(str(fault), LONGEST)
        case app_commands.NoPrivateMessage():
            return "This works in the channels of a server only."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command was changed; reload Discord and try again."
        case app_commands.TransformerError():
            return f"'{shown(str(fault.value), 100)}' cannot be used here; pick one from the list."
    return None


async def tell(interaction: "discord.Interaction[DatelineBot]", fault: BaseException, *, hidden: bool) -> None:
    """Answers with the fault's sentence, seen by the asker alone; `hidden` is how the interaction was deferred."""
    says = show_fault(fault)
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(says, ephemeral=True)
        elif interaction.response.type is not discord.InteractionResponseType.deferred_channel_message:
            await interaction.followup.send(says, ephemeral=True)
        elif hidden:
            await interaction.edit_original_response(content=says)
        else:
            await _tell_behind(interaction, says)
    except discord.HTTPException as late:  # the three seconds or the fifteen minutes are over: nobody waits any more
        log.warning("A person could not be told what went wrong: %s", late)


async def _tell_behind(interaction: "discord.Interaction[DatelineBot]", says: str) -> None:
    """An ephemeral answer after a public deferral.

    What comes first takes the place of the deferred message and its visibility, and once that is deleted nothing may
    follow: so it is filled, the sentence follows, and then it goes.
    """
    await interaction.edit_original_response(content="No answer.")
    await interaction.followup.send(says, ephemeral=True)
    await interaction.delete_original_response()


class Tree(app_commands.CommandTree["DatelineBot"]):
    """The commands; what fails before or in one is told by `tell`."""

    async def on_error(
        self, interaction: "discord.Interaction[DatelineBot]", error: app_commands.AppCommandError, /
    ) -> None:
        await tell(interaction, error, hidden=True)

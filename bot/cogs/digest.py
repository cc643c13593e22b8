"""The channel's digest: `/digest set`, `now`, `preview`, `pause`, `off`."""

from typing import TYPE_CHECKING, Literal
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.pages import answer, answer_with, guild_of
from bot.cogs.permissions import lacking, settable, warn
from bot.cogs.question import Question
from bot.desk import digests
from bot.news.reply import Sheet

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

MOST_CHOICES = 25


@app_commands.guild_only()
class DigestCog(commands.GroupCog, group_name="digest", group_description="A digest of this channel at a set time"):
    """The commands of a channel's digest."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._zones = sorted(available_timezones(), key=_by_use)

    @app_commands.command(name="set", description="Post a digest of this channel every day, or on some weekdays")
    @app_commands.describe(
        at="Local time, like 06:00",
        zone="Time zone, like Europe/London",
        weekdays="Like mon-fri or sat,sun; every day when left out",
        quiet="What is posted when nothing is new",
    )
    async def set_(
        self,
        interaction: "discord.Interaction[DatelineBot]",
        at: app_commands.Range[str, 1, 20],
        zone: app_commands.Range[str, 1, 60] | None = None,
        weekdays: app_commands.Range[str, 1, 60] | None = None,
        quiet: Literal["silent", "line"] = "silent",
    ) -> None:
        async def make() -> Sheet:
            place = settable(interaction)
            sheet = await digests.set_digest(
                self.bot.world, guild=guild_of(interaction), channel=place.id, at=at, zone=zone, weekdays=weekdays,
                quiet=quiet,
            )  # fmt: skip
            return warn(sheet, lacking(place))

        await answer_with(interaction, make)

    @set_.autocomplete("zone")
    async def suggest_zone(
        self, _interaction: "discord.Interaction[DatelineBot]", current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones that contain what was typed; those whose city begins with it first."""
        typed = current.strip().casefold().replace(" ", "_")
        fitting = [zone for zone in self._zones if typed in zone.casefold()]
        fitting.sort(key=lambda zone: not zone.rpartition("/")[2].casefold().startswith(typed))
        return [app_commands.Choice(name=zone, value=zone) for zone in fitting[:MOST_CHOICES]]

    @app_commands.command(description="The digest since the last one, now; the next one comes at its time all the same")
    async def now(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        await answer(interaction, Question("digest", (str(interaction.channel_id or 0),)), hidden=False)

    @app_commands.command(description="What the next digest would hold, for your eyes only")
    async def preview(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        await answer(interaction, Question("preview", (str(interaction.channel_id or 0),)), hidden=True)

    @app_commands.command(description="Pause this channel's digest, or let it go on")
    async def pause(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        async def make() -> Sheet:
            place = settable(interaction)
            return await digests.pause(self.bot.world, guild=guild_of(interaction), channel=place.id)

        await answer_with(interaction, make)

    @app_commands.command(description="End this channel's digest")
    async def off(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        async def make() -> Sheet:
            place = settable(interaction)
            return await digests.off(self.bot.world, guild=guild_of(interaction), channel=place.id)

        await answer_with(interaction, make)


def _by_use(zone: str) -> tuple[bool, str]:
    """Names of cities before abbreviations and aliases of the zone database."""
    return "/" not in zone or zone.startswith(("Etc/", "SystemV/", "posix", "right")), zone

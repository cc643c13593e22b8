"""Deletion, each after a button that confirms it: `/forget`, `/optout`, the message menu 'Forget this'."""

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.ask import suggest_articles
from bot.cogs.pages import answer_with, guild_of, replace_with
from bot.cogs.permissions import Place, check_editor
from bot.cogs.question import find_article
from bot.desk import forget
from bot.errors import NothingFound
from bot.news.reply import Sheet
from bot.ports import Forget

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

LABELS = {"in": "Opt in again", "person": "Opt out and forget"}


class ConfirmButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dateline:forget:(?P<kind>article|channel|post|person|in):(?P<number>\d{1,20})",
):
    """Does what the person was asked about; it stands under a message that they alone see."""

    def __init__(self, kind: str, number: int) -> None:
        style = discord.ButtonStyle.primary if kind == "in" else discord.ButtonStyle.danger
        label = LABELS.get(kind, "Forget for good")
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"dateline:forget:{kind}:{number}"))
        self.kind, self.number = kind, number

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["kind"], int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await replace_with(interaction, lambda: self._do(interaction))

    async def _do(self, interaction: "discord.Interaction[DatelineBot]") -> Sheet:
        world, guild, person = interaction.client.world, guild_of(interaction), interaction.user.id
        match self.kind:
            case "in":
                return await forget.opt_in(world, guild=guild, person=person)
            case "person":
                return await forget.opt_out(world, guild=guild, person=person)
            case "post":  # who may was asked when the button was made; only they can see it
                return await forget.forget(world, Forget(guild, "post", self.number))
            case "channel":
                check_editor(interaction, _find_place(interaction, self.number))
                return await forget.forget(world, Forget(guild, "channel", self.number))
        check_editor(interaction)
        return await forget.forget(world, Forget(guild, "article", self.number))


class ForgetCog(commands.Cog):
    """Asks before it deletes: each command answers with what would go, and a button."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name="Forget this", callback=self.forget_this)

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="forget", description="Delete an article, or everything that was read in a channel")
    @app_commands.guild_only()
    @app_commands.describe(article="An article, wherever in this server it was posted", channel="A whole channel")
    @app_commands.autocomplete(article=suggest_articles)
    async def forget(
        self,
        interaction: "discord.Interaction[DatelineBot]",
        article: app_commands.Range[str, 1, 100] | None = None,
        channel: discord.TextChannel | discord.Thread | None = None,
    ) -> None:
        asked: list[Forget] = []

        async def make() -> Sheet:
            asked.append(await self._choose(interaction, article, channel))
            return await forget.ask_first(self.bot.world, asked[0])

        await answer_with(interaction, make, view=lambda: confirm(asked[0].kind, asked[0].number))

    @app_commands.command(description="Have nothing that you post read or kept any more, or be read again")
    @app_commands.guild_only()
    async def optout(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        person, out = interaction.user.id, [False]

        async def make() -> Sheet:
            out[0], sheet = await forget.ask_person(self.bot.world, guild=guild_of(interaction), person=person)
            return sheet

        await answer_with(interaction, make, view=lambda: confirm("in" if out[0] else "person", person))

    @app_commands.guild_only()
    async def forget_this(self, interaction: "discord.Interaction[DatelineBot]", message: discord.Message) -> None:
        post = message.id
        if message.author == self.bot.user and message.reference and message.reference.message_id:
            post = message.reference.message_id

        async def make() -> Sheet:
            if message.author != interaction.user:
                check_editor(interaction)
            if message.author == self.bot.user and post == message.id:
                raise NothingFound("This message answers no post; use /forget for an article or a channel.")
            return await forget.ask_first(self.bot.world, Forget(guild_of(interaction), "post", post))

        await answer_with(interaction, make, view=lambda: confirm("post", post))

    async def _choose(
        self,
        interaction: "discord.Interaction[DatelineBot]",
        article: str | None,
        channel: discord.TextChannel | discord.Thread | None,
    ) -> Forget:
        guild = guild_of(interaction)
        check_editor(interaction, channel)
        if (article is None) == (channel is None):
            raise NothingFound("Name an article or a channel: one of both.")
        if channel is not None:
            return Forget(guild, "channel", channel.id)
        return Forget(guild, "article", await find_article(self.bot.world, guild, article or ""))


def confirm(kind: str, number: int) -> discord.ui.View:
    """The one button that does it; leaving it alone does nothing."""
    view = discord.ui.View(timeout=None)
    view.add_item(ConfirmButton(kind, number))
    return view


def _find_place(interaction: "discord.Interaction[DatelineBot]", number: int) -> Place | None:
    place = interaction.guild.get_channel_or_thread(number) if interaction.guild else None
    return place if isinstance(place, Place) else None

"""Corrections by editors: `/fix date`, `/fix undo`, and the buttons Set date and Undo date under a card."""

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.ask import suggest_articles
from bot.cogs.faults import tell
from bot.cogs.pages import answer_with, guild_of
from bot.cogs.permissions import check_editor
from bot.cogs.question import find_article
from bot.desk.correct import LONGEST_DAY, LONGEST_REASON, Editor, set_date, undo_date
from bot.errors import DatelineError
from bot.news.reply import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cogs.client import DatelineBot

Article = app_commands.Range[str, 1, 100]
Why = app_commands.Range[str, 1, LONGEST_REASON]


FORM = re.compile(r"dateline:day:(?P<article>\d{1,18})")


class DateModal(discord.ui.Modal, title="Date of publication"):
    """Asks for the day and, for the record, why; what is filled in comes to `Fix.on_interaction`.

    discord.py would keep one form of a custom_id, in memory: a second editor's, or one that was open while Dateline
    was started anew, would get no answer.
    """

    day: "discord.ui.TextInput[DateModal]" = discord.ui.TextInput(
        custom_id="day",
        label="Published on",
        placeholder="2024-11-29 or 29 Nov 2024",
        min_length=6,
        max_length=LONGEST_DAY,
    )
    why: "discord.ui.TextInput[DateModal]" = discord.ui.TextInput(
        custom_id="why", label="How do you know? (kept with the correction)", required=False, max_length=LONGEST_REASON
    )

    def __init__(self, article: int) -> None:
        super().__init__(custom_id=f"dateline:day:{article}")


class FixButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"dateline:(?P<kind>date|undo):(?P<article>\d{1,18})"
):
    """Sets an article's date of publication, or takes that back."""

    def __init__(self, kind: str, article: int, label: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"dateline:{kind}:{article}"))
        self.kind, self.article = kind, article

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["kind"], int(match["article"]), "Date")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        if self.kind == "undo":
            await answer_with(interaction, lambda: _undo(interaction, self.article))
            return
        try:
            check_editor(interaction)
        except DatelineError as fault:
            await tell(interaction, fault, hidden=True)
        else:
            await interaction.response.send_modal(DateModal(self.article))


@app_commands.guild_only()
class Fix(commands.GroupCog, group_name="fix", group_description="Correct what was read of an article"):
    """The commands that correct an article; the buttons under a card do the same."""

    def __init__(self, bot: "DatelineBot") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "discord.Interaction[DatelineBot]") -> None:
        """Takes the filled form of an article, whoever opened it and whenever."""
        given: Mapping[str, Any] = interaction.data or {}
        form = FORM.fullmatch(str(given.get("custom_id")))
        if interaction.type is discord.InteractionType.modal_submit and form:
            fields = {one["custom_id"]: one["value"] for row in given["components"] for one in row["components"]}
            await answer_with(
                interaction, lambda: _set(interaction, int(form["article"]), fields["day"], fields.get("why"))
            )

    @app_commands.command(name="date", description="Set the date of publication; weekdays are counted from it")
    @app_commands.describe(
        article="An article of this server", day="Like 2024-11-29 or 29 Nov 2024", why="How you know it"
    )
    @app_commands.autocomplete(article=suggest_articles)
    async def date(
        self,
        interaction: "discord.Interaction[DatelineBot]",
        article: Article,
        day: app_commands.Range[str, 6, LONGEST_DAY],
        why: Why | None = None,
    ) -> None:
        async def make() -> Sheet:
            check_editor(interaction)
            number = await find_article(self.bot.world, guild_of(interaction), article)
            return await _set(interaction, number, day, why)

        await answer_with(interaction, make)

    @app_commands.command(description="Take back the last correction of an article")
    @app_commands.describe(article="An article of this server", why="What was wrong with it")
    @app_commands.autocomplete(article=suggest_articles)
    async def undo(
        self, interaction: "discord.Interaction[DatelineBot]", article: Article, why: Why | None = None
    ) -> None:
        async def make() -> Sheet:
            check_editor(interaction)
            number = await find_article(self.bot.world, guild_of(interaction), article)
            return await _undo(interaction, number, why)

        await answer_with(interaction, make)


async def _set(interaction: "discord.Interaction[DatelineBot]", article: int, day: str, why: str | None) -> Sheet:
    editor = _editor(interaction)
    return await set_date(interaction.client.world, editor, article=article, day=day, why=why)


async def _undo(interaction: "discord.Interaction[DatelineBot]", article: int, why: str | None = None) -> Sheet:
    return await undo_date(interaction.client.world, _editor(interaction), article=article, why=why)


def _editor(interaction: "discord.Interaction[DatelineBot]") -> Editor:
    """Who corrects; raises NotAllowed for those who may not."""
    check_editor(interaction)
    person = interaction.user
    return Editor(guild_of(interaction), interaction.channel_id or 0, person.id, f"@{person.display_name}")

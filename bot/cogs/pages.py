"""Answers to commands and buttons: deferred first, asked of the desk, shown a page at a time."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.cogs.embeds import draw_pages
from bot.cogs.faults import tell
from bot.cogs.question import Question, read_question
from bot.errors import NotAllowed
from bot.news.reply import Sheet

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

LONGEST_ID = 100
BACK, ON = "◀ Back", "Next ▶"


def guild_of(interaction: "discord.Interaction[DatelineBot]") -> int:
    """The server's id; raises NotAllowed outside of one."""
    if interaction.guild_id is None:
        raise NotAllowed("This works in the channels of a server only.")
    return interaction.guild_id


async def answer(interaction: "discord.Interaction[DatelineBot]", asked: Question, *, hidden: bool) -> None:
    """Answers a question with its first page; `hidden` shows it to the one who asked alone."""
    await answer_with(
        interaction, lambda: asked.put(interaction.client.world, guild_of(interaction)), hidden=hidden, asked=asked
    )


async def answer_with(
    interaction: "discord.Interaction[DatelineBot]",
    make: Callable[[], Awaitable[Sheet]],
    *,
    hidden: bool = True,
    asked: Question | None = None,
    view: Callable[[], discord.ui.View] | None = None,
) -> None:
    """Answers with the sheet that `make` returns, or with the sentence of what it raised; `view` makes its buttons."""
    await interaction.response.defer(ephemeral=hidden, thinking=True)

    def buttons(page: int, count: int) -> discord.ui.View | None:
        return view() if view else find_turns(asked, page, count) if asked else None

    await _show(interaction, make, hidden=hidden, buttons=buttons)


async def replace_with(interaction: "discord.Interaction[DatelineBot]", make: Callable[[], Awaitable[Sheet]]) -> None:
    """Puts the sheet that `make` returns in the place of the message whose button was pressed, without buttons."""
    await interaction.response.defer()
    await _show(interaction, make, hidden=True)


async def _show(
    interaction: "discord.Interaction[DatelineBot]",
    make: Callable[[], Awaitable[Sheet]],
    *,
    hidden: bool,
    page: int = 0,
    buttons: Callable[[int, int], discord.ui.View | None] = lambda _page, _count: None,
) -> None:
    """Fills a deferred answer with a page of the sheet, or its last one; `buttons` are made of (page, count)."""
    with interaction.client.work.hold():
        try:
            pages = await asyncio.to_thread(draw_pages, await make())
        except Exception as fault:  # noqa: BLE001 - whatever it was, the person who asked must be told
            await tell(interaction, fault, hidden=hidden)
        else:
            page = min(page, len(pages) - 1)
            await interaction.edit_original_response(embed=pages[page], view=buttons(page, len(pages)))


class TurnButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dateline:turn:(?P<page>\d{1,4}):(?P<kind>[a-z]+):(?P<about>.*)",
):
    """Shows another page of an answer in its place; asks again, so that it works after a restart too."""

    def __init__(self, asked: Question, page: int, label: str, *, disabled: bool = False) -> None:
        custom = f"dateline:turn:{page}:{asked.spell()}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom, disabled=disabled))
        self.asked, self.page = asked, page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(read_question(match["kind"], match["about"]), int(match["page"]), ON)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await _show(
            interaction,
            lambda: self.asked.put(interaction.client.world, guild_of(interaction)),
            hidden=True,
            page=self.page,
            buttons=partial(find_turns, self.asked),
        )


def find_turns(asked: Question, page: int, count: int) -> discord.ui.View | None:
    """The buttons to turn pages with; None for a single page, or a question too long for a button."""
    if count == 1 or len(f"dateline:turn:{count}:{asked.spell()}") > LONGEST_ID:
        return None
    view = discord.ui.View(timeout=None)
    last = count - 1
    # Two buttons must not carry one custom_id: a dead end points beyond the pages, and is disabled.
    view.add_item(TurnButton(asked, page - 1 if page else count, BACK, disabled=page == 0))
    view.add_item(TurnButton(asked, page + 1, ON, disabled=page == last))
    return view

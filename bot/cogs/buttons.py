"""The buttons of a card: what they ask for stands in their custom_id, so that a restart forgets nothing."""

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.cogs.fix import FixButton
from bot.cogs.listen import post_of
from bot.cogs.pages import answer, answer_with, guild_of
from bot.cogs.permissions import Place, lacking_here, needs
from bot.cogs.question import Question, read_question
from bot.desk.follow import read_again
from bot.errors import NotAllowed, NothingFound
from bot.news.reply import Answer, Button, Sheet

if TYPE_CHECKING:
    from bot.cogs.client import DatelineBot

LABELS: dict[Button, str] = {
    "timeline": "Timeline", "sentences": "Source sentences", "retry": "Retry", "date": "Set date", "undo": "Undo date",
}  # fmt: skip
CARDS = 10


class OpenButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"dateline:open:(?P<kind>[a-z]+):(?P<about>.*)"
):
    """Shows the first page of an answer to the one who presses it."""

    def __init__(self, asked: Question, label: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"dateline:open:{asked.spell()}"))
        self.asked = asked

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(read_question(match["kind"], match["about"]), "Open")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await answer(interaction, self.asked, hidden=True)


class RetryButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"dateline:retry"):
    """Reads the post that its message answers again, all of it: what was read before is not fetched twice."""

    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label=LABELS["retry"], custom_id="dateline:retry"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await answer_with(interaction, lambda: _read_again(interaction))


async def _read_again(interaction: "discord.Interaction[DatelineBot]") -> Sheet:
    guild = guild_of(interaction)
    said, place = interaction.message, interaction.channel
    reference = said.reference.message_id if said and said.reference else None
    if reference is None or not isinstance(place, Place):
        raise NothingFound("The message that this answers is not known; post it again.")
    try:
        message = await place.fetch_message(reference)
    except discord.NotFound as fault:
        raise NothingFound("The message that this answers was deleted.") from fault
    except discord.Forbidden as fault:
        raise NotAllowed(needs(lacking_here(interaction) or ["Read Message History"])) from fault
    await read_again(interaction.client.world, post_of(message, guild=guild))
    return Sheet("Read again", "The card above shows what came of it.", ())


def find_buttons(said: Answer) -> discord.ui.View | None:
    """The buttons of an answer's cards, numbered when there are several; None when no card has any."""
    view = discord.ui.View(timeout=None)
    cards = said.shown[:CARDS]
    many = sum(bool(card.buttons) and card.article is not None for card in cards) > 1
    seen: set[tuple[int, Button]] = set()
    for number, card in enumerate(cards, 1):
        for button in card.buttons:
            if card.article is None or (card.article, button) in seen:
                continue  # two buttons must not carry one custom_id
            seen.add((card.article, button))
            label = f"{number} · {LABELS[button]}" if many else LABELS[button]
            fixes = button in {"date", "undo"}
            asked = Question(button, (str(card.article),))
            view.add_item(FixButton(button, card.article, label) if fixes else OpenButton(asked, label))
    if any("retry" in card.buttons for card in said.shown):
        view.add_item(RetryButton())
    return view if view.children else None

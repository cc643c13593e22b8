"""The buttons of a card: what they ask for stands in their custom_id, so that a restart forgets nothing."""

import re
from typing import Any, Self

import discord

from bot.cogs.pages import answer
from bot.cogs.question import Question, read_question
from bot.news.reply import Answer, Button

LABELS: dict[Button, str] = {"timeline": "Timeline", "sentences": "Source sentences"}
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


def find_buttons(said: Answer) -> discord.ui.View | None:
    """The buttons of an answer's cards, numbered when there are several; None when no card has any."""
    view = discord.ui.View(timeout=None)
    many = sum(bool(card.buttons) for card in said.cards[:CARDS]) > 1
    seen: set[tuple[int, Button]] = set()
    for number, card in enumerate(said.cards[:CARDS], 1):
        for button in card.buttons:
            if card.article is None or (card.article, button) in seen:
                continue  # two buttons must not carry one custom_id
            seen.add((card.article, button))
            label = f"{number} · {LABELS[button]}" if many else LABELS[button]
            view.add_item(OpenButton(Question(button, (str(card.article),)), label))
    return view if view.children else None

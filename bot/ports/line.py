"""A line of the outbox: what must stand in a channel, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.news.reply import Answer

Due = Literal["say", "edit", "remove"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outbox: what must stand in its channel, once. `nonce` is fixed until it is said (≤ 25 characters).

    `due` is what is left to be done; `message` is the message that says it; `version` counts how often it was changed.
    """

    id: int
    guild: int
    channel: int
    reply_to: int | None
    nonce: str
    answer: Answer
    made: datetime
    tries: int
    due: Due | None = "say"
    message: int | None = None
    version: int = 0

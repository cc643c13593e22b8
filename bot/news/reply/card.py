"""What is said, as plain data: no Embed, no HTML, no markup; each edge draws it its own way and escapes the text.

`Row.lead` is drawn bold ('Tue 26 Nov 2024', '4 killed, 25 injured'), `Row.note` small ('planned', a source, a reason).
"""

from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

Tone = Literal["plain", "doubt", "failure"]
Button = Literal["timeline", "sentences", "retry", "date", "undo"]
"""'retry' stands on a card of nothing: it reads the post again."""


@dataclass(frozen=True, slots=True)
class Row:
    lead: str
    text: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class First:
    """Where an article's card stands already: the outbox line that says it, and its message."""

    line: int
    guild: int
    channel: int
    message: int
    """Until it stands there, the post that it answers."""


@dataclass(frozen=True, slots=True)
class Card:
    """One article, at most 12 lines: headline, up to 4 facts, up to 5 entries, doubts, footer."""

    article: int | None
    """The stored article's id, which the buttons carry; None when nothing was stored (no buttons then)."""
    title: str
    url: str | None
    subtitle: str
    """Outlet · 'published Fri 29 Nov 2024'."""
    facts: tuple[Row, ...]
    timeline: tuple[Row, ...]
    doubts: tuple[str, ...]
    footer: str
    tone: Tone
    buttons: tuple[Button, ...] = ()
    same: str = ""
    """'Same text as …', where another outlet's copy was read before; empty for most."""
    first: First | None = None
    """Set where the guild has this card already: one line that leads there is said then, and the card is kept for the
    day when the first one goes.
    """


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A longer text: a timeline, facts, source sentences, a digest, status, help. An edge cuts it into pages."""

    title: str
    intro: str
    sections: tuple[Section, ...]
    footer: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said in one message: cards of a post in link order, or a digest's sheet; notes are single sentences.

    `mark` is a short text that stands in the message (in its footer), so that the message can be found again.
    """

    cards: tuple[Card, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that are shown."""
        return tuple(card for card in self.cards if card.first is None)

    @property
    def repeated(self) -> tuple[Card, ...]:
        """Those that stand elsewhere already."""
        return tuple(card for card in self.cards if card.first is not None)


_SHAPE = TypeAdapter(Answer)


def to_json(answer: Answer) -> str:
    """The answer as a JSON text, as the outbox keeps it."""
    return _SHAPE.dump_json(answer).decode()


def from_json(text: str) -> Answer:
    """The answer that `to_json` gave."""
    return _SHAPE.validate_json(text)

"""What a text states: answers, figures, claims, names. Every one holds its offsets and its sentence."""

from dataclasses import dataclass, field
from typing import Literal

Approx = Literal["exact", "about", "at least", "up to"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A short verbatim span that answers one of the six questions; `score` from 0 to 1."""

    text: str
    start: int
    end: int
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class When(Answer):
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Best first; empty where the text has none."""

    who: tuple[Answer, ...] = ()
    what: tuple[Answer, ...] = ()
    when: tuple[When, ...] = ()
    where: tuple[Answer, ...] = ()
    why: tuple[Answer, ...] = ()
    how: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. `start`:`end` cover the number with its modifier ('at least four')."""

    value: float
    upper: float | None
    approx: Approx
    unit: str | None
    noun: str | None
    noun_start: int | None
    noun_end: int | None
    what: str | None
    source: str | None
    source_start: int | None
    source_end: int | None
    start: int
    end: int
    sentence: int
    was: float | None = None
    """What it was before, where the text tells the change: 3 of 'rose from 3% to 5%'."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that somebody is said to say; `start`:`end` is what is claimed."""

    source: str
    source_start: int
    source_end: int
    kind: Literal["quote", "reported"]
    stance: Literal["says", "denies", "hedged"]
    start: int
    end: int
    sentence: int


UnsureKind = Literal["unattributed", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Unsure:
    """A sentence that the text tells without a source ('reportedly'), or says that nobody could check."""

    kind: UnsureKind
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Entity:
    text: str
    label: str
    name: str
    """The fullest name that the text gives for it."""
    role: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    answers: Answers = field(default_factory=Answers)
    key_sentences: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    unsure: tuple[Unsure, ...] = ()

"""A channel that is read."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["links", "asked"]


@dataclass(frozen=True, slots=True)
class Watch:
    """A channel that is read; `mode` is 'links' (every post) or 'asked' (only when asked)."""

    guild: int
    channel: int
    mode: Mode
    paused: str | None = None
    """Why reading stopped (a permission that is missing), in words; None while it runs."""
    mark: int | None = None
    """Every post up to this message is claimed: where catching up begins. Replacing a watch without one keeps it."""

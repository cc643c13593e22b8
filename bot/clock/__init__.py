"""The clock: what time it is, and the ticks at which the desk looks for what is due."""

from bot.clock.clock import TickingClock

__all__ = ["TickingClock"]

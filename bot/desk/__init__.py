"""The use cases, one module each; every function takes the World first."""

from bot.desk.world import World

__all__ = ["World"]

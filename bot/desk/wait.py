"""How long what failed waits until it is tried again; kept in memory, since a new process tries everything at once."""

from bot.desk.world import World

FIRST, LONGEST = 30.0, 900.0
"""Seconds; each wait is twice the one before."""


def after(tries: int) -> float:
    """Seconds to wait after so many failed tries: 30, 60, 120 … and never more than a quarter of an hour."""
    return min(FIRST * 2.0 ** min(max(tries - 1, 0), 20), LONGEST)


def put_off(world: World, kind: str, number: int, *, tries: int) -> None:
    """Has 'line' or 'post' `number` wait, by a clock that nobody sets."""
    world.waits[kind, number] = world.clock.elapsed() + after(tries)


def is_due(world: World, kind: str, number: int) -> bool:
    """Whether nothing keeps it waiting."""
    return world.waits.get((kind, number), 0.0) <= world.clock.elapsed()


def forget(world: World, kind: str, number: int) -> None:
    """It waits no more."""
    world.waits.pop((kind, number), None)

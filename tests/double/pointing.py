"""discord.py pointed at the double."""

from functools import wraps

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.state import ConnectionState


def point(url: str, put=setattr) -> None:
    """Turns discord.py's knobs; `put` lets a test undo it."""
    put(Route, "BASE", f"{url}/api/v10")
    put(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"{url.replace('http', 'ws', 1)}/gateway/"))
    put(ConnectionState, "__init__", _without_waiting(ConnectionState.__init__))


def _without_waiting(init):
    """READY need not wait two seconds for servers that the double has announced already."""

    @wraps(init)
    def ready_at_once(state, **options) -> None:
        init(state, **{**options, "guild_ready_timeout": 0.0})

    return ready_at_once

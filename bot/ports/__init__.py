"""What the desk needs of the world: Protocols, and the values that cross them. Edges implement, the desk calls."""

from bot.ports.archive import Archive, State
from bot.ports.article import Correction, Found, Stored, Told
from bot.ports.backup import Backup, Restored
from bot.ports.channel import Channel
from bot.ports.clock import Clock
from bot.ports.counts import Counts
from bot.ports.fetcher import Fetcher, Page
from bot.ports.forget import Forget, Forgotten, Memory, Weight
from bot.ports.line import Due, Line
from bot.ports.reader import Reader
from bot.ports.watch import Mode, Watch

__all__ = [
    "Archive",
    "Backup",
    "Channel",
    "Clock",
    "Correction",
    "Counts",
    "Due",
    "Fetcher",
    "Forget",
    "Forgotten",
    "Found",
    "Line",
    "Memory",
    "Mode",
    "Page",
    "Reader",
    "Restored",
    "State",
    "Stored",
    "Told",
    "Watch",
    "Weight",
]

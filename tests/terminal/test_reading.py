"""Reading in this process: a person can end it at any moment."""

import asyncio
import signal

import pytest

from bot.terminal.reading import interruptible


def test_an_interrupt_ends_what_holds_the_event_loop() -> None:
    """Not only when the work is done, as asyncio's own handler would; which is there again afterwards."""
    heard = []

    async def work() -> None:
        before = signal.getsignal(signal.SIGINT)
        try:
            with interruptible():
                signal.raise_signal(signal.SIGINT)
                heard.append("too late")
        finally:
            heard.append(signal.getsignal(signal.SIGINT) is before)

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(work())
    assert heard == [True]

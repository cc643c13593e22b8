"""The double as a server, and the bot as a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from tests.double.discord_double import PATIENCE, TOKEN, Double

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def open_double() -> AsyncIterator[Double]:
    """The double, served on this machine."""
    double = Double()
    runner = web.AppRunner(double.app(), shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    double.url = f"http://{host}:{port}"
    try:
        yield double
    finally:
        await runner.cleanup()


class Process:
    """The running bot; `errors` is what it wrote."""

    def __init__(self, process: asyncio.subprocess.Process, errors: Path) -> None:
        self.process, self._errors = process, errors

    @property
    def errors(self) -> str:
        return self._errors.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        return self.process.pid

    @staticmethod
    def signal(child: int) -> None:
        """Kills one of its own processes."""
        os.kill(child, signal.SIGKILL)

    async def end(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """The exit code, once there is one."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def kill(self) -> None:
        """Ends it at once, wherever it is."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


async def start_bot(double: Double, folder: Path, **settings: str) -> Process:
    """The bot on the folder's database, started; what it writes is added to the folder's errors.txt."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    given = {
        "DISCORD_TOKEN": TOKEN,
        "DATELINE_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'dateline.db'}",
        "DATELINE_PAGE": "127.0.0.1:0",
        "DATELINE_ALLOW_HOSTS": double.url.removeprefix("http://"),
        **settings,
    }
    errors = folder / "errors.txt"
    with errors.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.double.launch", double.url,
            env=own | given, stderr=file, stdout=file, cwd=ROOT,
        )  # fmt: skip
    return Process(process, errors)

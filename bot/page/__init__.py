"""The local channel in the browser: paste an article, see its card; and /healthz for whoever watches the process."""

from bot.page.channel import LocalChannel
from bot.page.server import open_page

__all__ = ["LocalChannel", "open_page"]

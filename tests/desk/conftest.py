"""The desk's parts."""

from tests.desk.newsroom import clock, page_of, pool, post, reader, restarted, room, site, world

__all__ = ["clock", "page_of", "pool", "post", "reader", "restarted", "room", "site", "world"]

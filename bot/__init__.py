"""Dateline: an article in, its key facts and a dated timeline out."""

__version__ = "0.1.0"

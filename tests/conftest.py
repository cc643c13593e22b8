"""What tests of every room share: the trained pipeline, loaded once, and a port to serve on."""

import socket

import pytest
from spacy.language import Language

from bot.news.document.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Dateline's own pipeline, as it ships."""
    return load_pipeline()


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

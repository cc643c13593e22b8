"""What tests of every room share: the trained pipeline, loaded once."""

import pytest
from spacy.language import Language

from bot.news.document.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Dateline's own pipeline, as it ships."""
    return load_pipeline()

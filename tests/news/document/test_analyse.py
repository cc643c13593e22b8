"""Sentences with offsets, paragraphs and asides, from the real pipeline."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.document.analyse import analyse
from bot.news.document.pipeline import parse

TEXT = """Fire at the port

HARTLING, May 5 (Wire) — A fire broke out on Monday. Nobody was hurt.

It was put out at noon."""


def test_paragraphs_are_parted_by_line_breaks(nlp):
    """A paragraph's number is that of the block between line breaks."""
    document = analyse(parse(nlp, TEXT))
    assert [s.paragraph for s in document.sentences] == [0, *[1] * (len(document.sentences) - 2), 2]


def test_a_headline_is_aside_and_has_no_events(nlp):
    """A sentence wholly inside an aside is one; the dateline's sentence is not, but its events start behind it."""
    dateline = (TEXT.index("HARTLING"), TEXT.index("A fire"))
    document = analyse(parse(nlp, TEXT), aside=[(0, 16), dateline])
    assert document.sentences[0].aside
    assert not any(sentence.aside for sentence in document.sentences if sentence.end > dateline[1])
    assert all(event.sentence > 0 for event in document.events)
    for event in document.events:
        assert event.clause[0] >= dateline[1]
        assert event.subject is None or event.subject[0] >= dateline[1]


WORDS = st.sampled_from(
    ["Police", "said", "12", "people", "were", "killed", "in", "the", "attack", ".", "\n\n", '"', ","]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40))
def test_sentences_cover_the_text(nlp, tokens):
    """Sentences are in order, apart, without white space at their ends, and hold every printed sign."""
    text = " ".join(tokens)
    document = analyse(parse(nlp, text))
    at = 0
    for sentence in document.sentences:
        assert sentence.start >= at
        assert not text[at : sentence.start].strip()
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip() != ""
        assert document.doc[sentence.first].idx == sentence.start
        at = sentence.end
    assert not text[at:].strip()

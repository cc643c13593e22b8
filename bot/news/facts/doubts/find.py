"""All that an article's figures contradict, in the order of the text."""

from collections.abc import Sequence

from bot.news.article import Doubt, Reading
from bot.news.document import Document
from bot.news.facts.doubts.counts import find_counts
from bot.news.facts.doubts.headline import doubt_headline
from bot.news.facts.doubts.parts import doubt_parts
from bot.news.facts.doubts.shares import doubt_shares
from bot.news.facts.doubts.twice import doubt_counts
from bot.news.facts.fact import Figure
from bot.news.timex import Resolution


def find_figure_doubts(
    reading: Reading, document: Document, figures: Sequence[Figure], times: Sequence[Resolution]
) -> tuple[Doubt, ...]:
    """Return the doubts about figures; each quotes both sides and names their sentences."""
    counts = find_counts(document, figures, times)
    body = reading.headline[1] if reading.headline is not None else 0
    title = reading.article.title or ""
    if reading.headline is not None:
        title = reading.article.text[slice(*reading.headline)]
    found = [
        *doubt_headline(document, title, counts, body=body),
        *doubt_counts(document, [count for count in counts if count.figure.start >= body], dct=reading.dct),
        *doubt_parts(document),
        *doubt_shares(document, figures),
    ]
    unique = {doubt.says: doubt for doubt in found}
    return tuple(sorted(unique.values(), key=lambda doubt: doubt.sentences))

"""All that an article's dates contradict, in the order of the text."""

from collections.abc import Sequence

from bot.news.article import Doubt, Reading
from bot.news.document import Document
from bot.news.timeline.doubts.ahead import doubt_tenses
from bot.news.timeline.doubts.anniversaries import doubt_anniversaries
from bot.news.timeline.doubts.beside import doubt_names
from bot.news.timeline.doubts.births import doubt_births
from bot.news.timeline.doubts.elapsed import doubt_counts
from bot.news.timeline.doubts.lengths import doubt_lengths
from bot.news.timeline.doubts.periods import doubt_periods
from bot.news.timeline.doubts.ranges import doubt_ranges
from bot.news.timeline.doubts.telling import find_tellings
from bot.news.timeline.doubts.twice import doubt_days
from bot.news.timeline.doubts.weekday import doubt_weekdays
from bot.news.timex import Resolution


def find_doubts(reading: Reading, document: Document, times: Sequence[Resolution]) -> tuple[Doubt, ...]:
    """The doubts about dates; each says both sides with weekday or year and names their sentences."""
    dct = reading.dct
    tellings = find_tellings(document, times, dct=dct)
    found = [
        *doubt_weekdays(document, times, aside=reading.aside),
        *doubt_names(document, times),
        *doubt_counts(document, times, tellings, dct=dct),
        *doubt_days(document, tellings),
        *doubt_tenses(document, times, aside=reading.aside, dct=dct),
        *doubt_ranges(document, times, dct=dct),
        *doubt_periods(document, times),
        *doubt_lengths(document, times),
        *doubt_births(document, times, dct=dct),
        *doubt_anniversaries(document, times, dct=dct),
    ]
    unique = {doubt.says: doubt for doubt in found}
    return tuple(sorted(unique.values(), key=lambda doubt: doubt.sentences))

"""When: the time of the main event."""

import re
from collections.abc import Iterator, Sequence

from bot.news.document import Event
from bot.news.facts.answers.spans import make_answer
from bot.news.facts.fact import When
from bot.news.facts.salience import Story
from bot.news.timex import Resolution

LEDE = 3
"""Sentences of the body in which the time is looked for beside the main event's own."""
DAY = re.compile(r"X{4}-W..-\d|X{4}-XX-XX|X{4}-..-\d\d")
"""Values of days that wait for a publication date."""


def find_when(story: Story, events: Sequence[Event], times: Sequence[Resolution]) -> Iterator[When]:
    """Yield the times of the main event's sentence, then those of the lede; days before months and years.

    A time that waits for a publication date is an answer without a date.
    """
    sentences = list(dict.fromkeys([events[0].sentence, *story.body[:LEDE]]))
    known = [t for t in times if t.timex.type in {"DATE", "TIME"} and (t.timex.first is not None or t.open)]
    told = [t for t in known if t.sentence in sentences and not _within(t, story.aside)]
    fresh = [t for t in known if _within(t, story.aside) and t.precision == "day"][:1]
    ranked = sorted(told, key=lambda t: _time_rank(t, sentences, events))
    if not ranked or not _is_fine(ranked[0]):
        ranked = [*fresh, *ranked]
    ranked = [*_days_within(ranked[:1], known, story.aside), *ranked]
    for place, time in enumerate(ranked):
        found = make_answer(story, time.token, time.token_end, 0.9 - 0.15 * place - 0.3 * (time in fresh))
        yield When(found.text, found.start, found.end, found.sentence, found.score, date=time.timex.first)


def _days_within(
    week: Sequence[Resolution], known: Sequence[Resolution], aside: Sequence[tuple[int, int]]
) -> Sequence[Resolution]:
    """Return the first day that the text names of the week that its lede names: it says the same more exactly."""
    if not week or week[0].precision != "week":
        return ()
    days = (t for t in known if t.precision == "day" and t.timex.first == t.timex.last and not _within(t, aside))
    first, last = week[0].timex.first or "", week[0].timex.last or ""
    return [day for day in days if first <= (day.timex.first or "") <= last][:1]


def _within(time: Resolution, aside: Sequence[tuple[int, int]]) -> bool:
    return any(start <= time.timex.start < end for start, end in aside)


def _is_fine(time: Resolution) -> bool:
    return time.precision in {"time", "day", "week"} or (
        time.open is not None and DAY.match(time.timex.value) is not None
    )


def _time_rank(time: Resolution, sentences: Sequence[int], events: Sequence[Event]) -> tuple[bool, int, int, bool, int]:
    """Return how a time ranks: days and weeks before months and years, the main event's sentence before others."""
    main = events[0]
    own = main.clause[0] - 40 <= time.timex.start < main.clause[1] + 20
    exact = {"time": 0, "day": 0, "week": 1, "month": 2}.get(time.precision or "", 3)
    if time.open is not None and _is_fine(time):
        exact = 0
    return not _is_fine(time), sentences.index(time.sentence), exact, not own, time.timex.start

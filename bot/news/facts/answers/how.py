"""How: the means, as far as the text says them in plain words."""

from collections.abc import Iterator, Sequence

from bot.news.document import Event
from bot.news.facts.answers.why import behind
from bot.news.facts.fact import Answer
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.salience import Story

REACH = 3
"""Sentences of the body in which the means are looked for."""


def find_how(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield the stretches that tell the means ('by firing …', 'using …'), the main event's sentence first."""
    main = events[0].sentence
    found = [
        answer
        for answer in behind(story, load_lexicon().means, keep_word=True)
        if answer.sentence in story.body[:REACH]
    ]
    yield from sorted(found, key=lambda answer: (answer.sentence != main, -answer.score, answer.start))

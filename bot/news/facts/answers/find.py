"""The answers of an article about its main event."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.news.facts.answers.how import find_how
from bot.news.facts.answers.main import rank_events
from bot.news.facts.answers.what import find_what
from bot.news.facts.answers.when import find_when
from bot.news.facts.answers.where import find_where
from bot.news.facts.answers.who import find_named, find_who
from bot.news.facts.answers.why import find_why
from bot.news.facts.fact import Answer, Answers, Entity
from bot.news.facts.salience import Story, find_captions
from bot.news.timex import Resolution

KEPT = 5


def answer(story: Story, entities: Sequence[Entity], times: Sequence[Resolution]) -> Answers:
    """Return the answers about the main event; of a text that tells no event, whom its title names."""
    captions = find_captions(story)
    story = replace(story, body=tuple(number for number in story.body if number not in captions))
    events = rank_events(story)
    if not events:
        return Answers(who=tuple(find_named(story))[:KEPT])
    return Answers(
        who=tuple(_unique(find_who(story, events, entities, times)))[:KEPT],
        what=tuple(_unique(find_what(story, events)))[:KEPT],
        when=tuple(find_when(story, events, times))[:KEPT],
        where=tuple(_unique(find_where(story, events)))[:KEPT],
        why=tuple(_unique(find_why(story, events, times)))[:KEPT],
        how=tuple(_unique(find_how(story, events)))[:KEPT],
    )


def _unique(answers: Iterator[Answer]) -> Iterator[Answer]:
    seen: set[str] = set()
    for found in answers:
        if found.text.lower() not in seen:
            seen.add(found.text.lower())
            yield found

"""Who: the actor of the main event, as one would name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from bot.news.document import Event
from bot.news.document.events import is_passive
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import base, names, phrase
from bot.news.facts.answers.spans import (
    antecedent,
    is_possessive,
    make_answer,
    noun_of,
    subject_span,
    unpossessed,
    without_article,
)
from bot.news.facts.fact import Answer, Entity
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.likeness import stem, stems
from bot.news.facts.salience import Story
from bot.news.facts.sources import before_time, may_speak
from bot.news.timex import Resolution

OWN = 0.3
"""What the main event's own subject is ahead of other names."""
ALIVE = 0.25
"""What people, bodies and names are ahead of things and forces of nature."""
PORTRAYED = 0.4
"""The score of one whom the title of a text without an event names."""
TITLE = 4
"""Words of a title between its head and the name."""
WHO_WORDS = 4
"""Words of an answer that keeps what stands behind its noun ('research team from …'); an 'of' is always kept."""
FIRST = 4
"""Events, and sentences of the body, among which an actor is looked for."""
CLAUSE = frozenset({"VBG", "VBN", "WDT", "WP"})
"""Tags of words with which a clause behind a noun begins."""
HYPHENS = frozenset({"-", "–"})
ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True)
class Actor:
    tokens: tuple[int, int]
    rank: float


def find_who(
    story: Story, events: Sequence[Event], entities: Sequence[Entity], times: Sequence[Resolution]
) -> Iterator[Answer]:
    """Yield who acts: subjects of the first events, the agents of passives, names; those that open the title first.

    A thing to which something is done ('roofs were torn off') acts in nothing.
    """
    found = [*_subjects(story, events, times), *_named(story, entities)]
    for actor in sorted(found, key=lambda actor: (-actor.rank, actor.tokens)):
        yield make_answer(story, *without_article(story.document.doc, actor.tokens), actor.rank)


def _subjects(story: Story, events: Sequence[Event], times: Sequence[Resolution]) -> Iterator[Actor]:
    doc = story.document.doc
    for place, event in enumerate(events[:FIRST]):
        agent = next((t for t in doc[event.token].children if t.dep_ == "obl:agent"), None)
        own = OWN * (place == 0)
        subject = antecedent(doc, event, subject_span(story, event))
        tokens = _actor(doc, subject) if subject is not None else None
        if tokens is not None and not _is_no_actor(doc, tokens, times):
            alive = _is_alive(doc, tokens)
            if alive or not _is_done_to(doc[event.token]):
                yield Actor(
                    tokens, 0.6 - 0.1 * place + own * (agent is None) + ALIVE * alive + _in_title(story, tokens)
                )
        if agent is not None:
            tokens = phrase(agent)
            rank = 0.5 - 0.1 * place + own + _in_title(story, tokens)
            yield Actor(tokens, rank + ALIVE * _is_alive(doc, tokens))


def _named(story: Story, entities: Sequence[Entity]) -> Iterator[Actor]:
    doc = story.document.doc
    inside = [story.document.sentences[n] for n in story.body[:FIRST]]
    for entity in entities:
        if entity.label not in ACTORS or not any(s.start <= entity.start < s.end for s in inside):
            continue
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is None or _is_reporter(span) or not _acts(span, entity.label):
            continue
        tokens = span.start, unpossessed(span)
        mentions = min(4, story.names[stem(entity.text.split()[-1])])
        spoken = 0.3 * _only_says(span)
        yield Actor(tokens, 0.05 + 0.04 * mentions + _in_title(story, tokens) + ALIVE - spoken)


def _is_done_to(verb: Token) -> bool:
    """Say whether something is done to the subject, by the parse or by the words ('were blocked')."""
    before = verb.doc[verb.i - 1] if verb.i else None
    helped = before is not None and before.lower_ in {"was", "were", "been", "being"}
    return is_passive(verb) or (helped and verb.lower_.endswith(("ed", "en")))


def find_named(story: Story) -> Iterator[Answer]:
    """Yield the people whom the headline names: an interview, a portrait."""
    if story.headline is not None:
        for span in story.document.doc.ents:
            if span.label_ == "PERSON" and story.headline[0] <= span.start_char < story.headline[1]:
                yield make_answer(story, span.start, unpossessed(span), PORTRAYED)


def _is_alive(doc: Doc, tokens: tuple[int, int]) -> bool:
    """Say whether a phrase is a name, people or a body that acts; among capitals a name is not told by its letters."""
    span = doc[tokens[0] : tokens[1]]
    head = noun_of(span)
    if span.sent.text.isupper():
        return head.lower_ in load_lexicon().speakers
    return head.pos_ == "PROPN" or head.ent_type_ in ACTORS or may_speak(head)


def _acts(span: Span, label: str) -> bool:
    """Say whether a name stands for one who may act: no adjective, no part of another phrase, no mere place."""
    if (label == "NORP" and span[-1].tag_ == "JJ") or is_possessive(span):
        return False
    arc = span.root.dep_
    if label == "GPE" and base(arc) not in {"nsubj", "appos", "conj"}:
        return False
    return arc == "obl:agent" or base(arc) not in {"compound", "amod", "nmod", "obl"}


def _is_reporter(span: Span) -> bool:
    return span.label_ == "ORG" and any(token.lower_ in load_lexicon().outlets for token in span)


def _only_says(span: Span) -> bool:
    """Say whether a name stands beside a verb of saying: 'X said', ', said X'."""
    doc, saying = span.doc, load_event_words().saying
    behind = doc[span.end].lemma_.lower() if span.end < len(doc) else ""
    before = doc[span.start - 1].lemma_.lower() if span.start else ""
    arc, head = base(span.root.dep_), span.root.head
    return bool({behind, before} & saying) or (arc == "nsubj" and head.lemma_.lower() in saying)


def _in_title(story: Story, tokens: tuple[int, int]) -> float:
    """Return what the title adds to a candidate: its words in the title, and at its beginning."""
    held = stems(story.document.doc[tokens[0] : tokens[1]].text)
    if not held:
        return 0.0
    return 0.15 * len(held & story.title) / len(held) + 0.2 * len(held & story.opening) / len(held)


def _is_no_actor(doc: Doc, tokens: tuple[int, int], times: Sequence[Resolution]) -> bool:
    """Say whether a subject is a time or a mere happening ('today', 'the attack', 'news'); an earthquake acts."""
    head = noun_of(doc[tokens[0] : tokens[1]])
    start, end = doc[tokens[0]].idx, doc[tokens[1] - 1].idx + 1
    if any(t.timex.start < end and start < t.timex.end for t in times) or head.pos_ == "NUM":
        return True
    if head.pos_ not in {"NOUN", "PROPN", "X"} or head.lower_ in load_lexicon().units.percent:
        return True
    lemma, words = head.lemma_.lower(), load_lexicon()
    if head.ent_type_ or lemma in words.forces:
        return False
    return lemma in load_event_words().happening | words.no_actors


def _actor(doc: Doc, span: Span) -> tuple[int, int] | None:
    """Return an actor as one would name it: a person's name, or the noun phrase without article and number."""
    if all(t.pos_ in {"PRON", "DET"} for t in span):
        return None
    people = (name for name in names(doc, span.start, span.end) if name.label_ == "PERSON")
    person = next((name for name in people if span.start <= name.start and name.end <= span.end), None)
    if person is not None and _is_head(noun_of(span), person) and not is_possessive(person):
        return person.start, unpossessed(person)
    named = _apposed(doc, span)
    if named is not None:
        return named.start, unpossessed(named)
    first, last = span.start, span.end
    while first < min(last - 1, noun_of(span).i) and (
        (doc[first].pos_ in {"DET", "NUM", "ADV", "PRON", "PUNCT"} and doc[first + 1].text not in HYPHENS)
        or doc[first].tag_ in {"JJR", "IN"}
        or doc[first].lower_ in {"least", "most"}
    ):
        first += 1
    head = noun_of(span).i
    last = before_time(doc, head + 1, last)
    last = next((i for i in range(head + 1, last) if doc[i].tag_ in CLAUSE and doc[i].head.i == head), last)
    if last - first > WHO_WORDS:
        last = next((i for i in range(head + 1, last) if _goes_further(doc[i])), last)
    return first, last


def _apposed(doc: Doc, span: Span) -> Span | None:
    """Return the person whose name stands between commas behind a role ('its chief executive, Ann Lee, resigned')."""
    head = span.root
    if head.ent_type_ == "PERSON" or head.lemma_.lower() not in load_lexicon().titles:
        return None
    comma = next((i for i in range(head.i + 1, min(len(doc) - 1, head.i + 4)) if doc[i].text == ","), None)
    if comma is None:
        return None
    name = next(names(doc, comma + 1, comma + 2), None)
    if name is None or name.label_ != "PERSON" or name.start != comma + 1 or name.end >= len(doc):
        return None
    return name if doc[name.end].text in {",", "."} else None


def _goes_further(token: Token) -> bool:
    """Say whether a word behind a noun begins what the answer can do without."""
    return token.text == "," or (token.pos_ == "ADP" and token.lower_ != "of")


def _is_head(root: Token, person: Span) -> bool:
    """Say whether a phrase is a person's, by its head or a title before the name; 'the Bush administration' is not."""
    if person.start <= root.i < person.end:
        return True
    between = root.doc[root.i + 1 : person.start]
    return root.i < person.start and len(between) < TITLE and all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between)

"""Who, what, when, where: short spans of the text, best first; nothing where the text has none."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from bot.news.document import Event
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import base, names, phrase
from bot.news.facts.fact import Answer, Answers, Entity, When
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.reasons import find_how, find_why
from bot.news.facts.salience import Story, rank_events, stem, stems
from bot.news.timex import Resolution

KEPT = 5
WHAT_WORDS = 12
"""Words of an answer to 'what'; a longer clause is cut before a preposition, a comma or a joining word."""
LONGEST_SUBJECT = 12
WHO_WORDS = 6
PLACES = frozenset({"GPE", "LOC", "FAC"})
ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
STATIC = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "on", "across", "around", "within", "throughout", "from", "to"}
)


def answer(story: Story, entities: Sequence[Entity], times: Sequence[Resolution]) -> Answers:
    """Return the answers about the main event."""
    events = rank_events(story)
    if not events:
        return Answers()
    return Answers(
        who=tuple(_unique(_who(story, events, entities, times)))[:KEPT],
        what=tuple(_unique(_what(story, events)))[:KEPT],
        when=tuple(_when(story, events, times))[:KEPT],
        where=tuple(_unique(_where(story, events)))[:KEPT],
        why=tuple(_unique(find_why(story)))[:KEPT],
        how=tuple(_unique(find_how(story)))[:KEPT],
    )


def _unique(answers: Iterator[Answer]) -> Iterator[Answer]:
    seen: set[str] = set()
    for found in answers:
        if found.text.lower() not in seen:
            seen.add(found.text.lower())
            yield found


def make_answer(story: Story, first: int, last: int, score: float) -> Answer:
    """Return the answer over the tokens `first`:`last`."""
    doc = story.document.doc
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    number = story.document.sentence_at(start)
    return Answer(doc.text[start:end], start, end, number, round(max(0.0, min(1.0, score)), 3))


def _who(
    story: Story, events: Sequence[Event], entities: Sequence[Entity], times: Sequence[Resolution]
) -> Iterator[Answer]:
    """Yield who acts: subjects of the first events, the agents of passives, names; those that open the title first."""
    doc = story.document.doc
    ranked: list[tuple[float, tuple[int, int]]] = []
    for place, event in enumerate(events[:4]):
        tokens = _actor(doc, event.subject) if event.subject is not None else None
        if tokens is not None and not _is_no_actor(doc, tokens, times):
            ranked.append((0.6 - 0.1 * place + _in_title(story, tokens), tokens))
        agent = next((t for t in doc[event.token].children if t.dep_ == "obl:agent"), None)
        if agent is not None:
            tokens = phrase(agent)
            ranked.append((0.5 - 0.1 * place + _in_title(story, tokens), tokens))
    inside = [story.document.sentences[n] for n in story.body[:4]]
    for entity in entities:
        if entity.label in ACTORS and any(s.start <= entity.start < s.end for s in inside):
            span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None and not _is_reporter(span) and not (entity.label == "NORP" and span[-1].tag_ == "JJ"):
                tokens = span.start, _unpossessed(span)
                mentions = min(4, story.names[stem(entity.text.split()[-1])])
                ranked.append((0.05 + 0.04 * mentions + _in_title(story, tokens), tokens))
    for rank, tokens in sorted(ranked, key=lambda pair: (-pair[0], pair[1])):
        yield make_answer(story, *_without_article(doc, tokens), rank)


def _is_reporter(span: Span) -> bool:
    return span.label_ == "ORG" and any(token.lower_ in load_lexicon().outlets for token in span)


def _in_title(story: Story, tokens: tuple[int, int]) -> float:
    """Return what the title adds to a candidate: its words in the title, and at its beginning."""
    held = stems(story.document.doc[tokens[0] : tokens[1]].text)
    if not held:
        return 0.0
    return 0.15 * len(held & story.title) / len(held) + 0.2 * len(held & story.opening) / len(held)


def _is_no_actor(doc: Doc, tokens: tuple[int, int], times: Sequence[Resolution]) -> bool:
    """Say whether a subject is a time or a mere happening ('today', 'the attack', 'news')."""
    head = doc[tokens[0] : tokens[1]].root
    start, end = doc[tokens[0]].idx, doc[tokens[1] - 1].idx + 1
    if any(t.timex.start < end and start < t.timex.end for t in times) or head.pos_ == "NUM":
        return True
    if head.pos_ not in {"NOUN", "PROPN", "X"} or head.lower_ in load_lexicon().units.percent:
        return True
    return head.lemma_.lower() in load_event_words().happening | load_lexicon().no_actors and not head.ent_type_


def _without_article(doc: Doc, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    while first < last - 1 and doc[first].pos_ in {"DET", "PUNCT"}:
        first += 1
    return first, last


def _actor(doc: Doc, chars: tuple[int, int]) -> tuple[int, int] | None:
    """Return an actor as one would name it: a person's name, or the noun phrase without article and number."""
    span = doc.char_span(*chars, alignment_mode="expand")
    if span is None or all(t.pos_ in {"PRON", "DET"} for t in span):
        return None
    people = (name for name in names(doc, span.start, span.end) if name.label_ == "PERSON")
    person = next((name for name in people if span.start <= name.start and name.end <= span.end), None)
    if person is not None and span.root.i >= person.start - 4 and not _possessive(person):
        return person.start, _unpossessed(person)
    first, last = span.start, span.end
    while first < last - 1 and (
        doc[first].pos_ in {"DET", "NUM", "ADV", "PRON", "PUNCT"} or doc[first].tag_ in {"JJR", "IN"}
    ):
        first += 1
    if last - first > WHO_WORDS:
        head = span.root.i
        last = next((i for i in range(head + 1, last) if doc[i].pos_ == "ADP" or doc[i].text == ","), last)
    return first, last


def _possessive(span: Span) -> bool:
    behind = span.doc[span.end] if span.end < len(span.doc) else None
    return behind is not None and behind.tag_ == "POS"


def _unpossessed(span: Span) -> int:
    return span.end - 1 if span[-1].tag_ == "POS" and len(span) > 1 else span.end


def _what(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    doc = story.document.doc
    for place, event in enumerate(events[:3]):
        span = doc.char_span(*event.clause, alignment_mode="expand")
        if span is None:
            continue
        first = _first_told(doc, span, event)
        yield make_answer(story, first, _shortened(doc, first, span.end, event.token), 0.9 - 0.15 * place)


def _first_told(doc: Doc, clause: Span, event: Event) -> int:
    """Return where the answer begins: with the subject, or behind one that is longer than the answer may be."""
    if event.subject is None or event.token - clause.start <= LONGEST_SUBJECT:
        return clause.start
    helpers = [t.i for t in doc[event.token].children if base(t.dep_) in {"aux", "cop"} and t.i < event.token]
    return min([event.token, *helpers])


def _shortened(doc: Doc, first: int, end: int, predicate: int) -> int:
    """Return where a clause ends when cut to a dozen words, at a boundary behind the predicate and its object."""
    if end - first <= WHAT_WORDS:
        return end
    floor = max(predicate + 2, first + 7)
    for last in range(min(first + WHAT_WORDS, end - 1), floor - 1, -1):
        if (
            doc[last].pos_ in {"ADP", "SCONJ", "CCONJ"}
            or doc[last].text in {",", ";", "—", "–", "("}
            or doc[last].tag_ == "TO"
        ):
            return last
    last = min(end, max(first + WHAT_WORDS, predicate + 2))
    while last - 1 > predicate and (doc[last - 1].pos_ in {"DET", "AUX", "ADP"} or doc[last - 1].is_punct):
        last -= 1
    return last


def _when(story: Story, events: Sequence[Event], times: Sequence[Resolution]) -> Iterator[When]:
    """Yield the times of the main event's sentence, then those of the lede; days before months and years."""
    sentences = list(dict.fromkeys([events[0].sentence, *story.body[:3]]))
    dated = [t for t in times if t.timex.type in {"DATE", "TIME"} and t.timex.first is not None]
    told = [t for t in dated if t.sentence in sentences and not _within(t, story.aside)]
    fresh = [t for t in dated if _within(t, story.aside) and t.precision == "day"][:1]
    ranked = sorted(told, key=lambda t: _time_rank(t, sentences, events))
    if not ranked or not _is_fine(ranked[0]):
        ranked = [*fresh, *ranked]
    for place, time in enumerate(ranked):
        found = make_answer(story, time.token, time.token_end, 0.9 - 0.15 * place - 0.3 * (time in fresh))
        yield When(found.text, found.start, found.end, found.sentence, found.score, date=time.timex.first)


def _within(time: Resolution, aside: Sequence[tuple[int, int]]) -> bool:
    return any(start <= time.timex.start < end for start, end in aside)


def _is_fine(time: Resolution) -> bool:
    return time.precision in {"time", "day", "week"}


def _time_rank(time: Resolution, sentences: Sequence[int], events: Sequence[Event]) -> tuple[bool, int, int, bool, int]:
    """Return how a time ranks: days and weeks before months and years, the main event's sentence before others."""
    main = events[0]
    own = main.clause[0] - 40 <= time.timex.start < main.clause[1] + 20
    exact = {"time": 0, "day": 0, "week": 1, "month": 2}.get(time.precision or "", 3)
    return not _is_fine(time), sentences.index(time.sentence), exact, not own, time.timex.start


def _where(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield places: those of the main event's sentence before others, those with a preposition of place first."""
    doc = story.document.doc
    body = [story.document.sentences[n] for n in story.body[:6]]
    main = events[0].sentence
    ranked = []
    for span in [*doc.ents, *_venues(doc, [(s.first, s.last) for s in body])]:
        place = next((i for i, s in enumerate(body) if s.first <= span.start < s.last), None)
        if span.label_ not in PLACES or place is None:
            continue
        if any(start <= span.start_char < end for start, end in story.aside):
            continue
        rank = 1.0 - 0.12 * place + (0.4 if body[place] == story.document.sentences[main] else 0.0)
        rank += {"FAC": 0.15, "LOC": -0.1}.get(span.label_, 0.0)
        rank += _placing(span) + 0.4 * _titled(story, span) - 0.6 * _mistaken(doc, span)
        rank += 0.03 * min(5, story.names[stem(span[-1].text)])
        ranked.append((rank, span))
    for rank, span in sorted(ranked, key=lambda pair: (-pair[0], pair[1].start)):
        first, last = _whole_place(span)
        yield make_answer(story, first, last, rank / 2)


def _venues(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield proper names behind 'at', 'in', 'near' that the model takes for no place ('at the Expo Centre')."""
    for first, last in ranges:
        for token in doc[first:last]:
            if (
                token.pos_ != "PROPN"
                or token.ent_type_ in {*PLACES, "PERSON"}
                or base(token.dep_) not in {"obl", "nmod"}
            ):
                continue
            start, end = phrase(token)
            if start > first and doc[start - 1].lower_ in {"at", "inside", "outside"} and end - start <= 8:
                start = _without_article(doc, (start, end))[0]
                yield Span(doc, start, end, label="FAC")


def _placing(span: Span) -> float:
    """Return how clearly a name says where: behind a preposition of place, not as an actor or somebody's possession."""
    doc = span.doc
    before = doc[max(span.sent.start, span.start - 4) : span.start]
    prepositions = [t for t in before if t.pos_ == "ADP"]
    if _possessive(span) or base(span.root.dep_) == "nsubj":
        return -0.4
    if prepositions and prepositions[-1].lower_ in STATIC - {"from", "to"}:
        return 0.4
    return -0.1 if prepositions and prepositions[-1].lower_ in {"against", "of", "with", "by", "to"} else 0.0


def _titled(story: Story, span: Span) -> float:
    """Return the share of a name's words that the title holds."""
    held = stems(span.text)
    return len(held & story.title) / len(held) if held else 0.0


def _mistaken(doc: Doc, span: Span) -> bool:
    """Say whether the model takes the same name for a person or an organisation as often."""
    labels = Counter(other.label_ for other in doc.ents if other.text == span.text)
    return labels[span.label_] <= sum(labels.values()) - labels[span.label_] if labels else False


def _listed(one: Span, other: Span) -> bool:
    """Say whether two places are items of a list rather than a town and its country."""
    doc, behind = one.doc, other.end
    after = [t.lower_ for t in doc[behind : behind + 2]]
    more = after[:1] == ["and"] or (
        after[:1] == [","] and (after[1:] == ["and"] or doc[behind + 1].ent_type_ in PLACES)
    )
    return more or (one.start >= 2 and doc[one.start - 1].text == "," and doc[one.start - 2].ent_type_ in PLACES)


def _whole_place(span: Span) -> tuple[int, int]:
    """Return the place with the larger one behind its comma ('Irving, Texas')."""
    doc, last = span.doc, _unpossessed(span)
    for other in names(doc, last + 1, last + 2) if last + 1 < len(doc) else ():
        if other.start == last + 1 and doc[last].text == "," and other.label_ in PLACES and not _listed(span, other):
            return span.start, _unpossessed(other)
    return span.start, last

"""Who, what, when, where: short spans of the text, best first; nothing where the text has none."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from bot.news.document import Event, base
from bot.news.facts.fact import Answer, Answers, Entity, When
from bot.news.facts.reasons import find_how, find_why
from bot.news.facts.salience import Story, overlap, rank_events, stem
from bot.news.timex import Resolution

KEPT = 5
WHAT_WORDS = 12
"""Words of an answer to 'what'; a longer clause is cut before a preposition, a comma or a joining word."""
WHO_WORDS = 6
PLACES = frozenset({"GPE", "LOC", "FAC"})
ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
STATIC = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "on", "across", "around", "within", "throughout", "from", "to"}
)


def answer(story: Story, entities: Sequence[Entity], times: Sequence[Resolution]) -> Answers:
    """Return the answers about the main event."""
    events = rank_events(story)
    return Answers(
        who=tuple(_unique(_who(story, events, entities)))[:KEPT],
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
    number = next((n for n, s in enumerate(story.document.sentences) if s.first <= first < s.last), 0)
    return Answer(doc.text[start:end], start, end, number, round(max(0.0, min(1.0, score)), 3))


def _who(story: Story, events: Sequence[Event], entities: Sequence[Entity]) -> Iterator[Answer]:
    """Yield the subjects of the main events, then the names that the text speaks of most."""
    doc = story.document.doc
    for place, event in enumerate(events[:3]):
        if event.subject is None:
            continue
        tokens = _actor(doc, event.subject)
        if tokens is not None:
            yield make_answer(story, *tokens, 0.9 - 0.15 * place)
    body = {story.document.sentences[n].start for n in story.body}
    named = [e for e in entities if e.label in ACTORS and e.start >= min(body, default=0)]
    for entity in sorted(named, key=lambda e: (-story.names[stem(e.text.split()[-1])], e.start))[:3]:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is not None:
            yield make_answer(story, span.start, span.end, 0.4)


def _actor(doc: Doc, chars: tuple[int, int]) -> tuple[int, int] | None:
    """Return the tokens of an actor as one would name it: a person's name, or the noun phrase without article or number."""
    span = doc.char_span(*chars, alignment_mode="expand")
    if span is None or all(t.pos_ in {"PRON", "DET"} for t in span):
        return None
    person = next((e for e in doc.ents if e.label_ == "PERSON" and span.start <= e.start and e.end <= span.end), None)
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
        last = _shortened(doc, span, event.token)
        yield make_answer(story, span.start, last, 0.9 - 0.15 * place)


def _shortened(doc: Doc, clause: Span, predicate: int) -> int:
    """Return where a clause ends when cut to a dozen words, at a boundary behind the predicate and its object."""
    if clause.end - clause.start <= WHAT_WORDS:
        return clause.end
    floor = max(predicate + 2, clause.start + 5)
    for last in range(min(clause.start + WHAT_WORDS, clause.end - 1), floor - 1, -1):
        if (
            doc[last].pos_ in {"ADP", "SCONJ", "CCONJ"}
            or doc[last].text in {",", ";", "—", "–", "("}
            or doc[last].tag_ == "TO"
        ):
            return last
    return min(clause.end, max(clause.start + WHAT_WORDS, predicate + 2))


def _when(story: Story, events: Sequence[Event], times: Sequence[Resolution]) -> Iterator[When]:
    """Yield the times of the main event's sentence, then those of the lede; days before months and years."""
    rank = {"time": 0, "day": 0, "week": 1, "month": 2}
    sentences = list(dict.fromkeys([e.sentence for e in events[:1]] + list(story.body[:3])))
    dated = [
        t for t in times if t.timex.type in {"DATE", "TIME"} and t.timex.first is not None and t.sentence in sentences
    ]
    main = events[0] if events else None

    def order(time: Resolution) -> tuple[int, int, bool, int]:
        own = main is not None and main.clause[0] - 40 <= time.timex.start < main.clause[1] + 20
        return sentences.index(time.sentence), rank.get(time.precision or "", 3), not own, time.timex.start

    for place, time in enumerate(sorted(dated, key=order)):
        found = make_answer(story, time.token, time.token_end, 0.9 - 0.15 * place)
        yield When(found.text, found.start, found.end, found.sentence, found.score, date=time.timex.first)


def _where(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield places: those of the main event's sentence before others, those with a preposition of place first."""
    doc = story.document.doc
    body = [story.document.sentences[n] for n in story.body[:6]]
    main = events[0].sentence if events else -1
    ranked = []
    for span in doc.ents:
        place = next((i for i, s in enumerate(body) if s.first <= span.start < s.last), None)
        if span.label_ not in PLACES or place is None:
            continue
        rank = 1.0 - 0.12 * place + (0.4 if body[place] == story.document.sentences[main] else 0.0)
        rank += _placing(span) + 0.3 * overlap(story, span.start_char, span.end_char)
        rank += 0.03 * min(5, story.names[stem(span[-1].text)])
        ranked.append((rank, span))
    for rank, span in sorted(ranked, key=lambda pair: (-pair[0], pair[1].start)):
        first, last = _whole_place(span)
        yield make_answer(story, first, last, rank / 2)


def _placing(span: Span) -> float:
    """Return how clearly a name says where: behind a preposition of place, not as an actor or somebody's possession."""
    doc = span.doc
    before = [t for t in doc[max(span.sent.start, span.start - 4) : span.start]]
    prepositions = [t for t in before if t.pos_ == "ADP"]
    if _possessive(span) or base(span.root.dep_) == "nsubj":
        return -0.4
    if prepositions and prepositions[-1].lower_ in STATIC - {"from", "to"}:
        return 0.4
    return 0.2 if prepositions else 0.0


def _whole_place(span: Span) -> tuple[int, int]:
    """Return the place with the larger one behind its comma ('Irving, Texas')."""
    doc, last = span.doc, _unpossessed(span)
    for other in doc.ents:
        if other.start == last + 1 and doc[last].text == "," and other.label_ in PLACES:
            return span.start, _unpossessed(other)
    return span.start, last

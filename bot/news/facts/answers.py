"""Who, what, when, where: short spans of the text, best first; nothing where the text has none."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from bot.news.document import Event
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import base, names, phrase
from bot.news.facts.fact import Answer, Answers, Entity, When
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.reasons import find_how, find_why
from bot.news.facts.salience import Story, rank_events, stem, stems
from bot.news.facts.sources import TIMES, before_time
from bot.news.timex import Resolution

KEPT = 5
WHAT_WORDS = 16
"""Words of an answer to 'what'; a longer clause loses its last adjuncts."""
ADJUNCTS = frozenset({"obl", "advcl", "acl", "appos", "conj", "parataxis", "nmod", "list"})
"""Arcs to what a clause can do without."""
COMPLEMENTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "nsubj", "cop", "flat", "fixed", "compound"})
"""Arcs to what a verb or a name needs."""
NEEDY = frozenset({"PRP$", "WDT", "WP", "WP$", "WRB", "HYPH", "TO"})
"""Tags of words that never end a clause."""
LONGEST_SUBJECT = 12
OWN = 0.3
"""What the main event's own subject is ahead of other names."""
TITLE = 4
"""Words of a title between its head and the name."""
WHO_WORDS = 6
CLAUSE = frozenset({"VBG", "VBN", "WDT", "WP"})
"""Tags of words with which a clause behind a noun begins."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
NEAR = 6
"""Sentences of the body in which a place is looked for; one that the title names counts wherever it stands."""
STATIC = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "on", "across", "around", "within", "throughout", "into", "aboard"}
    | {"under", "beneath", "along", "through", "above", "over"}
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
        agent = next((t for t in doc[event.token].children if t.dep_ == "obl:agent"), None)
        own = OWN * (place == 0)
        tokens = _actor(doc, event.subject) if event.subject is not None else None
        if tokens is not None and not _is_no_actor(doc, tokens, times):
            ranked.append((0.6 - 0.1 * place + own * (agent is None) + _in_title(story, tokens), tokens))
        if agent is not None:
            tokens = phrase(agent)
            ranked.append((0.5 - 0.1 * place + own + _in_title(story, tokens), tokens))
    inside = [story.document.sentences[n] for n in story.body[:4]]
    for entity in entities:
        if entity.label in ACTORS and any(s.start <= entity.start < s.end for s in inside):
            span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None and not _is_reporter(span) and _acts(span, entity.label):
                tokens = span.start, _unpossessed(span)
                mentions = min(4, story.names[stem(entity.text.split()[-1])])
                ranked.append((0.05 + 0.04 * mentions + _in_title(story, tokens), tokens))
    for rank, tokens in sorted(ranked, key=lambda pair: (-pair[0], pair[1])):
        yield make_answer(story, *_without_article(doc, tokens), rank)


def _acts(span: Span, label: str) -> bool:
    """Say whether a name stands for one who may act: no adjective, no part of another phrase, no mere place."""
    if (label == "NORP" and span[-1].tag_ == "JJ") or _possessive(span):
        return False
    arc = span.root.dep_
    if label == "GPE" and base(arc) not in {"nsubj", "appos", "conj"}:
        return False
    return arc == "obl:agent" or base(arc) not in {"compound", "amod", "nmod", "obl"}


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
    if person is not None and _is_head(span.root, person) and not _possessive(person):
        return person.start, _unpossessed(person)
    first, last = span.start, span.end
    while first < min(last - 1, span.root.i) and (
        doc[first].pos_ in {"DET", "NUM", "ADV", "PRON", "PUNCT"}
        or doc[first].tag_ in {"JJR", "IN"}
        or doc[first].lower_ in {"least", "most"}
    ):
        first += 1
    head = span.root.i
    last = before_time(doc, head + 1, last)
    last = next((i for i in range(head + 1, last) if doc[i].tag_ in CLAUSE and doc[i].head.i == head), last)
    if last - first > WHO_WORDS:
        last = next((i for i in range(head + 1, last) if doc[i].pos_ == "ADP" or doc[i].text == ","), last)
    return first, last


def _is_head(root: Token, person: Span) -> bool:
    """Say whether a phrase is a person's, by its head or a title before the name; 'the Bush administration' is not."""
    if person.start <= root.i < person.end:
        return True
    between = root.doc[root.i + 1 : person.start]
    return root.i < person.start and len(between) < TITLE and all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between)


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
    """Return where a clause of more than WHAT_WORDS ends without its last adjuncts; complements stay whole."""
    if end - first <= WHAT_WORDS:
        return end
    adjuncts = [t for t in doc[predicate + 1 : end] if _is_adjunct(t, doc[predicate])]
    whole = [t for t in adjuncts if not any(base(a.dep_) == "acl" for a in t.ancestors if predicate < a.i < t.i)]
    for parts in (whole, adjuncts):
        edges = sorted({t.left_edge.i for t in parts if predicate < t.left_edge.i < min(end, first + WHAT_WORDS + 1)})
        cuts = [cut for cut in edges if not _severs(doc, first, cut, end)]
        if cuts:
            return _closed(doc, first, cuts[-1], predicate)
    return _closed(doc, first, end, predicate)


def _is_adjunct(token: Token, verb: Token) -> bool:
    """Say whether a clause can end before the token's phrase: not before what first follows its verb, or an 'of'."""
    label, edge = base(token.dep_), token.left_edge
    if label not in ADJUNCTS or edge.i <= token.head.i or (label == "nmod" and edge.lower_ == "of"):
        return False
    beside = [child for child in verb.rights if not child.is_punct]
    return beside[:1] != [token] or token.doc[edge.i - 1].text == ","


def _severs(doc: Doc, first: int, cut: int, end: int) -> bool:
    """Say whether a cut parts a verb from its complement, or a word from the head that it needs."""
    lost = any(base(t.dep_) in COMPLEMENTS and t.head.i < cut for t in doc[cut:end])
    return lost or any(cut <= t.head.i < end for t in doc[first:cut] if not t.is_punct)


def _closed(doc: Doc, first: int, end: int, predicate: int) -> int:
    """Return the end without words that need what was cut behind them: determiners, prepositions, joining words."""
    while end - 1 > max(first, predicate):
        last = doc[end - 1]
        severed = last.head.i >= end and base(last.dep_) not in {"nsubj", "obj", "obl"}
        if not (severed or last.pos_ in {"DET", "ADP", "CCONJ", "SCONJ"} or last.tag_ in NEEDY or _is_comma(last)):
            break
        end -= 1
    return end


def _is_comma(token: Token) -> bool:
    return token.is_space or token.text in {",", ";", ":", "—", "–", "-", "("}


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
    body = [story.document.sentences[n] for n in story.body]
    main = events[0].sentence
    people = " ".join({span.text for span in doc.ents if span.label_ == "PERSON"})
    ranked = []
    for span in [*doc.ents, *_venues(doc, [(s.first, s.last) for s in body[:NEAR]])]:
        place = bisect_right(body, span.start, key=lambda s: s.first) - 1
        if span.label_ not in PLACES or place < 0 or span.start >= body[place].last:
            continue
        if (place >= NEAR and _titled(story, span) < 1) or not is_locative(span) or span.text in people:
            continue
        if any(start <= span.start_char < end for start, end in story.aside):
            continue
        rank = 1.0 - 0.12 * min(place, NEAR) + (0.4 if body[place] == story.document.sentences[main] else 0.0)
        rank += {"FAC": 0.15, "LOC": -0.1}.get(span.label_, 0.0)
        rank += 0.4 * _titled(story, span) - 0.6 * _mistaken(doc, span)
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


def is_locative(span: Span) -> bool:
    """Say whether a name says where: behind a preposition of place or the 'of' of a town, or as what is reached or hit.

    No place is named by an origin ('from X'), a modifier ('the X election'), an owner or a currency ('US $').
    """
    doc = span.doc
    behind = doc[span.end] if span.end < len(doc) else None
    if _possessive(span) or (behind is not None and (behind.text == "$" or _is_modified(behind))):
        return False
    if span.root.dep_ == "obj" and span.root.head.lemma_.lower() in load_lexicon().reached:
        return True
    first = span.start
    while first > span.sent.start and _qualifies(doc[first - 1]):
        first -= 1
    if first == span.sent.start:
        return False
    before = doc[first - 1]
    if before.lower_ == "of" and first - 2 >= span.sent.start:
        return doc[first - 2].lemma_.lower() in load_lexicon().areas
    if before.text == "," and doc[first - 2].ent_type_ in PLACES:
        return not _listed(span, span)
    return before.lower_ in STATIC


def _qualifies(token: Token) -> bool:
    return token.pos_ in {"DET", "ADJ", "NUM"} or token.lower_ in load_lexicon().areas


def _is_modified(behind: Token) -> bool:
    """Say whether a place's name only modifies what follows it ('the Hong Kong legislative election')."""
    if behind.pos_ == "ADJ":
        return behind.lower_ not in {"last", "next", "late", "early", "earlier", "this"} and base(behind.dep_) == "amod"
    return behind.pos_ in {"NOUN", "PROPN"} and behind.lower_ not in TIMES and behind.ent_type_ not in PLACES


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

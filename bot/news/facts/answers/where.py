"""Where: the place of the main event, as specific as the text names it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from bot.news.document import Event
from bot.news.document.phrase import base, names
from bot.news.facts.answers.spans import is_possessive, make_answer, unpossessed
from bot.news.facts.fact import Answer
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.likeness import stem, stems
from bot.news.facts.salience import Story
from bot.news.facts.sources import TIMES, may_speak

PLACES = frozenset({"GPE", "LOC", "FAC"})
NEAR = 6
"""Sentences of the body in which a place is looked for; one that the title names counts wherever it stands."""
LEDE = 2
"""Sentences of the body in which an owner ('Latvia's parliament') or a common noun ('at a school') says where."""
STATIC = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "on", "across", "around", "throughout", "into", "aboard"}
    | {"under", "beneath", "along", "through", "above"}
)
BEFORE_VENUES = frozenset({"at", "in", "inside", "outside", "near", "off", "on", "around"})
PERSONS = frozenset({"man", "woman", "boy", "girl", "teenager", "resident", "native", "couple", "family", "teen"})
HEAVENS = frozenset({"asteroid", "comet", "moon", "orbit", "planet", "space"})
"""Places without a name than which no text has a better one."""
KIND = 3
"""Nouns that say what a named place is ('Aldmoor town hall')."""
LONGEST = 8
"""Tokens of a venue's name."""
NAMED, OWNED, COMMON = 1.0, 0.7, 0.4
"""Ranks of a named place behind its preposition, of one that owns the subject, of a place without a name."""


@dataclass(frozen=True, slots=True)
class Place:
    first: int
    last: int
    rank: float


def find_where(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield places: those of the main event's sentence before others, named before owners before common nouns."""
    found = [*_named(story, events[0]), *_headed(story), *_owners(story, events[0]), *_common(story)]
    for place in sorted(found, key=lambda place: (-place.rank, place.first)):
        yield make_answer(story, place.first, place.last, place.rank / 2)


def _named(story: Story, main: Event) -> Iterator[Place]:
    doc = story.document.doc
    body = [story.document.sentences[n] for n in story.body]
    people = {span.text for span in doc.ents if span.label_ == "PERSON"}
    for span in [*doc.ents, *_venues(doc, [(s.first, s.last) for s in body[:NEAR]])]:
        place = bisect_right(body, span.start, key=lambda s: s.first) - 1
        if span.label_ not in PLACES or place < 0 or span.start >= body[place].last:
            continue
        if (place >= NEAR and _titled(story, span) < 1) or not is_locative(span) or span.text in people:
            continue
        if any(start <= span.start_char < end for start, end in story.aside):
            continue
        rank = NAMED - 0.12 * min(place, NEAR) + (0.4 if story.body[place] == main.sentence else 0.0)
        rank -= 0.25 * (place >= NEAR) + 0.2 * _lies_ahead(doc, body[place].first, span.start, main)
        yield Place(*_whole_place(span), rank + _merit(story, span))


def _lies_ahead(doc: Doc, first: int, place: int, main: Event) -> bool:
    """Say whether a place is that of something to come while the main event is past."""
    return main.tense == "past" and any(t.lower_ in {"will", "'ll", "’ll"} for t in doc[first:place])


def _merit(story: Story, span: Span) -> float:
    """Return what speaks for a name whatever its place: a building, a word of the title, mentions; and against it."""
    merit = {"FAC": 0.15, "LOC": -0.1}.get(span.label_, 0.0)
    merit += 0.4 * _titled(story, span) - 0.6 * _mistaken(story, span)
    merit += 0.03 * min(5, story.names[stem(span[-1].text)])
    merit -= 0.4 * (span.text.lower().removeprefix("the ") in load_lexicon().vast or _is_scope(span))
    return merit - 0.3 * _in_list(span)


def _headed(story: Story) -> Iterator[Place]:
    """Yield places that a headline names behind a preposition or before its colon."""
    if story.headline is None:
        return
    doc = story.document.doc
    for span in doc.ents:
        if span.label_ not in PLACES or not story.headline[0] <= span.start_char < story.headline[1]:
            continue
        opens = span.start_char == story.headline[0] and span.end < len(doc) and doc[span.end].text == ":"
        before = doc[span.start - 1].lower_ if span.start else ""
        if opens or (before in BEFORE_VENUES - {"on"} and is_locative(span) and not _mistaken(story, span)):
            yield Place(*_whole_place(span), OWNED + 0.2 + 0.03 * min(5, story.names[stem(span[-1].text)]))


def _owners(story: Story, main: Event) -> Iterator[Place]:
    """Yield countries and towns that own or specify the subject ('Latvia's parliament', 'Dunmore city council')."""
    doc = story.document.doc
    for place, number in enumerate(story.body[:LEDE]):
        sentence = story.document.sentences[number]
        for span in names(doc, sentence.first, sentence.last):
            if span.label_ != "GPE" or not (is_possessive(span) or span[-1].tag_ == "POS" or _specifies(span)):
                continue
            subject = main.subject is not None and main.subject[0] <= span.start_char < main.subject[1]
            rank = OWNED - 0.15 * place + 0.2 * subject + 0.2 * _titled(story, span) - 0.6 * _mistaken(story, span)
            rank -= 0.3 * _describes_person(span)
            if subject or _titled(story, span) == 1:
                yield Place(span.start, unpossessed(span), rank)


def _specifies(span: Span) -> bool:
    head = span.root.head
    near = span.end <= head.i < span.end + LONGEST and head.pos_ in {"NOUN", "PROPN"}
    return near and span.root.dep_ in {"compound", "nmod", "nmod:poss", "amod"}


def _describes_person(span: Span) -> bool:
    """Say whether a place tells where somebody is from ('a Brooklyn woman')."""
    return not is_possessive(span) and span.root.head.lemma_.lower() in PERSONS


def _common(story: Story) -> Iterator[Place]:
    """Yield places without a name: 'at a nursing home', 'worldwide'."""
    doc, words = story.document.doc, load_lexicon()
    for place, number in enumerate(story.body[:LEDE]):
        sentence = story.document.sentences[number]
        for token in doc[sentence.first : sentence.last]:
            if token.lower_ in words.wide:
                yield Place(token.i, token.i + 1, COMMON - 0.1 - 0.15 * place)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in words.sites:
                first = _after_preposition(token)
                if first is not None:
                    rank = NAMED if token.lemma_.lower() in HEAVENS else COMMON
                    yield Place(first, token.i + 1, rank - 0.15 * place)


def _after_preposition(noun: Token) -> int | None:
    """Return where 'nursing home' of 'at a nursing home' begins; a noun without an article ('at home') is no place."""
    doc, first = noun.doc, noun.i
    while first > noun.sent.start and doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
    if first < noun.sent.start + 2 or doc[first - 1].pos_ not in {"DET", "NUM"}:
        return None
    behind = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if behind is not None and (behind.pos_ in {"NOUN", "PROPN"} or behind.tag_ == "POS"):
        return None
    return first if doc[first - 2].lower_ in STATIC else None


def _venues(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield names behind 'at', 'in', 'near' that the model takes for no place ('at the Expo Centre')."""
    words = load_lexicon()
    for first, last in ranges:
        for i in range(first, last - 1):
            if doc[i].lower_ not in BEFORE_VENUES or doc[i].pos_ != "ADP":
                continue
            start = i + 1 + (doc[i + 1].pos_ == "DET")
            end = start
            while end < min(last, start + LONGEST) and _is_venue(doc[end], begun=end > start):
                end += 1
            near = doc[i].lower_ in {"at", "inside", "outside"}
            if end > start and (near or doc[end - 1].lemma_.lower() in words.areas | words.sites):
                yield Span(doc, start, end, label="FAC")


def _is_venue(token: Token, *, begun: bool) -> bool:
    """Say whether a word may belong to the name of a place: a proper name, or the noun of a place behind one."""
    if token.ent_type_ in {*PLACES, "PERSON", "DATE", "TIME", "NORP"} or token.lower_ in TIMES:
        return False
    if token.pos_ == "PROPN":
        return True
    words, lemma = load_lexicon(), token.lemma_.lower()
    return begun and token.pos_ == "NOUN" and lemma in words.areas | words.sites


def is_locative(span: Span) -> bool:
    """Say whether a name says where: behind a preposition of place or the 'of' of a town, or as what is reached or hit.

    No place is named by an origin ('from X'), a modifier ('the X election'), an owner, a currency ('US $') or the place
    where somebody works ('a strategist at X').
    """
    doc = span.doc
    behind = doc[span.end] if span.end < len(doc) else None
    if is_possessive(span) or (behind is not None and (behind.text == "$" or _is_modified(behind))):
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
    return before.lower_ in STATIC and not _is_workplace(before)


def _is_workplace(preposition: Token) -> bool:
    """Say whether 'at' only says whose man or woman somebody is: 'a strategist at X'."""
    before = preposition.nbor(-1) if preposition.i else None
    return (
        preposition.lower_ == "at"
        and before is not None
        and not any(t.lower_.startswith("court") for t in preposition.doc[preposition.i + 1 : preposition.i + LONGEST])
        and before.pos_ == "NOUN"
        and (before.lemma_.lower() in load_lexicon().titles or may_speak(before))
    )


def _is_scope(span: Span) -> bool:
    """Say whether a place only bounds a superlative: 'one of the most popular in North America'."""
    before = span.doc[max(span.sent.start, span.start - 5) : span.start]
    return any(t.tag_ in {"JJS", "RBS"} for t in before)


def _qualifies(token: Token) -> bool:
    return token.pos_ in {"DET", "ADJ", "NUM"} or token.lower_ in load_lexicon().areas


def _is_modified(behind: Token) -> bool:
    """Say whether a place's name only modifies what follows it ('the Hong Kong legislative election')."""
    words = load_lexicon()
    if behind.lemma_.lower() in words.areas | words.sites and behind.pos_ == "NOUN":
        return False
    if behind.pos_ == "ADJ":
        return behind.lower_ not in {"last", "next", "late", "early", "earlier", "this"} and base(behind.dep_) == "amod"
    return behind.pos_ in {"NOUN", "PROPN"} and behind.lower_ not in TIMES and behind.ent_type_ not in PLACES


def _titled(story: Story, span: Span) -> float:
    """Return the share of a name's words that the title holds."""
    held = stems(span.text)
    return len(held & story.title) / len(held) if held else 0.0


def _mistaken(story: Story, span: Span) -> bool:
    """Say whether the model takes the same name for a person or an organisation as often."""
    labels = story.labels.get(span.text, {})
    return labels.get(span.label_, 0) <= sum(labels.values()) - labels.get(span.label_, 0) if labels else False


def _in_list(span: Span) -> bool:
    """Say whether a place is one of several: 'in Eastfield, Cop Hill and Tolland'."""
    doc = span.doc
    later = doc[span.end : span.end + LONGEST]
    commas = [t.i for t in later if t.text == ","]
    joined = next((t.i for t in later if t.lower_ == "and"), None)
    if joined is None or joined + 1 >= len(doc) or not doc[joined + 1].text[:1].isupper():
        return False
    return all(doc[i].text[:1].isupper() or doc[i].text == "," for i in range(span.end, joined)) and bool(
        commas or joined == span.end
    )


def _listed(one: Span, other: Span) -> bool:
    """Say whether two places are items of a list rather than a town and its country."""
    doc, behind = one.doc, other.end
    after = [t.lower_ for t in doc[behind : behind + 2]]
    more = after[:1] == ["and"] or (
        after[:1] == [","] and (after[1:] == ["and"] or doc[behind + 1].ent_type_ in PLACES)
    )
    return more or (one.start >= 2 and doc[one.start - 1].text == "," and doc[one.start - 2].ent_type_ in PLACES)


def _whole_place(span: Span) -> tuple[int, int]:
    """Return the place with its kind and the larger one behind its comma ('Lisbon airport', 'Irving, Texas')."""
    doc, last, words = span.doc, unpossessed(span), load_lexicon()
    run = last
    while run < min(len(doc), last + KIND) and doc[run].pos_ == "NOUN":
        run += 1
    if run > last and doc[run - 1].lemma_.lower() in words.areas | words.sites:
        last = run
    for other in names(doc, last + 1, last + 2) if last + 1 < len(doc) else ():
        if other.start == last + 1 and doc[last].text == "," and other.label_ in PLACES and not _listed(span, other):
            return span.start, unpossessed(other)
    return span.start, last

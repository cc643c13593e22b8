"""The words of an entry: a verbatim slice of the text, cut where an editor would cut it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from spacy.tokens import Doc, Token

from bot.news.article import Span
from bot.news.document import Document, Event
from bot.news.document.antecedent import antecedent
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import FINITE, base, closes, is_mark, is_nominal
from bot.news.document.tense import auxiliaries, governor
from bot.news.timeline.cuts import (
    CUT,
    FRAGMENT,
    OPENING,
    WEAK,
    breaths,
    dangling,
    end_faults,
    ends,
    is_done,
    opens,
    start_faults,
    starts,
)
from bot.news.timeline.entry import GAP

LONG = 14
"""The editors of the news gold write at most 14 words a line."""
WHOLE = 25
"""Words beyond which a line is not read at 06:00: a cut that reads worse is taken instead."""
SHORT, SAID = 3, 6
"""Words under which a verb of saying has nothing with it that was said: 'an official said Saturday'."""
APART = 1.5
"""What is against a line of two pieces."""
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("``", "''"))


@dataclass(frozen=True, slots=True)
class _Cut:
    """Tokens `first`:`end`, and whether the subject, which stands apart, is put before them."""

    first: int
    end: int
    apart: bool
    faults: float


def words_of(document: Document, event: Event, own: Span | None, others: Sequence[Span]) -> str:
    """What the entry says: the slice of its sentence that an editor has least against.

    `own` are the words that date the entry, `others` those that date something else in its sentence: a slice with
    only the latter would put one date's event under another. A subject that stands apart goes before the slice, and
    a name in the place of a pronoun that clearly stands for it; ' … ' says that something is left out.
    """
    told = _teller(document, event, own, others)
    best = min(_cuts(document, told, own, others), key=lambda cut: cut.faults)
    return _say(document, told, best)


def _teller(document: Document, event: Event, own: Span | None, others: Sequence[Span]) -> Event:
    """Of a noun that its own verb tells of ('the bombings last week killed 12', 'at a news conference') that verb."""
    token = document.doc[event.token]
    if not event.nominal or token.head == token:
        return event
    place = any(child.lower_ in {"at", "during"} for child in token.lefts if base(child.dep_) == "case")
    above = governor(token) if place and base(token.dep_) in {"obl", "nmod"} else token.head
    if above is None or not (place or base(token.dep_) == "nsubj"):
        return event
    verb = next((other for other in document.events if other.token == above.i and not other.nominal), None)
    if verb is None or verb.tense != "past" or verb.reporting or verb.negated:
        return event
    foreign = any(verb.clause[0] <= other[0] < verb.clause[1] for other in others)
    return event if foreign or own is None else verb


def _cuts(document: Document, event: Event, own: Span | None, others: Sequence[Span]) -> Iterator[_Cut]:
    """The ways to cut, each with what is against it; that of the clause as it was parsed comes first.

    One whose beginning and ending alone weigh as much as all of an earlier one is left out: nothing weighs less than 0.
    """
    doc, sentence = document.doc, document.sentences[event.sentence]
    mine, foreign = _tokens(doc, own) if own else None, [_tokens(doc, span) for span in others]
    times = {at for span in [*foreign, mine] if span for at in range(*span)}
    begins = {at: 0.3 for at in starts(document, event, times) if sentence.first <= at <= event.token}
    begins = {at: extra for at, extra in begins.items() if not is_mark(doc[at]) or doc[at].text in OPENING}
    stops = {_trimmed(document, event, end): 0.4 for end in ends(document, event)}
    last = next(iter(stops))
    stops |= {end: APART + 0.15 * (last - end) for end in breaths(document, event) if end not in stops and end < last}
    begins = begins or {event.token: 0.0}
    begins[next(iter(begins))] = stops[next(iter(stops))] = 0.0
    closed = {end: extra + end_faults(document, event, end) for end, extra in stops.items()}
    least = inf
    for first, extra in begins.items():
        beginning = extra + start_faults(document, event, first, times) + _subject_lost(document, event, first, times)
        beginning += _tail_before(document, event, first)
        for end, ending in closed.items():
            if beginning + ending >= least:
                continue
            faults = beginning + ending + _faults(document, event, (first, end), mine, foreign)
            least = min(least, faults)
            yield _Cut(first, end, apart=False, faults=faults)
    if (second := _around(document, event, mine, foreign)) is not None:
        yield second
    if (verb := _verb_apart(document, event, times)) is not None:
        for end, ending in closed.items():
            if APART + ending >= least:
                continue
            faults = APART + ending + _faults(document, event, (verb, end), mine, foreign, apart=True)
            yield _Cut(verb, end, apart=True, faults=faults)


def _around(
    document: Document, event: Event, own: tuple[int, int] | None, others: Sequence[tuple[int, int]]
) -> _Cut | None:
    """The piece around the time of a second telling that has no verb: '… on December 4 and a second in Hallan on 5'."""
    if own is None or not any(event.token < other[0] < own[0] for other in others):
        return None
    doc, sentence = document.doc, document.sentences[event.sentence]
    last = max(other[1] for other in others if other[0] < own[0])
    first = next((at for at in range(own[0], last, -1) if opens(doc[at - 1])), None)
    end = next((at for at in range(own[1], sentence.last) if opens(doc[at])), sentence.last)
    if first is None:
        return None
    faults = APART + _too_long(end - first) + start_faults(document, event, first, ())
    return _Cut(first, _trimmed(document, event, end), apart=False, faults=faults)


def _subject_lost(document: Document, event: Event, first: int, times: Collection[int]) -> float:
    """What is against a slice in which nobody does it: the subject, or any noun before the verb, is not in it."""
    doc = document.doc
    if event.nominal:
        return 0.0
    subject = event.subject
    if subject is not None and subject[1] <= doc[event.token].idx and not _is_time(doc, subject, times):
        return FRAGMENT if subject[0] < doc[first].idx else 0.0
    before = (t for t in doc[first : event.token] if is_nominal(t) and t.i not in times)
    with_it = first > 0 and doc[first - 1].lower_ == "with"
    return 0.0 if with_it or any(not any(c.dep_ == "case" for c in t.children) for t in before) else CUT


_SUBORDINATING = frozenset({"after", "although", "as", "because", "before", "though", "when", "where", "while"})


def _tail_before(document: Document, event: Event, first: int) -> float:
    """What is against a slice that begins in the main clause's tail: 'Velin, to a ski resort when it broke down'."""
    doc = document.doc
    opens_clause = (child.i for child in doc[event.token].children if child.lower_ in _SUBORDINATING)
    when = next((i for i in opens_clause if i < event.token), first)
    if first == document.sentences[event.sentence].first or first >= when:
        return 0.0
    return 0.0 if any(token.tag_ in FINITE for token in doc[first:when]) else FRAGMENT


def _verb_apart(document: Document, event: Event, times: Collection[int]) -> int | None:
    """Where the words begin behind a subject that stands apart from its finite verb; None where it does not."""
    doc, subject = document.doc, event.subject
    if event.nominal or subject is None or _is_time(doc, subject, times):
        return None
    token = doc[event.token]
    while base(token.dep_) == "xcomp" and token.head.i < token.i and doc[token.head.i].tag_ in FINITE:
        token = token.head
    first = min([token.i, *(aux.i for aux in auxiliaries(token) if aux.i < token.i)])
    parted = first > 0 and subject[1] <= doc[first - 1].idx and len(doc.text[slice(*subject)].split()) <= LONG
    return first if parted and is_done(doc[first]) else None


def _is_time(doc: Doc, subject: Span, times: Collection[int]) -> bool:
    """Say whether the parser took a time for the subject: 'The office today is to begin …'."""
    return all(at in times for at in range(*_tokens(doc, subject)))


def _faults(
    document: Document,
    event: Event,
    cut: tuple[int, int],
    own: tuple[int, int] | None,
    others: Sequence[tuple[int, int]],
    *,
    apart: bool = False,
) -> float:
    """What is against the slice as a whole: its length, its marks, no verb, a second telling, and its times."""
    doc, (first, end) = document.doc, cut
    text = doc[first:end].text
    count = len(text.split())
    unpaired = sum(text.count(opened) != text.count(closed) for opened, closed in _PAIRS) + text.count('"') % 2
    lost = _is_headless(document, event, first, end) + _content_lost(doc[event.token], event, first, end)
    faults = _too_long(count) + dangling(doc, event, first, end, apart=apart) + CUT * (unpaired + lost)
    if not event.nominal and not any(is_done(token) for token in doc[first:end]):
        faults += WEAK / 4 if _is_told_of(document, event, first) else CUT
    if event.reporting and count < SAID:
        faults += FRAGMENT
    over = end >= document.sentences[event.sentence].last
    return faults + WEAK * _second_tellings(document, event, first, end) + _times(cut, own, others, over=over)


def _times(
    cut: tuple[int, int], own: tuple[int, int] | None, others: Sequence[tuple[int, int]], *, over: bool
) -> float:
    """What is against the times in a slice: another's without its own, its own cut off behind, one torn apart."""
    foreign = any(_within(other, cut) for other in others)
    faults = CUT * sum(_tears(cut, time) for time in [*others, *([own] if own else [])])
    if foreign:
        faults += CUT if own is None or _within(own, cut) else 2 * FRAGMENT
    return faults + (WEAK if own is not None and not over and cut[1] <= own[0] else 0.0)


def _is_headless(document: Document, event: Event, first: int, end: int) -> bool:
    """Say whether the slice opens with another's verb: one before the noun that is told of, one that has no subject."""
    doc = document.doc
    verb = next((token.i for token in doc[first:end] if token.tag_ in FINITE), None)
    if verb is None or verb == first:
        return False
    if event.nominal and verb < event.token:
        return True
    if first > 0 and doc[first - 1].lower_ == "with":
        return True
    return not any(is_nominal(token) or token.tag_ in {"DT", "EX", "WDT", "WP", "CD"} for token in doc[first:verb])


def _content_lost(token: Token, event: Event, first: int, end: int) -> bool:
    """Say whether what is said, planned or signed is cut off: 'the airline announced', 'which the two signed'."""
    kept = [child for child in token.children if base(child.dep_) in {"ccomp", "xcomp"} or _is_relative(child)]
    kept += [
        child for above in token.ancestors if first <= above.i < end for child in above.rights if child.dep_ == "ccomp"
    ]
    if event.reporting and base(token.dep_) == "parataxis":
        kept.append(token.head)
    return any(not first <= other.i < end for other in kept)


def _is_relative(child: Token) -> bool:
    """Say whether it is the 'which' of 'the treaty which the two signed'; that of 'who arrived' is its subject."""
    return child.tag_ in {"WDT", "WP"} and base(child.dep_) != "nsubj"


def _is_told_of(document: Document, event: Event, first: int) -> bool:
    """Say whether a participle follows its noun: 'the first meeting set to take place on May 16'."""
    doc, subject = document.doc, event.subject
    if first > 0 and doc[first - 1].lower_ == "with":
        return True
    if subject is None:
        return False
    return doc[first].idx <= subject[0] and subject[1] <= doc[event.token].idx <= subject[1] + 2


def _too_long(count: int) -> float:
    """A word over fourteen weighs little, one over twenty-five much; fewer than three seldom say anything."""
    return (
        max(0, count - LONG) * 0.12
        + (max(0, count - WHOLE) * 0.4 + CUT) * (count > WHOLE)
        + max(0, SHORT - count) * 0.7
    )


def _second_tellings(document: Document, event: Event, first: int, end: int) -> int:
    """How many other clauses with a subject of their own the slice strings to the event's: who says it, 'and she …'."""
    found, predicate, subject = 0, document.doc[event.token], event.subject or (0, 0)
    own = {predicate.i, *(aux.i for aux in auxiliaries(predicate)), *(t.i for t in predicate.ancestors)}
    own |= {aux.i for above in predicate.ancestors for aux in auxiliaries(above)}
    for token in document.doc[first:end]:
        if token.i in own or token.tag_ not in FINITE:
            continue
        told = any(base(child.dep_) == "nsubj" for child in token.children)
        strung = told and token.i > event.token and base(token.dep_) in {"conj", "parataxis"}
        saying = told and token.lemma_.lower() in load_lexicon().saying and not event.reporting
        found += strung or saying or (token.i < event.token and not (subject[0] <= token.idx < subject[1]))
    return found


def _say(document: Document, event: Event, cut: _Cut) -> str:
    """The slice, with its subject before it where that stands apart: 'Piet Vermaas … will be sentenced on Friday'."""
    doc = document.doc
    words = doc[cut.first : cut.end].text
    if cut.apart and event.subject is not None:
        at, behind = _tokens(doc, event.subject)
        head = doc[at:behind]
        named = antecedent(document, head[0]) if len(head) == 1 else None
        return f"{named or head.text}{GAP}{words}"
    at = cut.first + (doc[cut.first].lower_ == "the" and cut.first + 1 < cut.end)
    name = antecedent(document, doc[at]) if base(doc[at].dep_) == "nsubj" else None
    rest = doc[at + 1 : cut.end].text
    return f"{name}{GAP}{rest}" if name is not None and rest else words


def _trimmed(document: Document, event: Event, end: int) -> int:
    """The end without the stops and joining words before it."""
    doc = document.doc
    while end - 1 > event.token and (is_mark(doc[end - 1]) or base(doc[end - 1].dep_) == "cc"):
        if closes(doc[end - 1], document.sentences[event.sentence].first):
            break
        end -= 1
    return max(end, event.token + 1)


def _tokens(doc: Doc, span: Span) -> tuple[int, int]:
    found = doc.char_span(*span, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _tears(cut: tuple[int, int], time: tuple[int, int]) -> bool:
    """Say whether the slice begins or ends inside the words of a time."""
    return any(time[0] < edge < time[1] for edge in cut)

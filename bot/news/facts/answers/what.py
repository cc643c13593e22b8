"""What: the main clause as a short phrase, from its subject or its verb to where it may end."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Event
from bot.news.document.phrase import base
from bot.news.facts.answers.spans import is_leading, lead_of, make_answer, subject_span
from bot.news.facts.fact import Answer
from bot.news.facts.salience import Story

ENOUGH = 8
"""Words of an answer that is long enough. Editors mark about four words, or the whole clause of some twenty: an answer
from a third of the clause to three times four words shares half of its words with either."""
SHORT = 12
"""Words of an answer where the clause can end so soon."""
LONG = 14
"""Words of an answer whose clause cannot end sooner."""
LONGEST_SUBJECT = 7
"""Words before the verb; behind a longer subject the answer begins with the verb, and who says the rest."""
ADJUNCTS = frozenset({"obl", "advcl", "acl", "appos", "conj", "parataxis", "nmod", "list"})
"""Arcs to what a clause can do without."""
COMPLEMENTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "nsubj", "cop", "flat", "fixed", "compound"})
"""Arcs to what a verb or a name needs."""
SUBORDINATING = frozenset({"when", "while", "because", "after", "as", "before", "where", "who", "which", "since"})
NEEDY = frozenset({"PRP$", "WDT", "WP", "WP$", "WRB", "HYPH", "TO"})
"""Tags of words that never end a clause."""


def find_what(story: Story, events: Sequence[Event]) -> Iterator[Answer]:
    """Yield the clauses of the first events, shortened."""
    doc = story.document.doc
    for place, event in enumerate(events[:3]):
        span = doc.char_span(*event.clause, alignment_mode="expand")
        if span is None:
            continue
        if is_leading(doc, lead_of(story, event)[1], event.token) and span.end <= event.token + 2:
            span = doc[event.token : _comma(doc, event.token + 1, story.document.sentences[event.sentence].last)]
        first = _first_told(story, span.start, event)
        enough = max(ENOUGH, len(span) // 3 + 1)
        yield make_answer(story, first, _shortened(doc, (first, span.end), event.token, enough), 0.9 - 0.15 * place)


def _comma(doc: Doc, first: int, last: int) -> int:
    """Return where a clause ends by its marks, where the parse ends it right behind its verb."""
    return next((i for i in range(first, last) if doc[i].is_punct and doc[i].text not in {"-", "%", "$"}), last)


def _first_told(story: Story, start: int, event: Event) -> int:
    """Return where the answer begins: with the subject, or behind one that is longer than the answer may bear."""
    doc, subject = story.document.doc, subject_span(story, event)
    if subject is None:
        return start
    if event.token - min(start, subject.start) <= LONGEST_SUBJECT:
        return min(start, subject.start)
    helpers = [t.i for t in doc[event.token].children if base(t.dep_) in {"aux", "cop"} and t.i < event.token]
    return min([event.token, *helpers])


def _shortened(doc: Doc, clause: tuple[int, int], predicate: int, enough: int) -> int:
    """Return where a clause ends without its last adjuncts; complements stay whole where LONG words hold them."""
    first, end = clause
    if end - first <= enough + 1:
        return end
    adjuncts = [t for t in doc[predicate + 1 : end] if _is_adjunct(t, doc[predicate])]
    whole = [t for t in adjuncts if not any(base(a.dep_) == "acl" for a in t.ancestors if predicate < a.i < t.i)]
    cuts = [*_cuts(doc, whole, predicate, clause), end]
    short = [cut for cut in cuts if cut - first <= SHORT]
    near = [cut for cut in short if cut - first >= enough] or short[::-1] or cuts
    if near[0] - first <= LONG:
        return _closed(doc, first, near[0], predicate)
    cuts = [cut for cut in _cuts(doc, adjuncts, predicate, clause) if cut - first <= LONG]
    return _closed(doc, first, cuts[-1] if cuts else _whole_noun(doc, min(end, first + LONG), end), predicate)


def _whole_noun(doc: Doc, cut: int, end: int) -> int:
    """Return the cut moved behind the noun that the word before it belongs to."""
    last = doc[cut - 1]
    inside = last.dep_ in {"det", "amod", "compound", "nummod", "nmod:poss"} and last.head.i < min(end, cut + 3)
    return max(cut, last.head.i + 1) if inside else cut


def _cuts(doc: Doc, adjuncts: Sequence[Token], predicate: int, clause: tuple[int, int]) -> list[int]:
    """Return where the clause may end: before an adjunct that it does not need."""
    edges = sorted({t.left_edge.i for t in adjuncts if predicate < t.left_edge.i < clause[1]})
    return [cut for cut in edges if not _severs(doc, clause[0], cut, clause[1])]


def _is_adjunct(token: Token, verb: Token) -> bool:
    """Say whether a clause can end before the token's phrase: not before what first follows its verb, or an 'of'."""
    label, edge = base(token.dep_), token.left_edge
    if label not in ADJUNCTS or edge.i <= token.head.i or (label == "nmod" and edge.lower_ == "of"):
        return False
    beside = [child for child in verb.rights if not child.is_punct]
    return beside[:1] != [token] or token.doc[edge.i - 1].text == ","


def _severs(doc: Doc, first: int, cut: int, end: int) -> bool:
    """Say whether a cut parts a verb from its complement, or a word from the head that it needs."""
    if doc[cut].lower_ == "to" and cut + 1 < end and doc[cut + 1].tag_ == "VB" and not _has_object(doc, first, cut):
        return True
    lost = any(base(t.dep_) in COMPLEMENTS and t.head.i < cut for t in doc[cut:end])
    return lost or any(cut <= t.head.i < end for t in doc[first:cut] if not t.is_punct)


def _has_object(doc: Doc, first: int, cut: int) -> bool:
    """Say whether a clause says enough without the infinitive that follows: 'voted on Thursday' does not."""
    return any(base(t.dep_) in {"obj", "iobj", "xcomp", "ccomp", "cop"} for t in doc[first:cut])


def _closed(doc: Doc, first: int, end: int, predicate: int) -> int:
    """Return the end without words that need what was cut behind them: determiners, prepositions, joining words.

    A clause that lost its verb goes whole: 'was killed when two robbers'.
    """
    opened = next((i for i in range(end - 1, predicate + 1, -1) if doc[i].lower_ in SUBORDINATING), end)
    if opened < end and not any(t.pos_ in {"VERB", "AUX"} for t in doc[opened:end]):
        end = opened if doc[opened].lower_ in {"when", "while", "because"} or doc[opened].pos_ == "SCONJ" else end
    while end - 1 > max(first, predicate):
        last = doc[end - 1]
        severed = last.head.i >= end and base(last.dep_) not in {"nsubj", "obj", "obl"}
        if last.tag_ == "POS":
            end -= 1
        elif not (severed or last.pos_ in {"DET", "ADP", "CCONJ", "SCONJ"} or last.tag_ in NEEDY or _is_comma(last)):
            break
        end -= 1
    return end


def _is_comma(token: Token) -> bool:
    return token.is_space or token.text in {",", ";", ":", "—", "–", "-", "("}

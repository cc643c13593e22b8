"""What is reported beside a verb of saying, by its place: behind it, before it, or around it."""

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base, phrase
from bot.news.facts.attribution import bare, has_verb
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.sources import TIMES
from bot.news.facts.verbs import verb_of

TOLD = 12
"""Tokens from a verb of saying to its 'that': whoever is told, where and when stand between them."""
WAYS = frozenset({"again", "also", "already", "earlier", "later", "once", "then", "too"})
BY = frozenset({"after", "at", "before", "by", "during", "from", "in", "on", "through", "to", "via"})
ASIDES = frozenset({"although", "as", "despite", "during", "following", "if", "in", "since", "though", "when", "while"})
"""Words that open what stands before the clause itself, so that a comma behind them ends no statement."""
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "X"})
"""Parts of speech of the words in a source's phrase."""
HEARERS = frozenset({"tell", "inform", "remind", "assure", "warn", "advise", "notify", "persuade", "convince"})
"""Verbs whose object is who hears it."""


def find_reported(doc: Doc, sentence: Sentence, verb: Token, speaker: Token) -> tuple[int, int] | None:
    """Return the tokens of what is reported: behind the verb, or before 'X said' where that stands between commas."""
    around = _around(doc, sentence, verb, speaker)
    if around is not None:
        return around
    first = _opening(doc, verb, speaker, sentence.last)
    if first is None or first >= sentence.last:
        return None
    first, last = bare(doc, first, stop(doc, first, sentence.last, verb))
    if last - first < 2 or doc[first].tag_ == "TO" or _asks(doc, first, last):
        return None
    if doc[first - 1].lower_ != "that" and _only_describes(doc, first, last):
        return None
    return (first, last) if has_verb(doc, first, last) and not first <= speaker.i < last else None


def _only_describes(doc: Doc, first: int, last: int) -> bool:
    """Say whether the words are a thing with its clause ('conceded a penalty which the referee gave')."""
    which = next((t.i for t in doc[first:last] if t.tag_ in {"WDT", "WP"}), None)
    if which is None or which == first or has_verb(doc, first, which):
        return False
    return sum(t.tag_ in FINITE - {"MD"} for t in doc[which:last]) == 1


def _asks(doc: Doc, first: int, last: int) -> bool:
    """Say whether a question is told rather than a statement ('said how it happened'), not a time before a clause."""
    opened = first > 0 and doc[first - 1].lower_ == "that"
    if not opened and (doc[first].lower_ == "where" or _is_when(doc, first, last)):
        return not any(t.text == "," for t in doc[first + 2 : last - 2])
    return doc[first].lower_ in {"how", "why", "if", "whether"}


def _is_when(doc: Doc, first: int, last: int) -> bool:
    """Say whether only the time of speaking follows ('officials said as dawn broke')."""
    opens = doc[first].lower_ in {"after", "as", "before", "following", "when", "while"}
    return opens and not any(t.text == "," for t in doc[first + 2 : last - 2])


def _around(doc: Doc, sentence: Sentence, verb: Token, speaker: Token) -> tuple[int, int] | None:
    """Return what 'X said' between commas parts, or closes: the words before it, else those behind it."""
    first = _before_source(doc, min(verb.i, _source_start(doc, speaker, sentence.first)), sentence.first)
    if first <= sentence.first + 2 or doc[first - 1].text not in {",", "–", "—", "-"}:
        return None
    if first < speaker.i < verb.i and has_verb(doc, first, speaker.i):
        return None
    behind = past_adjuncts(doc, max(verb.i, speaker.i) + 1, sentence.last)
    closed = (
        behind >= sentence.last or doc[behind].text in {",", ".", ";", "—", "–"} or _is_when(doc, behind, sentence.last)
    )
    if not closed and has_verb(doc, max(verb.i, speaker.i) + 1, sentence.last):
        return None
    start = _sentence_like(doc, sentence.first, first)
    clause = has_verb(doc, start, first) or (first - start > 5 and doc[start].pos_ not in {"ADP", "SCONJ", "VERB"})
    if clause and not _is_aside(doc, start, first):
        return bare(doc, start, first)
    if behind < sentence.last and has_verb(doc, behind, sentence.last):
        return bare(doc, behind, stop(doc, behind + 1, sentence.last, verb))
    return None


def _source_start(doc: Doc, speaker: Token, floor: int) -> int:
    """Return where the source's phrase begins: by the parse, but behind the comma before it, and with its 'X and'."""
    first = at = speaker.i
    while at > floor and (doc[at - 1].pos_ in NAMING or doc[at - 1].lower_ in {"of", "for", "and", "-"}):
        at -= 1
        if doc[at].pos_ in NAMING:
            first = at
    parsed = phrase(speaker, coordinated=True)[0]
    return first if doc[at - 1].text == "," else max(first, parsed)


def _sentence_like(doc: Doc, first: int, last: int) -> int:
    """Return where the statement begins that ends at `last`: behind a semicolon."""
    return next((i + 1 for i in range(last - 2, first, -1) if doc[i].text == ";"), first)


def _is_aside(doc: Doc, first: int, last: int) -> bool:
    """Say whether the words only lead up to 'X said' ('When asked about it, Smith said')."""
    return _leads_up(doc, first) and not any(t.text == "," for t in doc[first : last - 1])


def _leads_up(doc: Doc, at: int) -> bool:
    """Say whether a word opens what stands before the clause; 'as many as 27 ships' is the clause itself."""
    counts = doc[at].lower_ == "as" and at + 1 < len(doc) and doc[at + 1].lower_ in {"many", "much", "few", "little"}
    return doc[at].lower_ in ASIDES and not counts


def _before_source(doc: Doc, first: int, floor: int) -> int:
    """Return where a source begins whose role stands before its name's comma (', its governor, Paul Reyes, said')."""
    if first - 2 <= floor or doc[first - 1].text != "," or doc[first - 2].pos_ != "NOUN":
        return first
    role = phrase(doc[first - 2])[0]
    titled = doc[first - 2].lemma_.lower() in load_lexicon().titles | load_lexicon().speakers
    return role if titled and role > floor and doc[role - 1].text == "," else first


def _opening(doc: Doc, verb: Token, speaker: Token, last: int) -> int | None:
    """Return where the statement begins: behind a 'that' that is near, else behind when, where and how it was said."""
    first = verb.i + 1
    if verb.i < speaker.i:
        first = max(first, phrase(speaker, coordinated=True)[1])
    that = _that(doc, verb, first, last)
    if that is not None:
        return that
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    placed = past_adjuncts(doc, first, last)
    edge = clause.left_edge.i if clause is not None else None
    if verb_of(verb) in HEARERS:
        return edge if edge is not None and edge > first else _past_hearer(doc, first, last)
    if edge is not None and edge > placed < last and (doc[placed].tag_ == "IN" or doc[placed].text == ","):
        return edge
    return placed


def _past_hearer(doc: Doc, first: int, last: int) -> int | None:
    """Return the token behind a named hearer ('told Sky News any process …'), where a clause begins there."""
    if first >= last:
        return None
    at = first + 1 if doc[first].pos_ == "DET" else first
    start = at
    while at < last and (doc[at].pos_ == "PROPN" or doc[at].lower_ in load_lexicon().venues):
        at += 1
    begins = start < at < last and doc[at].pos_ in {"DET", "PRON", "NOUN", "ADJ", "NUM"}
    return at if begins else None


def _that(doc: Doc, verb: Token, first: int, last: int) -> int | None:
    """Return the token behind the 'that' that opens what is said, where no other clause lies between."""
    for token in doc[first : min(first + TOLD, last)]:
        if token.tag_ in FINITE or token.text in {":", ";", '"', "“", "”"}:
            return None
        if token.lower_ != "that" or token.i + 1 >= last or token.nbor().tag_ in FINITE - {"MD"}:
            continue
        before = doc[token.i - 1]
        near = token.i == first or before.text == "," or before.lower_ in TIMES | load_lexicon().venues
        if token.tag_ == "IN" or near or verb_of(verb) in HEARERS:
            return token.i + 1
    return None


def past_adjuncts(doc: Doc, first: int, last: int) -> int:
    """Return the token behind adverbs, days and places of speaking ('also', 'on Friday', 'in a statement')."""
    at = first
    while at < last:
        behind = _past_adjunct(doc, at, last)
        if behind == at:
            break
        at = behind
    return at


def _past_adjunct(doc: Doc, at: int, last: int) -> int:
    token = doc[at]
    if token.lower_ in TIMES | WAYS or (token.tag_ == "RB" and token.lower_.endswith("ly")):
        return at + 1
    time = token.lower_ in {"last", "this", "earlier", "late", "early"} and at + 1 < last and _is_time(doc[at + 1])
    if time and (at + 2 >= last or doc[at + 2].tag_ != "POS"):
        return _past_adjunct(doc, at + 1, last) if doc[at + 1].lower_ in {"this", "last"} else at + 2
    if token.lower_ not in BY:
        return at
    end = at + 1
    while end < last and doc[end].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        end += 1
        if doc[end - 1].lower_ in TIMES | load_lexicon().venues:
            return _past_year(doc, end, last)
    return at


def _past_year(doc: Doc, at: int, last: int) -> int:
    while at < last and doc[at].like_num:
        at += 1
    return at


def _is_time(token: Token) -> bool:
    return token.lower_ in TIMES | {"day", "week", "weekend", "month", "year", "morning", "evening", "night", "this"}


def stop(doc: Doc, first: int, last: int, verb: Token | None = None) -> int:
    """Return where another statement takes over ('… and said', '; Y said', ', adding that'), else `last`."""
    aside = first < last and _leads_up(doc, first)
    for token in doc[first + 1 : last]:
        if token.text == ";" and has_verb(doc, token.i, last):
            return token.i
        if token.tag_ == "WDT" and verb_of(token.head) in load_lexicon().denying and token.i - 1 > first:
            return token.i - 1
        if token.i <= first + 2 or not _says(token):
            continue
        at = _taken_over(doc, token, first, aside=aside)
        if at is not None:
            return at
    coordinated = _coordinated(verb, first, last)
    return last if coordinated is None else coordinated


def _says(token: Token) -> bool:
    words = load_event_words()
    known = verb_of(token) in words.saying | words.announcing | load_lexicon().denying
    told = token.tag_ == "VBN" and token.i > 0 and token.nbor(-1).pos_ in {"NOUN", "PROPN"}
    return known and (told or token.tag_ in {*FINITE, "VBG"})


def _taken_over(doc: Doc, verb: Token, first: int, *, aside: bool) -> int | None:
    """Return where the statement ends before a second verb of saying that is not part of it."""
    before = verb.i - 1
    while before > first and (doc[before].pos_ == "ADV" or doc[before].lower_ in {"has", "have"}):
        before -= 1
    if verb.tag_ == "VBG":
        return before if doc[before].text == "," else None
    if doc[before].lower_ in {"and", "but"}:
        return before
    subject = next((c for c in verb.children if base(c.dep_) == "nsubj" and c.i < verb.i), None)
    if subject is None and doc[before].pos_ in {"NOUN", "PROPN", "PRON"}:
        subject = doc[before]
    if subject is None:
        return None
    start = _source_start(doc, subject, first) - 1
    if start <= first + 1 or doc[start].lower_ == "who":
        return None
    if doc[start].lower_ in {"but", "while", "whereas"} or (doc[start].lower_ == "and" and doc[start - 1].text == ","):
        return start
    return start if doc[start].text == "," and not aside and has_verb(doc, first, start) else None


def _coordinated(verb: Token | None, first: int, last: int) -> int | None:
    """Return the 'and' before what else the speaker did ('said it was unfair and asked for a recount')."""
    if verb is None:
        return None
    for other in verb.children:
        if other.dep_ == "conj" and first < other.i < last and other.tag_ in FINITE:
            joined = next((c.i for c in other.children if c.dep_ == "cc" and first < c.i < other.i), None)
            if joined is not None and joined == other.i - 1:
                return joined
    return None

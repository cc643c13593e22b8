"""What a number counts, and what is said of it."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import is_predicate, subject_of
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quantities import Quantity

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
INSIDE = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", *NOUNS})
SKIPPED = frozenset({"of", "the", "all", "its", "their"})
NO_NOUN = frozenset({"more", "less", "fewer", "most", "least", "further", "ago", "later", "earlier"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"}
)
STANDS_FOR = frozenset({"number", "figure", "toll", "total", "count", "tally"})
"""Nouns that stand for what was counted before ('that number is closer to 40,000')."""
PLACING = frozenset({"be", "have", "do"})
HARMED = frozenset({"dead", "missing", "homeless", "injured", "wounded", "hurt"})
GOING_ON = frozenset({"more", "of", "were", "was", "are", "have"})
"""Words behind a bare number that counts what the number before it counted ('200 more')."""
TELLS_TOLL = re.compile(
    r"\btoll\b[^.;:\d]{0,60}?(?:\bfrom [\w,]+ )?"
    r"\b(?:to|at|of|is|was|stood|stands|reached|reaches|hit|hits|passed|passes|exceeded|exceeds|topped|tops|nears?|neared)\s$",
    re.IGNORECASE,
)
"""The words between a toll and its number ('the death toll of the quake rose to', 'put the toll at')."""
LONGEST_TOLL = 100
"""Characters from a toll to its number."""
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "nsubj:outer"})
MEASURES = frozenset({"obl", "advmod", "xcomp"})
"""Arcs on which an amount measures what the verb tells ('fell by 12 percent', 'rose to 212')."""
INNER = frozenset({"nummod", "compound", "flat", "amod", "fixed", "det", "advmod"})
"""Arcs within the phrase that the number belongs to."""
CHAIN = 4
"""Things listed before the counted one."""
FAR = 12
"""Tokens from a number back to the verb that tells of it, where the parse tells nothing."""


def find_noun(doc: Doc, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """Return the token range of the noun a number counts: the run behind it ('25 others', '131-page') or its head."""
    first = quantity.last
    if first < sentence.last and doc[first].text in {"-", "–"}:
        return (first + 1, first + 2) if first + 1 < sentence.last and doc[first + 1].is_alpha else None
    while first < sentence.last and (doc[first].lower_ in SKIPPED or _is_whole(doc, first)):
        first += 1
    run = _run(doc, first, sentence.last)
    if run is not None:
        return run
    head = doc[quantity.number].head
    if base(doc[quantity.number].dep_) == "nummod" and head.tag_ in NOUNS and head.i >= quantity.last:
        between = doc[quantity.last : head.i + 1]
        if head.lower_ in load_lexicon().units.calendar or any(t.pos_ == "CCONJ" or is_harm(t) for t in between):
            return None
        return head.i, head.i + 1
    return None


def is_harm(token: Token) -> bool:
    """Say whether a word tells of harm, by its lemma or by its letters where the tagger took it for no verb."""
    word, harm = token.lower_, load_lexicon().harm
    if token.lemma_.lower() in harm or word in HARMED:
        return True
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("d").removesuffix("e")
    return stem != word and (stem in harm or stem + "e" in harm)


def _is_whole(doc: Doc, index: int) -> bool:
    """Say whether a number is the whole that another is part of ('12 of the 21 seats')."""
    return doc[index].pos_ == "NUM" and doc[index - 1].lower_ in {"of", "the"}


def _run(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the noun run that begins at `first`, up to its last noun; a plural ends it before a new name begins."""
    end = None
    for token in doc[first:last]:
        if token.lower_ in NO_NOUN | DAYS or not (token.tag_ in INSIDE or is_noun(token)) or _is_verb(token):
            break
        if is_noun(token):
            end = token.i + 1
            following = doc[end] if end < last else None
            if token.tag_ == "NNS" and (following is None or following.tag_ not in {"NN", "NNS", "HYPH"}):
                break
    if end is None or (doc[end - 1].lower_ in load_lexicon().units.calendar and _is_span(doc, first, end)):
        return None
    return first, end


def _is_span(doc: Doc, first: int, end: int) -> bool:
    """Say whether a run is a stretch of the calendar ('years', 'last year') and not a count of 'working days'."""
    return end - first == 1 or doc[first].lower_ in {
        "last",
        "next",
        "past",
        "previous",
        "more",
        "recent",
        "consecutive",
    }


def is_noun(token: Token) -> bool:
    """Say whether the token is a noun: by its tag, or by its arc where the tagger took a plural for a verb."""
    return token.tag_ in NOUNS or (token.tag_ == "VBZ" and base(token.dep_) in {"obj", "obl", "nmod"})


def _is_verb(token: Token) -> bool:
    """Say whether a participle in the run is a predicate ('107 killed in') and no adjective ('12 injured men')."""
    if token.tag_ not in {"VBN", "VBG", "VBD"}:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or following.tag_ not in NOUNS or base(token.dep_) in {"acl", "root", "ROOT"}


def recall_noun(
    doc: Doc, sentence: Sentence, quantity: Quantity, before: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the noun of a bare number from what was counted before: '200 more', 'that number is closer to 40,000'.

    `before` are the nouns counted so far, those of this sentence last. 'From 9 to 10' counts its subject.
    """
    following = doc[quantity.last] if quantity.last < sentence.last else None
    here = before[-1] if before and before[-1][0] >= sentence.first else None
    if here is not None and following is not None and (following.lower_ in GOING_ON or is_harm(following)):
        return here
    if find_toll(doc, sentence, quantity) is not None:
        return None
    first = tokens_before(doc, sentence, quantity)
    if quantity.approx != "exact" and first > sentence.first and is_noun(doc[first - 1]):
        return first - 1, first
    total = next((t for t in doc[sentence.first : quantity.number] if t.lower_ in STANDS_FOR), None)
    if total is not None:
        own = _run(doc, total.i + 2, sentence.last) if doc[total.i + 1].lower_ == "of" else None
        return own or (before[-1] if before else None)
    verb = governing_verb(doc, sentence, quantity)
    subject = subject_of(verb) if verb is not None else None
    if (
        subject is not None
        and subject.tag_ in {"NNS", "NNPS"}
        and doc[quantity.number - 1].lower_ in {"to", "from", "by"}
    ):
        return subject.i, subject.i + 1
    return None


def find_what(doc: Doc, sentence: Sentence, quantity: Quantity, noun: tuple[int, int] | None) -> Token | None:
    """Return the word for what happened to the counted: the participle behind it, the verb before it, its own verb."""
    behind = noun[1] if noun is not None and noun[0] >= sentence.first else quantity.last
    told = _told_behind(doc, behind, sentence.last)
    if told is not None:
        return told
    first = tokens_before(doc, sentence, quantity)
    before = doc[first - 1] if first > sentence.first else None
    if before is not None and (is_harm(before) or (before.pos_ == "VERB" and not _places(before))):
        return before
    toll = find_toll(doc, sentence, quantity)
    return toll if toll is not None else _verb_of(doc, quantity, noun)


def _places(verb: Token) -> bool:
    """Say whether a verb tells nothing of the number behind it: 'has 12 members', 'said 12 people …'."""
    return verb.lemma_.lower() in PLACING | load_event_words().saying


def find_toll(doc: Doc, sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the toll that a number states ('the death toll rose to 212'), the token of the word itself."""
    start = doc[tokens_before(doc, sentence, quantity)].idx
    before = doc.text[max(sentence.start, start - LONGEST_TOLL) : start]
    if not TELLS_TOLL.search(before):
        return None
    return next(
        (t for t in reversed(doc[sentence.first : quantity.number]) if t.lower_ == "toll"),
        None,
    )


def _verb_of(doc: Doc, quantity: Quantity, noun: tuple[int, int] | None) -> Token | None:
    """Return the verb of which the counted is an argument; a circumstance ('won with 60,760 votes') tells nothing."""
    own = noun is not None and noun[0] >= quantity.last
    counted = doc[noun[1] - 1] if own and noun is not None else doc[quantity.number]
    while counted.head != counted and counted.head.i >= quantity.number and base(counted.dep_) in INNER:
        counted = counted.head
    measured = not own or quantity.unit is not None
    if measured and base(counted.dep_) in INNER and counted.head != counted:
        counted = counted.head
    for _ in range(CHAIN):
        if base(counted.dep_) != "conj" or counted.head.pos_ not in {"NOUN", "PROPN", "NUM"}:
            break
        counted = counted.head
    label = counted.dep_.lower()
    if label not in ARGUMENTS and not (measured and base(label) in MEASURES and label != "obl:agent"):
        return None
    verb = counted.head
    apart = doc[verb.i + 1 : counted.i] if label not in ARGUMENTS else ()
    if any(t.tag_ in FINITE for t in apart) or verb.i in range(quantity.number, quantity.last):
        return None
    return verb if verb.pos_ == "VERB" or verb.lower_ in HARMED else None


def tokens_before(doc: Doc, sentence: Sentence, quantity: Quantity) -> int:
    """Return the first token of the number with its modifier."""
    first = quantity.number
    while first > sentence.first and doc[first - 1].idx >= quantity.start:
        first -= 1
    return first


def _told_behind(doc: Doc, first: int, last: int) -> Token | None:
    """Return the participle or adjective of 'people were killed', '107 killed', '3 dead'; helping verbs are passed."""
    helped = False
    for token in doc[first : min(first + 6, last)]:
        if token.lemma_ in {"be", "have", "get"} and token.pos_ in {"AUX", "VERB"}:
            helped = True
        elif token.tag_ == "VBN" or (token.tag_ == "VBD" and not helped) or token.lower_ in HARMED:
            return token
        elif token.pos_ != "ADV" and token.lower_ not in {"people", "others"}:
            break
    return None


def governing_verb(doc: Doc, sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the predicate above the number in the tree, or the nearest verb before it."""
    for above in doc[quantity.number].ancestors:
        if above.pos_ == "VERB" or is_predicate(above):
            return above
    for i in range(quantity.number - 1, max(sentence.first, quantity.number - FAR) - 1, -1):
        if doc[i].pos_ == "VERB":
            return doc[i]
    return None

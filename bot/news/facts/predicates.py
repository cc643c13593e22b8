"""What is said of the counted: the word for what happened to it."""

import re
from itertools import islice

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import is_predicate
from bot.news.document.lexicon import load_lexicon as load_event_words
from bot.news.document.phrase import FINITE, base
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.quantities import Quantity, tokens_before

PLACING = frozenset({"be", "have", "do"})
HARMED = frozenset({"dead", "missing", "homeless", "injured", "wounded", "hurt"})
HELPING = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having"})
PASSING = frozenset({"reported", "confirmed", "found", "left", "declared", "pronounced"})
"""Participles that only pass on what befell the counted ('were reported killed')."""
INSERTED = frozenset({"including", "among", "most", "many", "mostly", "some", "all", "nearly", "almost"})
INSERTION = 14
"""First words, and tokens at most, of an insertion that parts the counted from its verb."""
TELLS_TOLL = re.compile(
    r"\btoll\b[^.;:\d]{0,60}?(?:\bfrom [\w,]+ )?"
    r"\b(?:to|at|of|is|was|stood|stands|reached|reaches|hit|hits|passed|passes|exceeded|exceeds|topped|tops|nears?|neared)\s$",
    re.IGNORECASE,
)
"""The words between a toll and its number ('the death toll of the quake rose to', 'put the toll at')."""
NUMBER_OF = re.compile(
    r"\bnumber of (?:the )?(?:dead|killed|injured|wounded|missing|hurt|arrested|displaced|homeless)\b[^.;:\d]{0,50}?"
    r"\b(?:to|at|is|was|stood|stands|reached|reaches|hit|passed|exceeded|topped)\s$",
    re.IGNORECASE,
)
"""The words between 'the number of injured' and the number."""
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


def is_harm(token: Token) -> bool:
    """Say whether a word tells of harm, by its lemma or by its letters where the tagger took it for no verb."""
    word, harm = token.lower_, load_lexicon().harm
    if token.lemma_.lower() in harm or word in HARMED:
        return True
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("d").removesuffix("e")
    return stem != word and (stem in harm or stem + "e" in harm)


def find_what(doc: Doc, sentence: Sentence, quantity: Quantity, noun: tuple[int, int] | None) -> Token | None:
    """Return the word for what happened to the counted: the participle behind it, the verb before it, its own verb."""
    behind = noun[1] if noun is not None and noun[0] >= sentence.first else quantity.last
    told = _told_behind(doc, behind, sentence.last)
    if told is not None:
        return told
    first = tokens_before(doc, sentence, quantity)
    before = doc[first - 1] if first > sentence.first else None
    toll = None if before is not None and is_harm(before) else find_toll(doc, sentence, quantity)
    if toll is not None:
        return toll
    if before is not None and (is_harm(before) or (before.pos_ == "VERB" and not places(before))):
        return before
    if before is not None and before.lower_ == "worth" and quantity.unit is not None:
        return before
    verb = _verb_of(doc, quantity, noun)
    if verb is not None and verb.lemma_.lower() in load_event_words().saying:
        return None
    return verb if verb is not None or quantity.unit is None else _change_before(doc, sentence, first)


def _change_before(doc: Doc, sentence: Sentence, first: int) -> Token | None:
    """Return the verb of change whose outcome an amount is: 'profit fell 12% to $340 million'."""
    if first - 1 < sentence.first or doc[first - 1].lower_ not in {"to", "by"}:
        return None
    for token in reversed(doc[max(sentence.first, first - FAR) : first - 1]):
        if token.lower_ in load_lexicon().changes and token.pos_ == "VERB":
            return token
        if token.text in {",", ";"} or token.pos_ == "CCONJ":
            return None
    return None


def places(verb: Token) -> bool:
    """Say whether a verb tells nothing of the number behind it: 'has 12 members', 'said 12 people …'."""
    return verb.lower_ in HELPING or verb.lemma_.lower() in PLACING | load_event_words().saying


def find_toll(doc: Doc, sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the toll that a number states ('the death toll rose to 212'), the token of the word itself."""
    start = doc[tokens_before(doc, sentence, quantity)].idx
    before = doc.text[max(sentence.start, start - LONGEST_TOLL) : start]
    if NUMBER_OF.search(before):
        return next((t for t in reversed(doc[sentence.first : quantity.number]) if is_harm(t)), None)
    if not TELLS_TOLL.search(before):
        return None
    return next(
        (t for t in reversed(doc[sentence.first : quantity.number]) if t.lower_ == "toll"),
        None,
    )


def _verb_of(doc: Doc, quantity: Quantity, noun: tuple[int, int] | None) -> Token | None:
    """Return the verb of which the counted is an argument; a circumstance ('won with 60,760 votes') tells nothing."""
    measures = load_lexicon().units.measures.values()
    if quantity.unit in measures and quantity.last < len(doc) and doc[quantity.last].pos_ == "NOUN":
        return None  # the amount describes what stands behind it: 'a 240,000 square metre park'
    own = noun is not None and (noun[0] >= quantity.last or (quantity.unit is None and doc[noun[1]].lower_ == "of"))
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


def _told_behind(doc: Doc, first: int, last: int) -> Token | None:
    """Return the participle or adjective of 'people were killed', '107 killed', '3 dead'; helping verbs are passed.

    So are 'of whom', an insertion between commas, and words that only pass it on ('were reported killed').
    """
    helped = False
    first = _past_insertion(doc, first, last)
    for token in doc[first : min(first + 6, last)]:
        following = doc[token.i + 1] if token.i + 1 < last else None
        if token.lower_ in HELPING or (token.lemma_ == "get" and token.pos_ == "VERB"):
            helped = True
        elif token.lower_ in PASSING and following is not None and is_harm(following):
            continue
        elif token.tag_ == "VBN" or (token.tag_ == "VBD" and not helped) or token.lower_ in HARMED:
            return token
        elif token.pos_ != "ADV" and token.lower_ not in {"people", "others", "of", "whom", "them"}:
            break
    return None


def _past_insertion(doc: Doc, first: int, last: int) -> int:
    """Return the token behind ', including 9 children,'; `first` itself where no such insertion stands there."""
    if first + 1 >= last or doc[first].text != "," or doc[first + 1].lower_ not in INSERTED:
        return first
    closing = next((i for i in range(first + 2, min(first + INSERTION, last)) if doc[i].text == ","), None)
    return first if closing is None else closing + 1


def governing_verb(doc: Doc, sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the predicate above the number in the tree, or the nearest verb before it."""
    for above in islice(doc[quantity.number].ancestors, FAR):
        if above.pos_ == "VERB" or is_predicate(above):
            return above
    for i in range(quantity.number - 1, max(sentence.first, quantity.number - FAR) - 1, -1):
        if doc[i].pos_ == "VERB":
            return doc[i]
    return None

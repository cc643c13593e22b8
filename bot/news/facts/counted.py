"""What a number counts, and what is said of it."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import is_predicate, subject_of
from bot.news.document.phrase import base
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
        return None if head.lower_ in load_lexicon().units.calendar else (head.i, head.i + 1)
    return None


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
    following = doc[quantity.last].lower_ if quantity.last < sentence.last else ""
    here = [noun for noun in before if noun[0] >= sentence.first]
    if following in {"more", "of", "were", "was", "are", "have"} and here:
        return here[-1]
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
    if first > sentence.first and doc[first - 1].pos_ == "VERB" and doc[first - 1].lemma_ not in PLACING:
        return doc[first - 1]
    return governing_verb(doc, sentence, quantity)


def tokens_before(doc: Doc, sentence: Sentence, quantity: Quantity) -> int:
    """Return the first token of the number with its modifier."""
    return next((t.i for t in doc[sentence.first : quantity.number + 1] if t.idx >= quantity.start), quantity.number)


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

"""What a number counts."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.news.document import Sentence
from bot.news.document.events import subject_of
from bot.news.document.phrase import base
from bot.news.facts.lexicon import load_lexicon
from bot.news.facts.predicates import find_toll, governing_verb, is_harm, places
from bot.news.facts.quantities import Quantity, tokens_before

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
INSIDE = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", *NOUNS})
SKIPPED = frozenset({"of", "the", "all", "its", "their"})
WHOLLY = frozenset(
    {"next", "first", "last", "past", "remaining", "previous", "total", "estimated", "roughly", "about", "some"}
)
"""Words between 'of' and the whole that a number is part of ('18 of its next 23 games')."""
NO_NOUN = frozenset({"more", "less", "fewer", "most", "least", "further", "ago", "later", "earlier"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"}
)
SHARES = frozenset({"percent", "percentage points", "basis points"})
NO_SUM = frozenset(
    {
        "figure",
        "excess",
        "total",
        "means",
        "instead",
        "value",
        "worth",
        "maximum",
        "minimum",
        "rate",
        "average",
        "top",
        "one",
        "speed",
    }
)
"""Nouns before 'of' and an amount that do not say what it is an amount of."""
STANDS_FOR = frozenset({"number", "figure", "toll", "total", "count", "tally"})
THEM = frozenset({"them", "whom", "which", "those", "these"})
"""Nouns that stand for what was counted before ('that number is closer to 40,000')."""
GOING_ON = frozenset({"more", "of", "were", "was", "are", "have"})
"""Words behind a bare number that counts what the number before it counted ('200 more')."""
MANY = 1000
"""From here on a number is hardly part of a description, whatever the tagger says of its noun."""


def find_noun(doc: Doc, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """Return the token range of the noun a number counts: the run behind it ('25 others'), its head, or its whole."""
    if quantity.last + 1 < sentence.last and doc[quantity.last + 1].lower_ == "fold":
        return quantity.last + 1, quantity.last + 2
    if (
        quantity.last + 1 < sentence.last
        and doc[quantity.last].lower_ == "of"
        and doc[quantity.last + 1].lower_ in THEM
    ):
        return None
    first = _past_whole(doc, sentence, quantity)
    run = _run(doc, first, sentence.last)
    if run is not None:
        return run if _may_be_counted(doc[run[1] - 1], quantity) else None
    head = doc[quantity.number].head
    if base(doc[quantity.number].dep_) == "nummod" and head.tag_ in NOUNS and head.i >= quantity.last:
        between = doc[quantity.last : head.i + 1]
        if head.lower_ in load_lexicon().units.calendar or any(t.pos_ == "CCONJ" or is_harm(t) for t in between):
            return None
        return (head.i, head.i + 1) if _may_be_counted(head, quantity) else None
    return _gathering(doc, sentence, quantity)


def _past_whole(doc: Doc, sentence: Sentence, quantity: Quantity) -> int:
    """Return the token at which the counted begins: behind 'of the 21', 'of Acme's 1,774,326', 'more', '-strong'."""
    first, last = quantity.last, sentence.last
    if first + 1 < last and doc[first].text in {"-", "–"} and doc[first + 1].lower_ in {"strong", "odd", "plus"}:
        return first + 2
    if first + 1 < last and doc[first].lower_ == "more" and doc[first + 1].tag_ in {"JJ", "NN", "NNS"}:
        first += 1
    owned = _owned_number(doc, first, last)
    if owned is not None:
        return owned
    while first < last and (_is_skipped(doc, first) or _is_whole(doc, first)):
        first += 1
    return first


def _owned_number(doc: Doc, first: int, last: int) -> int | None:
    """Return what stands behind the number in 'of Acme's 1,774,326 shares'."""
    if first >= last or doc[first].lower_ != "of":
        return None
    for i in range(first + 1, min(first + 6, last - 1)):
        if doc[i].tag_ == "POS":
            return i + 2 if doc[i + 1].pos_ == "NUM" else None
    return None


def _is_skipped(doc: Doc, index: int) -> bool:
    """Say whether a word only joins a number to its whole; 'All-Star' is a name."""
    word = doc[index]
    if word.lower_ in WHOLLY:
        behind = doc[index + 1] if index + 1 < len(doc) else None
        return behind is not None and behind.pos_ == "NUM"
    joined = index + 1 < len(doc) and doc[index + 1].text == "-" and not doc[index].whitespace_
    return word.lower_ in SKIPPED and not joined


def _may_be_counted(noun: Token, quantity: Quantity) -> bool:
    """Say whether a noun can be told in this number: a singular behind more than one is a description ('911 call')."""
    if noun.tag_ != "NN" or not 1 < (quantity.numeral.upper or quantity.numeral.value) < MANY:
        return True
    word = noun.lower_
    return word.endswith("s") or word in load_lexicon().plurals or noun.ent_type_ != ""


def _gathering(doc: Doc, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """Return the noun before a bare number: 'a crowd of 18,500', 'Attendance: 61,204'."""
    at = tokens_before(doc, sentence, quantity) - 1
    if at - 1 < sentence.first:
        return None
    joint, noun = doc[at], doc[at - 1]
    if joint.lower_ == "of" and noun.lemma_.lower() in load_lexicon().gatherings:
        return at - 1, at
    return (at - 1, at) if joint.text == ":" and noun.lower_ in load_lexicon().tallied else None


def find_amount_noun(doc: Doc, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """Return what an amount is an amount of: 'a $3 million bond', 'assets of $4.5 trillion', 'tonnes of grain'.

    Shares have none: their unit says that they are percent.
    """
    if quantity.unit in SHARES or quantity.unit is None:
        return None
    if quantity.unit == "magnitude":
        first = quantity.last
        while first < sentence.last and doc[first].lower_ in {"-", "magnitude"}:
            first += 1
        return _run(doc, first, sentence.last)
    word = _unit_word(doc, quantity)
    if word is not None:
        of = quantity.last + 1 < sentence.last and doc[quantity.last].lower_ == "of"
        matter = _run(doc, quantity.last + 1, sentence.last) if of else None
        return (word[0], matter[1]) if matter is not None and doc[matter[0]].tag_ != "NNP" else word
    if quantity.rated:
        return None
    at = tokens_before(doc, sentence, quantity) - 1
    if at - 1 >= sentence.first and doc[at].lower_ == "of" and doc[at - 1].tag_ in {"NN", "NNS"}:
        none = NO_SUM | load_lexicon().units.calendar
        return (at - 1, at) if doc[at - 1].lower_ not in none else None
    return _matter(doc, sentence, quantity)


def _matter(doc: Doc, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """Return the noun behind an amount: 'bond', 'in damage', 'worth of jewels'."""
    first, last = quantity.last, sentence.last
    if first < last and doc[first].lower_ == "in":
        run = _run(doc, first + 1, last)
        return run if run is not None and doc[run[1] - 1].lemma_.lower() in load_lexicon().sums else None
    if first + 1 < last and doc[first].lower_ == "worth" and doc[first + 1].lower_ == "of":
        first += 2
    elif first < last and doc[first].lower_ == "of":
        first += 1
    run = _run(doc, first, last)
    named = run is not None and any(token.tag_ in {"NNP", "NNPS"} for token in doc[run[0] : run[1]])
    return None if named else run


def _unit_word(doc: Doc, quantity: Quantity) -> tuple[int, int] | None:
    """Return the word that names the unit ('euros', 'hours', 'square metres')."""
    for i in range(quantity.number + 1, quantity.last):
        word = doc[i]
        if word.lower_ in {"a", "an", "per", "each", "/"}:
            break
        if word.idx >= quantity.numeral.end and word.text.isalpha() and word.lower_ != "or":
            if word.lower_ in load_lexicon().units.scopes and i + 1 < quantity.last:
                return i, i + 2
            return i, i + 1
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
            if token.tag_ in {"NNS", "NNPS"} and (following is None or not _continues(doc, following, last)):
                break
    if end is None or (doc[end - 1].lower_ in load_lexicon().units.calendar and _is_span(doc, first, end)):
        return None
    return first, end


def _continues(doc: Doc, following: Token, last: int) -> bool:
    """Say whether a plural goes on as a compound ('arms dealers'); a singular behind it is a verb ('companies bid')."""
    if following.tag_ not in {"NN", "NNS", "HYPH"} or doc[following.i - 1].lower_ == "others":
        return False
    behind = doc[following.i + 1] if following.i + 1 < last else None
    if following.tag_ == "NN" and following.lower_ not in load_lexicon().plurals:
        return behind is not None and behind.tag_ in {"NN", "NNS"}
    return behind is None or behind.tag_ not in {"DT", "PRP$", "PRP"}


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
    """Say whether the token is a noun: by its tag, or by its arc where the tagger saw a verb or an adjective."""
    if token.tag_ in NOUNS:
        return not token.like_num
    return (token.tag_ == "VBZ" and base(token.dep_) in {"obj", "obl", "nmod"}) or (
        token.tag_ == "JJ" and base(token.dep_) == "obj"
    )


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
    here = _counted_here(doc, sentence, quantity, [noun for noun in before if noun[0] >= sentence.first])
    if here is not None or find_toll(doc, sentence, quantity) is not None:
        return here
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


def _counted_here(
    doc: Doc, sentence: Sentence, quantity: Quantity, here: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return what the sentence counted before, where the bare number counts it too."""
    if not here:
        return None
    following = doc[quantity.last] if quantity.last < sentence.last else None
    if following is not None and (following.lower_ in GOING_ON or is_harm(following)):
        return _subject_counted(doc, here)
    return here[-1] if _goes_on(doc, sentence, quantity, here[-1]) else None


def _subject_counted(doc: Doc, here: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the last noun counted before, but not one that is only named within it ('including 9 children')."""
    for noun in reversed(here[1:]):
        within = doc[max(0, noun[0] - 5) : noun[0]]
        if all(token.lower_ not in {"including", "among", "includes"} for token in within):
            return noun
    return here[0]


def _goes_on(doc: Doc, sentence: Sentence, quantity: Quantity, here: tuple[int, int]) -> bool:
    """Say whether a bare number counts on: 'and four in Tesh', 'won eight.', '52 votes to 48'."""
    first = tokens_before(doc, sentence, quantity)
    before = doc[first - 1]
    following = doc[quantity.last] if quantity.last < sentence.last else None
    ends = following is None or following.text in {".", ",", ";", ")"}
    if before.lower_ == "to" and doc[here[1] - 1].lower_ == "votes" and first - 2 == here[1] - 1:
        return True
    if before.lower_ in {"and", "but", ","} and following is not None and following.pos_ == "ADP":
        return following.lower_ in {"in", "at", "near", "from", "on"}
    return ends and before.pos_ == "VERB" and base(before.dep_) == "conj" and not places(before)

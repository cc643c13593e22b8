"""Event mentions: the predicates of clauses, and nouns that are events."""

from spacy.tokens import Doc, Token

from bot.news.document.clause import clause
from bot.news.document.document import Event, Sentence
from bot.news.document.lexicon import load_lexicon
from bot.news.document.phrase import DAYS, FINITE, base, is_nominal, phrase
from bot.news.document.tense import auxiliaries, finite, governor, lies_ahead, modal, negated, tense

TELLING = frozenset({"acl", "advcl", "conj", "root", "parataxis", "ccomp", "advcl:relcl", "acl:relcl"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
PLANNED = frozenset({"planned", "possible", "proposed", "scheduled"})
DESCRIBING = frozenset({"det", "amod", "nummod", "nmod:poss", "cop"})
SHARED = frozenset({"conj", "xcomp", "advcl"})
"""Arcs over which a predicate without a subject takes that of the predicate above it."""


def find_events(doc: Doc, sentences: tuple[Sentence, ...]) -> tuple[Event, ...]:
    """Return the event mentions of all sentences that are not aside, in text order."""
    found = []
    for number, sentence in enumerate(sentences):
        if sentence.aside:
            continue
        for token in doc[sentence.first : sentence.last]:
            if is_predicate(token):
                found.append(_verbal(token, number))
            elif is_happening(token):
                found.append(_nominal(token, number))
    return tuple(found)


def is_predicate(token: Token) -> bool:
    """Say whether the token is the predicate of a clause that tells something.

    A finite verb is one whatever arc it hangs on; a participle or an infinitive needs an arc that tells.
    """
    label, tag = token.dep_.lower(), token.tag_
    arc = base(label)
    if arc in {"aux", "cop", "punct", "case", "mark", "fixed", "amod", "compound"}:
        return arc == "amod" and _is_told(token)
    if tag in FINITE:
        return tag != "MD" and not _absorbed(token)
    if finite(token) is not None:
        return not _absorbed(token)
    if token.pos_ != "VERB":
        return label == "ccomp" and _is_mistaken(token)
    if tag in {"VBN", "VBG"}:
        return label in TELLING or arc in {"acl", "advcl"} or lies_ahead(token)
    return lies_ahead(token) or label == "root" or (label == "conj" and is_predicate(token.head))


def _is_mistaken(token: Token) -> bool:
    """Say whether what is said has a verb that the tagger took for a noun: 'The ferry sank on Monday, he said'."""
    described = any(child.i == token.i - 1 and child.dep_ in DESCRIBING for child in token.children)
    return token.tag_ == "NN" and not described and any(base(child.dep_) == "obl" for child in token.rights)


def _is_told(token: Token) -> bool:
    """Say whether a past tense right behind a name is its verb, as in 'Reuel told parliament'."""
    told = token.tag_ == "VBD" and token.i > 0 and token.head.i > token.i
    return told and token.doc[token.i - 1].pos_ in {"PROPN", "NOUN"}


def _absorbed(token: Token) -> bool:
    """Say whether the word only places another act ahead ('is due to open'): that act is the event."""
    if token.lemma_.lower() not in load_lexicon().ahead and token.lower_ not in load_lexicon().ahead:
        return False
    return any(base(child.dep_) == "xcomp" and child.pos_ in {"VERB", "AUX"} for child in token.children)


def is_happening(token: Token) -> bool:
    """Say whether a noun is an event; not one that modifies another ('election campaign') or stands in a name."""
    if token.tag_ not in {"NN", "NNS"} or token.lemma_.lower() not in load_lexicon().happening:
        return False
    return base(token.dep_) not in {"compound", "flat"} and token.ent_type_ not in NAMES


def subject_of(token: Token) -> Token | None:
    """Return the head of the subject: its own, that of the predicate above, or the noun that a participle describes.

    Of two subjects before the verb the nearer one is meant: the parser takes a dateline or an opening name for another.
    """
    own = [child for child in token.children if base(child.dep_) == "nsubj" and child.tag_ not in {"WDT", "WP"}]
    if own:
        return next((child for child in reversed(own) if child.i < token.i), own[0])
    relative = any(base(child.dep_) == "nsubj" for child in token.children)
    head = token.head
    if head == token:
        return _next_before(token) if token.tag_ in {"VBD", "VBZ", "VBP"} else None
    told = relative or token.tag_ in {"VBN", "VBD", "VBG"} or lies_ahead(token)
    if base(token.dep_) == "acl" and told and is_nominal(head):
        return head
    if base(token.dep_) in SHARED and not relative and not _marked(token):
        return subject_of(head) if base(token.dep_) != "xcomp" else _controller(token)
    return None


def _next_before(verb: Token) -> Token | None:
    """Return the name or noun that stands right before a main verb without a subject, at the head of its clause.

    The parser hangs it on an opening: 'Also Thursday, Saudi Arabia called for …'.
    """
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    noun = verb.doc[at]
    if at < verb.sent.start or noun.pos_ not in {"NOUN", "PROPN"} or any(c.dep_ == "case" for c in noun.children):
        return None
    first = phrase(noun)[0]
    return noun if first == verb.sent.start or verb.doc[first - 1].text == "," else None


def _marked(token: Token) -> bool:
    finite_clause = finite(token) is not None and base(token.dep_) == "advcl"
    return finite_clause and any(base(child.dep_) == "mark" for child in token.children)


def _controller(token: Token) -> Token | None:
    """Return who is to do it: the object of 'asked the US to help', else the subject of 'plans to help'."""
    for child in token.head.children:
        if base(child.dep_) in {"obj", "iobj"} and child.i < token.i:
            return child
    return subject_of(token.head)


def object_of(token: Token) -> Token | None:
    """Return the head of the object, of a passive nothing; a day is none."""
    objects = (child for child in token.children if child.dep_ == "obj" and child.lower_ not in DAYS)
    return next(objects, None)


def is_passive(verb: Token) -> bool:
    """Say whether something is said of the subject rather than by it; the helping verb is also found by its place."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "nsubj" for child in verb.children):
        return False
    before = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ != "ADV"), None)
    return (before is None or before.lemma_.lower() != "have") and base(verb.dep_) != "conj"


def is_reporting(token: Token) -> bool:
    """Say whether a predicate only reports what somebody says."""
    words, lemma = load_lexicon(), token.lemma_.lower()
    if lemma in words.promising and any(base(child.dep_) == "xcomp" for child in token.children):
        return False
    if lemma in words.saying:
        return True
    return lemma in words.announcing and (_stands_behind(token) or any(_is_said(child) for child in token.children))


def _stands_behind(token: Token) -> bool:
    """Say whether it closes what is said: 'The bank will close, a newspaper reported on Friday'."""
    return token.dep_ == "parataxis" and token.head.i < token.i and object_of(token) is None


def _is_said(child: Token) -> bool:
    return child.dep_ == "ccomp" or (base(child.dep_) == "parataxis" and finite(child) is not None)


def _verbal(token: Token, sentence: int) -> Event:
    subject, what = subject_of(token), object_of(token)
    subject_range = phrase(subject, coordinated=True) if subject is not None else None
    first, last = clause(_outer(token), _own(subject_range, token))
    return Event(
        token=token.i,
        sentence=sentence,
        lemma=token.lemma_.lower(),
        tense=tense(token),
        nominal=False,
        reporting=is_reporting(token),
        negated=negated(token),
        modal=modal(token),
        subject=_span(token.doc, subject_range),
        object=_span(token.doc, phrase(what, coordinated=True)) if what is not None else None,
        clause=_chars(token.doc, first, last),
    )


def _outer(token: Token) -> Token:
    """Return the predicate whose clause is printed: of 'is due to open' the whole."""
    head = token.head
    return head if base(token.dep_) == "xcomp" and head != token and _absorbed(head) else token


def _own(subject: tuple[int, int] | None, token: Token) -> tuple[int, int] | None:
    """Return the subject when it stands in the predicate's own clause, so that the clause can begin with it."""
    if subject is None:
        return None
    outer = _outer(token)
    between = token.doc[subject[1] : outer.i]
    helpers = {aux.i for aux in auxiliaries(outer)}
    verbs = [t for t in between if t.tag_ in FINITE and t.i not in helpers and base(t.dep_) != "acl"]
    foreign = any(verb.head != outer for verb in verbs)
    return None if foreign and base(outer.dep_) in {"conj", "advcl", "acl"} else subject


def _nominal(token: Token, sentence: int) -> Event:
    head = governor(token)
    direct = head is not None and token.head == head and base(token.dep_) in {"nsubj", "obj"}
    lit = head is not None and direct and head.lemma_.lower() in load_lexicon().light
    if head is not None and lit and is_predicate(head):
        subject = subject_of(head)
        first, last = clause(head, _own(phrase(subject, coordinated=True) if subject is not None else None, head))
    else:
        first, last = phrase(token)
    return Event(
        token=token.i,
        sentence=sentence,
        lemma=token.lemma_.lower(),
        tense=tense(head) if head is not None else "none",
        nominal=True,
        reporting=False,
        negated=_is_none(token) or (lit and head is not None and negated(head)),
        modal=(head is not None and modal(head)) or any(child.lower_ in PLANNED for child in token.children),
        subject=None,
        object=None,
        clause=_chars(token.doc, first, last),
    )


def _is_none(token: Token) -> bool:
    """Say whether there was none: 'no agreement', 'without agreement'."""
    return any(child.lower_ in {"no", "without"} for child in token.children)


def _span(doc: Doc, tokens: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if tokens is None else _chars(doc, *tokens)


def _chars(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
